"""Owns what runs in the family of a person: a condition of relatives by its own name, "family history of cardiomyopathy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from criteria.atoms.conditions.condition import Condition, Sentence
from criteria.atoms.conditions.qualifiers import Qualifiers
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Kind
from criteria.words.condition_words import CANCER, is_condition
from criteria.words.noun_phrases import Member, names

_OF = regex(r"\b(?:family|familial) history of\s+")
_DEATH = regex(r"\b(?:sudden|unexplained|premature|cardiac) (?:\w+ )?death$")


def in_the_family(sentence: Sentence, member: Member, *, goes_on: bool) -> Condition | None:
    """The condition of relatives that a member names; where the list of these ``goes_on``, only a death is surely one of them.

    "Family history of long QT syndrome or seizures" does not say whose seizures are meant.
    """
    lower = sentence.lower
    of = _OF.search(lower, member.start, member.end)
    if of is None and not goes_on:
        return None
    begin, start = (of.start(), of.end()) if of else (member.start, member.start)
    if any(m.start <= begin < m.end for m in sentence.mentions):
        return None  # the vocabulary has a name for it
    name = next(names(lower, member._replace(start=start)), None)
    if name is None or not sentence.passage.is_free(begin, name.end):
        return None
    words = lower[start : name.end].strip(" .,-")
    ended = _DEATH.search(words) is not None
    if CANCER.search(words) or not (ended or (of is not None and _is_named(sentence.passage, words, start, name.end))):
        return None
    return Condition(begin, name.end, f"family history of {words}", Qualifiers(), member, known=True)


# "history or family history of …", "personal and/or family history of …"
_OR_OWN = regex(r"\b(?:history|personal)(?: history)?(?: of)?(?:,? (?:or|and|and/or) | ?/ ?)(?:an? )?$")
_FAMILY = "family history of "


def with_her_own(passage: Passage, found: Sequence[Condition]) -> Iterator[Condition]:
    """The conditions, those of relatives with the same of the person where her own history is named with theirs."""
    for condition in found:
        own = _OR_OWN.search(passage.lower, 0, condition.start) if condition.concept.startswith(_FAMILY) else None
        if own is not None:
            name = condition.concept.removeprefix(_FAMILY)
            known = [m.name for m in passage.of_kind(Kind.COMORBIDITY) if passage.lower[m.start : m.end] == name]
            yield replace(condition, start=own.start(), concept=known[0] if known else name)
        yield condition


def _is_named(passage: Passage, words: str, start: int, end: int) -> bool:
    return is_condition(words) or any(start <= m.start and m.end == end for m in passage.of_kind(Kind.COMORBIDITY))
