"""Owns the errors of the interfaces themselves: input that cannot be read and settings that make no sense."""

from __future__ import annotations

from criteria.errors import TrialmatchError


class InputError(TrialmatchError):
    """A file, option or form that a person gave cannot be used; the text names it and what was expected."""


class SettingsError(TrialmatchError):
    """An environment variable holds a value that cannot be used; the text names both."""
