"""Owns the web application: one Flask with the REST interface, its documentation and the pages."""

from __future__ import annotations

from importlib.metadata import version

from flask_swagger_ui import get_swaggerui_blueprint  # type: ignore[import-untyped]
from werkzeug.routing import BaseConverter

from api.problems import ProblemApi, Service, register_error_handlers
from api.rest.cohorts import cohorts
from api.rest.history import history
from api.rest.routes import health, rest
from api.rest.schemas import patient_component
from api.security import secure
from api.services import install_index
from api.settings import Settings
from api.web.pages import pages

_OPENAPI = {
    "API_TITLE": "trialmatch",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "OPENAPI_JSON_PATH": "openapi.json",
}
_DOCS = "/api/docs"


class NctIdConverter(BaseConverter):
    """NCT ids in addresses; anything else is not found."""

    regex = r"NCT[0-9]{8}"


def create_app(settings: Settings | None = None) -> Service:
    """The application; its index is opened at the first question, and may be built later."""
    settings = settings or Settings.from_environment()
    app = Service("api")
    app.config.update(_OPENAPI, MATCH_LIMIT=settings.match_limit)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # responses read best in the order they were made
    app.url_map.converters["nct"] = NctIdConverter
    install_index(app, settings.index)
    secure(app, settings)
    license_ = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    info = {"description": "Which clinical trials a person could join, and why.", "license": license_}
    api = ProblemApi(app, spec_kwargs={"info": info | {"x-software-version": version("trialmatch")}})
    api.register_converter(NctIdConverter, lambda _: {"type": "string", "pattern": f"^{NctIdConverter.regex}$"})
    api.spec.components.schema("Patient", patient_component())
    api.register_blueprint(rest)
    api.register_blueprint(history)
    api.register_blueprint(cohorts)
    api.register_blueprint(health)
    app.register_blueprint(get_swaggerui_blueprint(_DOCS, "/api/v1/openapi.json", {"app_name": "trialmatch REST"}))
    app.register_blueprint(pages)
    register_error_handlers(app)
    return app
