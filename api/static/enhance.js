// Small comforts for browsers with JavaScript; every page does its work without it.
"use strict";

// A further row for treatments without a round trip to the server.
for (const button of document.querySelectorAll("[data-more]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const rows = document.querySelectorAll("[data-treatment]");
    const row = rows[rows.length - 1].cloneNode(true);
    const number = rows.length;
    row.querySelector("legend").textContent = `Treatment ${number + 1}`;
    for (const message of row.querySelectorAll("[data-error]")) message.remove();
    for (const part of row.querySelectorAll("[id], [for], [name], [aria-describedby]")) {
      for (const attribute of ["id", "for", "name", "aria-describedby"]) {
        const value = part.getAttribute(attribute);
        if (value) part.setAttribute(attribute, value.replaceAll(/treatment-\d+-/g, `treatment-${number}-`));
      }
      if ("value" in part) part.value = "";
      part.removeAttribute("aria-invalid");
    }
    rows[rows.length - 1].after(row);
    row.querySelector("input").focus();
  });
}

// Say that work is under way, and keep an impatient second click from asking twice.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !button.hasAttribute("data-main")) return;
    if (button.getAttribute("aria-disabled")) event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    button.textContent = "Looking through the trials …";
  });
}
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-main][aria-disabled]")) {
    button.removeAttribute("aria-disabled");
    button.textContent = "Show trials";
  }
});

// Printing shows what is folded away on the screen.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
