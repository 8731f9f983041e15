"""Owns the errors that matching raises: a patient record that cannot be read."""

from __future__ import annotations

from criteria.errors import TrialmatchError


class PatientError(TrialmatchError):
    """A patient record that cannot be read; ``problems`` holds (path, what was expected) for each fault.

    The text names keys and types and never repeats a value, so that it can be logged.
    """

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{path}: {message}" if path else message for path, message in problems))
