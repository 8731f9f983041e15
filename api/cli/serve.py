"""Owns ``trialmatch serve``: the web pages and the REST interface, on loopback unless asked otherwise."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from api.cli.services import index_option
from api.errors import InputError
from api.settings import Settings
from criteria.errors import TrialmatchError

if TYPE_CHECKING:
    from flask import Flask


@click.command("serve")
@click.option("--host", help="Address to listen on; default 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default 8080; 0 takes any free one.")
@index_option
def command(host: str | None, port: int | None, index_at: str | None) -> None:
    """Serve the web pages and the REST interface."""
    import waitress  # type: ignore[import-untyped]

    from api.app import create_app

    settings = Settings.from_environment()
    settings = replace(
        settings,
        host=host or settings.host,
        port=settings.port if port is None else port,
        index=index_at or settings.index,
    )
    app = create_app(settings)
    with _listening(settings) as listener:
        limits = {"threads": settings.threads, "max_request_body_size": settings.max_body}
        server = waitress.create_server(app, sockets=[listener], ident=None, **limits)
        host_part = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host_part}:{listener.getsockname()[1]}"
        click.echo(f"Serving on {address} (documentation: {address}/api/docs/). Stop with Ctrl-C.")
        threading.Thread(target=_warm, args=[app], daemon=True).start()
        try:
            server.run()
        finally:
            server.close()


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise InputError(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from None


def _warm(app: Flask) -> None:
    """Read the open trials before the first question comes; without an index yet, that question will say so."""
    from api.services import finder

    with app.app_context(), contextlib.suppress(TrialmatchError):
        finder().corpus()
