"""Owns the command line ``trialmatch``: which commands there are and how each one fails."""

from __future__ import annotations

from importlib import import_module

import click

from criteria.errors import TrialmatchError

# Each command's module is imported only when it is asked for, so that `trialmatch parse` does not wait for Flask.
_COMMANDS = {
    "changes": "api.cli.changes",
    "cohort": "api.cli.cohort",
    "demo": "api.cli.demo",
    "diff": "api.cli.diff",
    "index": "api.cli.index",
    "match": "api.cli.match",
    "parse": "api.cli.parse",
    "refresh": "api.cli.refresh",
    "review": "api.cli.review",
    "screen": "api.cli.screen",
    "serve": "api.cli.serve",
}


class Commands(click.Group):
    """A group that finds its commands by name and turns every known error into one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in order."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(_COMMANDS[cmd_name]).command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exit 2 if what was given cannot be used, 1 if something else failed."""
        try:
            return super().invoke(ctx)
        except TrialmatchError as error:
            raise (_BadInput if _is_bad_input(error) else click.ClickException)(" ".join(str(error).split())) from error


class _BadInput(click.ClickException):
    exit_code = 2


def _is_bad_input(error: TrialmatchError) -> bool:
    from api.errors import InputError, SettingsError
    from indexer.errors import StudyError
    from matcher.errors import PatientError

    return isinstance(error, InputError | SettingsError | PatientError | StudyError)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="trialmatch", message="%(prog)s %(version)s")
def main() -> None:
    """Which clinical trials a person with breast cancer could join, and why."""
