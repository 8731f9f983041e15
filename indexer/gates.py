"""Owns how the gates of a study are stored: each is one look at the patient that alone may rule her out.

Which criteria are gates is not decided here. Whoever gives the verdicts passes it in, with the criteria as that verdict
takes them, so that a filter by gates leaves out what that verdict would rule out, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from criteria.criterion import Criteria
from criteria.serial import dump_requirement, load_requirement
from criteria.tree import Requirement

Gate = tuple[Requirement, bool]
"""A requirement, and the truth that it must not fail to have: (it, True) must not be FALSE."""

LONGEST = 2000
"""Characters of a key; a longer one is no gate that several studies share."""


@dataclass(frozen=True, slots=True)
class Gates:
    """``soften`` gives the criteria as verdicts take them, ``of`` the gates of these.

    Both must be functions of a module, for other processes call them too. ``version`` names what they depend on. It
    stands in every key, so that no one filters by the gates of others.
    """

    of: Callable[[Criteria], Iterable[Gate]]
    version: str
    soften: Callable[[Criteria], Criteria] | None = None

    def softened(self, criteria: Criteria) -> Criteria | None:
        """The criteria as verdicts take them, to be stored beside those that were read; None where nobody says."""
        return self.soften(criteria) if self.soften is not None else None

    def keys(self, criteria: Criteria) -> tuple[str, ...]:
        """The gates of criteria, softened where they can be, as the index stores them, each once."""
        found = (f"{self.version}{_SIGNS[wanted]}{dump_requirement(r)}" for r, wanted in self.of(criteria))
        return tuple(dict.fromkeys(key for key in found if len(key) <= LONGEST))

    def read(self, keys: Iterable[str]) -> Mapping[str, Gate]:
        """The gates that keys stand for, by key; those of another version are left out."""
        at = len(self.version)
        return {
            key: (load_requirement(key[at + 1 :]), key[at] == _SIGNS[True])
            for key in keys
            if key.startswith(self.version) and key[at : at + 1] in _SIGNS
        }


_SIGNS = ("-", "+")


def _none(_: Criteria) -> tuple[Gate, ...]:
    return ()


NO_GATES = Gates(_none, "")
"""For those who only store and search studies."""
