"""Owns the exceptions of the indexer.

TrialmatchError
└── IndexerError
    ├── StudyError           a registry record cannot be read; it is set aside
    ├── RegistryError        the registry could not be asked, or its answer cannot be used
    │   ├── RequestRefusedError   it says that our request is wrong (4xx); asking again is of no use
    │   ├── RegistryDownError     unreachable, or failing on its side (5xx), after every retry
    │   └── BadAnswerError        it answered with something that is not what was asked for
    ├── IndexUnavailableError     the index cannot be reached or refuses us
    │   └── StudyRefusedError         it takes the others and not this study, which is set aside
    ├── IndexMissingError         there is no index yet; `trialmatch refresh` builds one
    ├── IndexDamagedError         what is stored does not agree with itself
    └── RefreshRefusedError       a refresh is under way, or this one would do harm
"""

from __future__ import annotations

from criteria.errors import TrialmatchError


class IndexerError(TrialmatchError):
    """Something went wrong between the registry and the index."""


class StudyError(IndexerError):
    """A registry record cannot be read; the text names the study and the field."""

    def __init__(self, nct_id: str | None, path: str, problem: str) -> None:
        super().__init__(f"{nct_id or 'a record without an NCT id'}: {path}: {problem}")
        self.nct_id = nct_id
        self.path = path
        self.problem = problem

    def __reduce__(self) -> tuple[type[StudyError], tuple[str | None, str, str]]:
        """So that the error survives the way back from a worker process."""
        return type(self), (self.nct_id, self.path, self.problem)


class RegistryError(IndexerError):
    """The registry could not be asked, or its answer cannot be used; the text names the address."""


class RequestRefusedError(RegistryError):
    """The registry says that the request is wrong (4xx); asking again is of no use."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class RegistryDownError(RegistryError):
    """The registry is unreachable, or fails on its own side (5xx), after every retry."""


class BadAnswerError(RegistryError):
    """The registry answered with something that is not what was asked for."""


class IndexUnavailableError(IndexerError):
    """The index cannot be reached, or refuses the credentials; the text names the address."""


class StudyRefusedError(IndexUnavailableError):
    """The index will never take what was made of this study; the text says why."""

    def __init__(self, nct_id: str, problem: str) -> None:
        super().__init__(f"{nct_id}: the index refuses it: {problem}")
        self.nct_id = nct_id


class IndexMissingError(IndexerError):
    """There is no index yet."""


class IndexDamagedError(IndexerError):
    """What is stored does not agree with itself; ``trialmatch index verify`` lists it."""


class RefreshRefusedError(IndexerError):
    """Another refresh is under way, or this one would take most of the index away."""
