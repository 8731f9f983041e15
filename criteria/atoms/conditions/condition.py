"""Owns a condition that was read, and the sentence that conditions are read in with the names that the vocabulary found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from criteria.atoms.conditions.condition_particulars import found_by_its_genome
from criteria.atoms.conditions.qualifiers import Qualifiers
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Comparison, Kind
from criteria.words.noun_phrases import Member

# names that the recognisers of allergy and ability read
_ELSEWHERE = frozenset(
    {
        "able to swallow",
        "allergic reaction",
        "hypersensitivity reaction",
        "anaphylaxis",
        "family history of breast cancer",
    }
)
# a whole list that the vocabulary knows as one name is read member by member all the same
_LISTED = regex(r" (?:or|and) |/")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition read at ``start`` to ``end`` within ``member`` of a list; ``known`` to the vocabulary or by its own words."""

    start: int
    end: int
    concept: str
    said: Qualifiers
    member: Member
    known: bool
    value: Comparison | None = None


# a chart's name for type 1, and yet a trial means whoever injects insulin
_DEPENDENT = regex(r"insulin[- ]dependent (?=diabetes\b)")


def _by_what_it_needs(lower: str, mention: Mention) -> Mention:
    """A disease whose name says what it needs by its plain name, so that the need is read from the words before it."""
    needs = _DEPENDENT.match(lower, mention.start, mention.end)
    return mention if needs is None else mention._replace(start=needs.end(), name="diabetes")


class Sentence(NamedTuple):
    """A passage with the vocabulary's finds of conditions in it."""

    passage: Passage
    lower: str
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, passage: Passage) -> Sentence:
        """The passage as conditions are read in it."""
        lower = passage.lower
        found = (m for m in passage.of_kind(Kind.COMORBIDITY) if m.name not in _ELSEWHERE)
        whole = (
            m for m in found if " or " in m.name or m.name == "diabetes" or not _LISTED.search(lower, m.start, m.end)
        )
        whole = (_by_what_it_needs(lower, m) for m in whole)
        return cls(passage, lower, tuple(sorted((*whole, *found_by_its_genome(passage)), key=lambda m: m.start)))

    def names_all_of(self, member: Member) -> bool:
        """Whether a name of several words that the vocabulary knows is all that a member of a list ends in: "fatty liver"."""
        end = member.start + len(self.lower[member.start : member.end].rstrip(" .,;"))
        return any(
            m.end == end and member.start <= m.start and " " in self.lower[m.start : m.end] for m in self.mentions
        )
