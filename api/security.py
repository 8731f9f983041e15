"""Owns what guards every answer: security headers, limits on requests, and the token that guards the forms.

Nothing is stored and nobody is logged in, so a forged form could reveal nothing; the token keeps other pages from
spending this service's time through a visitor's browser. It is a double submit: the same random value in a cookie
that other sites' requests do not carry and in the form.
"""

from __future__ import annotations

import hmac
import secrets

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import TooManyRequests

from api.settings import Settings

CSRF_COOKIE = "form_token"
CSRF_FIELD = "form_token"

_CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # Swagger UI draws its icons from data: addresses
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_UNLIMITED = ("static", "swagger_ui.show", "health.healthz", "health.readyz")


def secure(app: Flask, settings: Settings) -> None:
    """Put headers on every answer, bound the size of bodies, and bound the requests of each client address."""
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_body
    app.after_request(_add_headers)
    if settings.requests_a_minute:
        limiter = Limiter(
            get_remote_address,
            app=app,
            storage_uri="memory://",
            default_limits=[f"{settings.requests_a_minute}/minute"],
            headers_enabled=True,
        )
        limiter.request_filter(lambda: request.endpoint in _UNLIMITED)


def form_token() -> str:
    """The token to put in a form: the visitor's, or a fresh one that ``_add_headers`` gives them."""
    if "form_token" not in g:
        g.form_token = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(32)
    token: str = g.form_token
    return token


def is_genuine_form() -> bool:
    """Whether the form that came was served by us to this visitor."""
    cookie, field = request.cookies.get(CSRF_COOKIE, ""), request.form.get(CSRF_FIELD, "")
    return bool(cookie) and hmac.compare_digest(cookie.encode(), field.encode())


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if response.status_code != TooManyRequests.code:
        response.headers.remove("Retry-After")  # which the limiter puts on every answer
    if response.mimetype != "text/css" and not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    if token := g.get("form_token"):
        response.set_cookie(CSRF_COOKIE, token, samesite="Strict", httponly=True, secure=request.is_secure, path="/")
    return response
