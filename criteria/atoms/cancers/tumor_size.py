"""Owns what a text says about the size of the tumor."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import UNREAD, Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value
from criteria.words.moods import Mood
from criteria.words.numbers import Found, bounds, comparator_after

_MUST_HAVE = regex(r"\b(?:must|should|need to) (?:have|be)\b(?! not)(?:(?!\b(?:no|not|without)\b)[^.;,]){0,30}$")
_AT_LEAST_ONE = regex(r"\b(?:at least|minimum of|≥)\s*(?:one|1|a single)\b[^.;]{0,40}$")
LENGTH = regex(r"\d\s?-?(?:cm|mm|centimet|millimet)")
"""A sentence without one says nothing of a size."""

LENGTH_UNIT = regex(r"[\s-]*(?P<unit>cm|centimet\w+|mm|millimet\w+)\b(?!\s?hg|/|\s?3|\^|\s?[x\*]\s?\d)")
"""The unit of a length, right behind its number."""
_MEASURED = regex(
    r"\b(?:tumou?rs?|lesions?|mass(?:es)?|cancers?|carcinomas?|disease|size|invasi\w+ component|malignancy|t(?= ?(?:$|[<>≥≤=])))\b"
)
# what else has a length: nodes, margins, places, the slices of a scanner, another organ's findings
_OTHER_LENGTH = regex(
    r"""\b(?:nod(?:e|es|al)(?![\s-]*(?:status|negativ|positiv))|margins?|metasta\w+|brain|cns|short\ axis|slices?
        |sections?|thick\w*|endometri\w*|aneurysm|calcif\w*|liver|spleen|lung|apart|bone|aort\w*|cyst\w*|extracapsular
        |depth
      |measured\ (?:by|with|on|using)|sum\ of|total\ diameter|conventional|spiral|recist
          |measurable(?!\ (?:(?:primary|residual|invasive|breast)\ )*(?:mass|cancers?|carcinomas?|tumou?rs?)\b)
          |accurately|indicator|index\ lesion|target|polyps?|ulcer\w*|effusion|pleural|intracranial|catheter|separat\w*
          |fibroid\w*|incision|distance|invasion|vascular|skin|scar|dcis|in[ -]situ|circumference|biops\w*)\b""",
    re.VERBOSE,
)
# what a length can also be of, named behind it: "at least 2 cm of residual disease", "3 cm in greatest diameter"
_OF_THE_TUMOUR = regex(
    r"\s*(?:"
    r"of (?:residual |invasive )?(?:disease|tumou?r|cancer)\b(?! (?:tissue|specimens?|samples?|blocks?|material))"
    r"|(?:in|at)(?: (?:the|its|at least|one))* (?:maxim\w+|largest|greatest|longest)(?: \w+)? "
    r"(?:diameter|dimension|size|extent)"
    r"|\)?\s*(?:(?:invasive|primary|breast|palpable|operable|unifocal|clinical)\s+)*"
    r"(?:tumou?rs?|cancers?|carcinomas?)\b(?! (?:margins?|beds?|cells?|free|specimens?|samples?|blocks?|tissue)\b))"
)
# the lesions that count as measurable: "lesion >= 10 mm on CT scan"
_BY_SCANNER = regex(
    r"[^,;.]{0,40}?\b(?:on|by|with|using|for) "
    r"(?:spiral |physical |clinical |helical |conventional |plain |a |an |high[- ]resolution )*"
    r"(?:ct\b|exam|computed|chest|x-?ray|film|techniques?|imaging techniques?|calipers?|slice)"
)
# "tumor of at least 2 cm in the lymph nodes", "lesions under 3 cm by MRI of the brain": of spread, and not of the breast
_ELSEWHERE = regex(
    r"[^,;.()]{0,40}?\b(?:in|of|for) (?:the |a )?(?:lymph nodes?|brain|liver|lungs?|skin|bones?|soft tissue)\b"
)
# what makes a lesion measurable: "measurable disease, defined as lesions of at least 10 mm", "lesions of 2 cm can be considered measurable"
_DEFINES_MEASURABLE = regex(r"\b(?:measurable|target|recist)\b[^;]{0,160}\bdefined (?:as|by)\b[^;]*$")
_COUNTS_AS = regex(
    r"[^.;]{0,60}\b(?:considered|counted|regarded|count|qualify)(?: as| to be)? (?:an? )?(?:measurable|target|evaluable)\b"
)
# the in-situ disease that a length is said of at once: "DCIS > 4 cm", "ductal carcinoma in situ (DCIS) measuring 3 cm or less"
_IN_SITU = regex(
    r"\b(?:dcis|in[ -]situ)\)?(?: (?:lesions?|components?|disease|tumou?rs?))?[\s(]*(?:(?:of|with|is|are|measuring|spanning|an?|size|extent)\s)*$"
)
_WHAT_IS_LEFT = regex(r"\b(?:residual|remaining) (?:[\w-]+ ){0,2}$")
_OF_WHAT_IS_LEFT = regex(r"[\^²³23]*(?: of)?(?: [\w-]+){0,2}? residual\b")
_PLACE = regex(
    r"\s*(?:of|from|away|to(?! ?[≤<\d])|below|above|apart|margin|inside|outside|beyond|into|past|invasion|extension"
    r"|or more from|slices?|sections?|thick|cuts?|intervals?|short)\b"
)
# how far the tumor is from the margin
_OF_A_MARGIN = regex(r"\bmargins?\b[^.;]*\b(?:of|for|from|by)\b[^.;]*$")
_OF_A_STAGE = regex(r"\b(?:iv|i{1,3})[abc]? \($")  # "stage I (T > 1 cm), II or III"
_ANOTHER = regex(r"\d\s?(?:cm|mm)\b[^.;()]{0,12}\bor\b")  # "a tumor of 2 cm, or < 2 cm with involved nodes"
_OR_BEHIND = regex(r"\W*(?:and/or|or)\b(?! (?:more|less|greater|larger|smaller|above|below)\b)")
_FAR = 90  # characters between a tumour and its size


def sizes(passage: Passage) -> list[Atom]:
    """The bounds of the tumour's size."""
    lower = passage.lower
    atoms: list[Atom] = []
    for found in bounds(lower):
        unit = LENGTH_UNIT.match(lower, found.end) or _later_unit(lower, found)
        start = None if unit is None else _measured_from(lower, found, unit, atoms[-1].end if atoms else None)
        if unit is None or start is None:
            continue
        end = unit.end() if unit.start() == found.end else found.end
        name = "cm" if unit["unit"].startswith("c") else "mm"
        value = _length(found, _op(lower, found, end), name)
        if value is None:  # "tumor 3 cm": old records have lost the sign
            if passage.base is Effect.REQUIRE and _OR_BEHIND.match(lower, end):
                atoms.append(Atom(start, end, Requirement(Kind.STAGE, UNREAD, None)))
            continue
        atom = Atom(start, end, Requirement(Kind.DISEASE_MEASURE, "tumor size", value))
        atoms.append(asserted(passage, atom))
    return atoms


