"""Owns how errors leave over HTTP: RFC 9457 problem documents for programs, plain pages for people."""

from __future__ import annotations

import http
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from flask import Flask, Response, current_app, json, render_template, request
from flask_smorest import Api  # type: ignore[import-untyped]
from flask_smorest.utils import prepare_response  # type: ignore[import-untyped]
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable, UnprocessableEntity

from api.errors import InputError
from criteria.errors import TrialmatchError
from indexer.errors import IndexMissingError
from matcher.errors import PatientError

PROBLEM = "application/problem+json"
_FOR_PROGRAMS = ("/api/", "/healthz", "/readyz")


class FaultSchema(Schema):
    """One thing that is wrong with a request."""

    path = fields.String(required=True, metadata={"description": "Where: `patient.labs[2].value`, `query.km`"})
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """A problem document, RFC 9457."""

    type = fields.String(required=True, metadata={"format": "uri-reference"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    errors = fields.List(fields.Nested(FaultSchema))


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest carries no types
    """flask-smorest with its errors as problem documents, in the responses and in the OpenAPI document."""

    ERROR_SCHEMA = ProblemSchema

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            self._register_response(status.name, status.phrase, with_body=status >= 400)
        self._register_response("DEFAULT_ERROR", "Any other error", with_body=True)

    def _register_response(self, name: str, description: str, *, with_body: bool) -> None:
        response = {"description": description} | ({"schema": self.ERROR_SCHEMA} if with_body else {})
        prepare_response(response, self.spec, PROBLEM)
        self.spec.components.response(name, response, lazy=True)

    def handle_http_exception(self, error: HTTPException) -> Response:
        """The error as a problem document or as a page, with the headers that it asks for (such as Allow)."""
        data: dict[str, Any] = getattr(error, "data", None) or {}
        faults = [
            {"path": path, "detail": message}
            for part in data.get("messages", {}).values()
            for path, message in _flatten(part)
        ]
        return _answer(error, "The request is not as it should be." if faults else _detail(error), faults)


class Service(Flask):
    """Flask that logs where an error arose and of what type, never its text: that could quote a patient's record."""

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log the path of the code that led to the error, and its type."""
        kind, _, where = exc_info
        name = kind.__name__ if kind else "unknown error"
        self.logger.error("%s in %s %s\n%s", name, request.method, request.path, "".join(traceback.format_tb(where)))


def register_error_handlers(app: Flask) -> None:
    """Let every TrialmatchError that a view raises leave as the answer that it deserves."""
    app.register_error_handler(TrialmatchError, _handle_known)


def wants_page() -> bool:
    """Whether the present request is a person's: a path outside the interfaces for programs, and HTML accepted."""
    return not request.path.startswith(_FOR_PROGRAMS) and bool(request.accept_mimetypes.accept_html)


def _handle_known(error: TrialmatchError) -> Response:
    match error:
        case PatientError():
            faults = [{"path": f"patient.{path}".rstrip("."), "detail": message} for path, message in error.problems]
            return _answer(UnprocessableEntity(), "The patient record cannot be read.", faults)
        case InputError():
            return _answer(UnprocessableEntity(), str(error), [])
        case IndexMissingError():
            return _answer(ServiceUnavailable(), "The index of trials has not been built yet.", [])
        case _:
            current_app.logger.error("%s: %s", type(error).__name__, error)
            return _answer(ServiceUnavailable(), "The index of trials cannot be read just now.", [])


def _answer(error: HTTPException, detail: str, faults: list[dict[str, str]]) -> Response:
    status = error.code or InternalServerError.code
    title = http.HTTPStatus(status).phrase
    if wants_page():
        response = Response(
            render_template("error.html", status=status, title=title, detail=detail), mimetype="text/html"
        )
    else:
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        response = Response(json.dumps(problem | ({"errors": faults} if faults else {})), mimetype=PROBLEM)
    response.status_code = status
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def _detail(error: HTTPException) -> str:
    if isinstance(error, InternalServerError):
        return "Something went wrong here. What you sent was not stored."
    return error.description or ""


def _flatten(messages: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Marshmallow's nested messages as pairs of dotted path and message."""
    match messages:
        case dict():
            for key, inner in messages.items():
                step = f"[{key}]" if isinstance(key, int) else f".{key}"
                yield from _flatten(inner, path + ("" if key == "_schema" else step))
        case list():
            for message in messages:
                yield from _flatten(message, path)
        case _:
            yield path.lstrip(".") or "body", str(messages)
