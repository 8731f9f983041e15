"""Owns brackets of their own that limit the sentences before them to a part of the trial: "(Exclude from imaging only)"."""

from __future__ import annotations

from criteria.nodes import OF_AN_ARM, all_of
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import If, Node, Unparsed

_PART = r"(?:dl|dose levels?|cohorts?|arms?|parts?|phases?|groups?)"
_OF_ONE_PART = regex(
    # a part by any name, which only "only" tells from a reason or from people
    r"\W*[(\[]\s*(?:excluded?|exclusion|ineligible|not eligible|applies|applicable) (?:from|for|to) "
    r"(?:(?!\b(?:patients?|subjects?|participants?|women|those|who|with|if|unless|this|the study|the trial)\b)"
    r"[^()<>≤≥;:]){3,50} only\W*[)\]]\W*"
    # parts by their numbers
    rf"|\W*[(\[]\s*(?:excluding|excludes|except(?: for)?|not for) {_PART} ?[\divx]{{1,3}}[ab]?(?:(?:,| and| or|/)+ ?(?:{_PART} ?)?[\divx]{{1,3}}[ab]?)*[)\]]\W*"
)


def of_one_part(before: list[Node], words: str, where: Span) -> Node | None:
    """What the sentences ``before`` ask, in the part of the trial that the sentence ``words`` names; None where it names none."""
    if _OF_ONE_PART.fullmatch(words.lower()) is None:
        return None
    whole = all_of(before)
    return If(Unparsed(where, OF_AN_ARM), whole, whole.span.cover(where))
