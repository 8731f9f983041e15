// Draws the documentation of the REST interface.
"use strict";

window.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#swagger-ui");
  const presets = [SwaggerUIBundle.presets.apis];
  SwaggerUIBundle({ url: place.dataset.openapi, domNode: place, presets, deepLinking: true, validatorUrl: null });
});
