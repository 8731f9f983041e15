"""Owns ``trialmatch serve``: the web pages and the REST interface, on loopback unless asked otherwise."""

from __future__ import annotations

from dataclasses import replace

import click

from api.cli.services import index_option
from api.errors import InputError
from api.settings import Settings


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
    try:
        server = waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            max_request_body_size=settings.max_body,
            ident=None,
        )
    except OSError as error:
        raise InputError(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from None
    address = f"http://{settings.host}:{server.effective_port}"
    click.echo(f"Serving on {address} (documentation: {address}/api/docs/). Stop with Ctrl-C.")
    try:
        server.run()
    finally:
        server.close()