def asserted(passage: Passage, atom: Atom) -> Atom:
    """The atom required where "at least one" asks for it, however far a negation before it may seem to reach."""
    asked = passage.base is Effect.REQUIRE and passage.scopes.mood(atom.start) in (Mood.PLAIN, Mood.REQUIRED)
    if asked and (
        _MUST_HAVE.search(passage.lower, max(0, atom.start - 60), atom.start)
        or _AT_LEAST_ONE.search(passage.lower, max(0, atom.start - 60), atom.start)
    ):
        return replace(atom, polarity=Polarity.MUST)
    return atom


def _later_unit(lower: str, found: Found) -> re.Match[str] | None:
    """The unit of the bound that follows: "> 1 and ≤ 3 cm"."""
    if found.op is None or not re.match(r"\s*(?:and|but|to)\s", lower[found.end :]):
        return None
    following = next(iter(bounds(lower, found.end, found.end + 24)), None)
    return LENGTH_UNIT.match(lower, following.end) if following is not None and following.op else None


def _measured_from(lower: str, found: Found, unit: re.Match[str], last: int | None) -> int | None:
    """Where the words about a tumour's size begin; None where the length is another thing's.

    ``last`` is where the bound before it ended; a second one must follow it directly.
    """
    if last is not None:
        alone = _GOES_ON.fullmatch(lower, last, found.start) or (
            _OR_ELSE.fullmatch(lower, last, found.start) and not _AND_MORE.match(lower, unit.end())
        )
        return found.start if alone else None
    in_situ = _IN_SITU.search(lower, max(0, found.start - _FAR), found.start) is not None and "margin" not in lower
    nouns = list(_MEASURED.finditer(lower, max(0, found.start - _FAR), found.start))
    if found.op in ("<", "<=") and _OF_WHAT_IS_LEFT.match(lower, unit.end()):
        return None
    if in_situ or (not nouns and _OF_THE_TUMOUR.match(lower, unit.end()) and not _OTHER_LENGTH.search(lower)):
        return found.start
    if nouns and nouns[-1].group().startswith("lesion") and _BY_SCANNER.match(lower, unit.end()):
        return None
    if _DEFINES_MEASURABLE.search(lower, 0, found.start) or _COUNTS_AS.match(lower, unit.end()):
        return None
    if not nouns or _PLACE.match(lower, unit.end()):
        return None
    start = nouns[-1].start()
    if found.op in ("<", "<=") and _WHAT_IS_LEFT.search(lower, max(0, start - _FAR), start):
        return None
    if _OF_A_MARGIN.search(lower, max(0, start - _FAR), start):
        return None
    if nouns[-1].group() == "t":
        return None if _OF_A_STAGE.search(lower, 0, start) else start
    if _ANOTHER.search(lower, start, found.start):
        return None
    if nouns[-1].group() != "size" and _ELSEWHERE.match(lower, unit.end()):
        return None
    clause = max(lower.rfind(", ", 0, start), lower.rfind("; ", 0, start)) + 1
    return None if _OTHER_LENGTH.search(lower, max(clause, start - 24), found.start) else min(start, found.start)


_GOES_ON = regex(r"[\s,]*(?:and|but|to)?\s*(?:is )?")
_OR_ELSE = regex(r"\s*(?:\((?:cm|mm)\)\s*)?(?:in (?:greatest |largest |longest )?(?:diameter|dimension))?,? or ")
_AND_MORE = regex(r"[^.;]{0,60}\b(?:and|with|if|when|plus)\b")  # what is asked with the last size is asked of no other
_LEAST_OR_MOST = regex(
    r"\b(?:(?P<least>minim(?:um|al))|maxim(?:um|al)) (?:[\w/-]+ ){0,3}?(?:size|diameter|dimension|extent)(?: (?:of|is|must be|should be|the|tumou?r))*:? ?$"
)


def _op(lower: str, found: Found, end: int) -> str | None:
    """The comparator of a length: before it, behind its unit, or as the least or largest size that the words name."""
    if found.op is not None:
        return found.op
    named = _LEAST_OR_MOST.search(lower, 0, found.start)
    if named is not None:
        return ">=" if named["least"] else "<="
    return comparator_after(lower, end)[1]


def _length(found: Found, op: str | None, unit: str) -> Value | None:
    if found.high is not None:
        return Between(found.number, found.high, unit)
    return None if op is None or op == "=" else Comparison(op, found.number, unit)
