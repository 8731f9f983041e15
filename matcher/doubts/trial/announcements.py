"""Owns which lines announce a list of other lines, what these are, and how many of them there are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Section, walk
from matcher.doubts.trial.announced_choices import WHY

_TUMOURS = regex(
    r"\b(?:tumou?r types?|cancer types?|cancers?|tumou?rs?|malignancies|indications?|cohorts?)\b"
    r"(?=[^:]{0,80}:\s*$)"
    r"(?![^:]*\b(?:factors?|features?|characteristics|criteri\w+|conditions|treatments?|therap\w+|regimens?)\b)",
    re.I,
)
_A_TUMOUR = regex(
    r"^(?!.*\b(?:must|should|have|has|had|is|are|be|were|received|no)\b).*\b(?:cancer|tumou?r|carcinoma)s?\b",
    re.I | re.S,
)
# "shows one of these signs:", with nothing or with the first of them behind it
ONE_OF = regex(
    r"\b(?:(?:\d|one|two|three|any|either)(?: or more)?(?: \(\d\))? of (?:the|these)(?: \w+)? (?:following|below)?"
    r"|(?:must|should|have|has|had|be)(?: \w+){0,4} either\b|\beither(?=:))[^:.\n]{0,160}:\s*(?P<first>[^\n]{0,300})$",
    re.I,
)
# the line holds its alternatives itself: "one of the following: locally recurrent, or metastatic disease"
_HELD = regex(
    r"^[^:]{3,90}(?:,|;)? or [^:]{3,}$|^[^:;]{3,60}(?:;[^:;]{3,60}){2,}$|^1\. [^:]{3,200} 2\. [^:]{3,}$", re.I
)
# and plainly goes on in no other line, however much of it was read: "one of these: A, B, or C", "either: A or if B"
_ENDED = regex(r"^[^:;,]{3,}(?:[,;][^:;,]{3,})*[,;]? (?:or if|or) [^:]{3,}$(?<!\bor)", re.I)
# under exclusion: "if she fulfils the following 3 criteria she is eligible"
_ELIGIBLE_IF = regex(
    r"\b(?:following|these|below)\b[^.:\n]{0,40}\b(?:eligible|allowed|permitted|included|enrolled)\b[^.:\n]{0,40}[.:]?\s*(?P<first>\n[^\n]{0,160})?$"
    r"|\b(?:eligible|allowed|permitted|included|enrolled|unless|except)\b[^.:\n]{0,30}\b(?:if|when|provided|unless)?"
    r"\b[^.:\n]{0,40}\bfollowing\b[^.:\n]{0,40}:\s*(?P<second>\n[^\n]{0,160})?$",
    re.I,
)
# "who meets any of the following is not eligible": the list keeps out, as lists do there
_KEEPS_OUT = regex(
    r"^(?!.*\b(?:unless|except|only if)\b).*\b(?:not|never|cannot) (?:be )?(?:considered )?(?:eligible|allowed|permitted|included|enrolled)\b",
    re.I | re.S,
)
# whom the following is asked of, by a line that says no more
_OF_SOME = regex(
    r"^\W*(?:for(?! all\b)|in(?! addition)|if)\b[^:\n]{3,200}:\s*$"
    r"|^\W*(?:women|females?|men|males?|(?:not )?of child-?\s?bearing)\b(?![^:\n]*\b(?:eligible|included|met|meet)\b)"
    r"[^:\n]{0,120}:\s*$"
    r"|^\W*(?:patients?|subjects?|participants?|those) (?:with|who|whose|in|on)\b(?![^:]*\b(?:must|following|breast)\b)[^:\n]{3,120}:\s*$"
    r"|^\W*(?:patients?|subjects?|participants?|those) (?:with|who|whose|in|on)\b"
    r"(?=[^:]*\b(?:"
    r"ER|PR|HR|HER-?2|hormone|receptors?|(?:pre|peri|post)-?menopausal|brain|CNS|liver|hepatic|prior|previous(?:ly)?"
    r"|history)\b)[^:\n]{3,160}\b(?:only|must|should)\b[^:\n]*\b(?:following|criteria)\b[^:\n]*:\s*$"
    r"|^\W*(?:clinical |pathologic(?:al)? |anatomic )?stages? [^:\n]{1,60}:\s*$|^\W*(?:lymph )?node[- ](?:negative|positive)\b[^:\n]{0,60}:\s*$",
    re.I,
)
_COUNT = regex(r"\b(\d|two|three|four|five|six)\b", re.I)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_A_FEW = 3
_SOME = 5  # lines of a choice
BULLETS = " \t*-•"
_LINE = 400  # characters of the line before that are looked at
ENDS = regex(
    r"^\W*(?:the following|no|not|must|patients?|subjects?|participants?|age|ecog|karnofsky|adequate|written|signed)\b",
    re.I,
)
# "mastectomy required within 6 weeks": asked by itself, whatever list stands before it
_ASKED_BY_ITSELF = regex(
    r"(?<!not )(?<!be )(?<!that )(?<!which )(?<!who )(?<!has )(?<!have )\brequired\b"
    r"(?! (?:if|only|for|to|by|when|therap|treatment|medic|surg|chemo)|[a-z]*,? or\b)",
    re.I,
)
# behind "these criteria should be met" the lines may each say who the patient is: "patients who had endocrine therapy"
_OF_CRITERIA = regex(r"\b(?:criteria|following|conditions)\b[^:\n]{0,60}:", re.I)
_WHO = regex(r"^\W*(?:patients?|subjects?|participants?) (?:with|who|whose|has|have|having)\b", re.I)


@dataclass(frozen=True, slots=True)
class Announced:
    """What the lines of an announced list are, and how many of them follow; ``tumours`` only where they name one.

    ``of_criteria`` says that each may be a criterion in full: "patients who …".
    """

    why: str
    count: int
    section: Section
    tumours: bool = False
    of_criteria: bool = False
    arm: str | None = None

    def holds(self, criterion: Criterion, words: str) -> bool:
        """Whether a criterion may be one of its lines."""
        if criterion.section is not self.section or self.count == 0 or criterion.registry_field is not None:
            return False
        if self.tumours:
            return len(words) < 160 and bool(_A_TUMOUR.match(words))
        if self.of_criteria and _WHO.match(words):
            return True
        return not (self.section is Section.INCLUSION and (ENDS.match(words) or _ASKED_BY_ITSELF.search(words)))


_OF_TUMOURS = Announced(
    "one of several tumour types that the criterion before announces", 100, Section.INCLUSION, tumours=True
)


def announced_above(criterion: Criterion, text: str, line: str) -> Announced | None:
    """The list that the line right above a criterion announces, where that line asks for nothing itself."""
    if _names_its_arm(line, criterion):
        return None
    if _TUMOURS.search(line):
        return _OF_TUMOURS
    begins = text[max(0, criterion.span.start - _LINE) : criterion.span.start].rstrip(BULLETS).endswith("\n")
    if criterion.section is not Section.INCLUSION or not begins or not line.rstrip().endswith(":"):
        return None
    if ONE_OF.search(line):
        return _listing(WHY, _SOME, line)
    if _OF_SOME.match(line):
        return _listing("the line before says of whom it is asked", _A_FEW, line)
    return None


def _names_its_arm(line: str, criterion: Criterion) -> bool:
    """Whether a line is only the heading of the arm that the criterion is of."""
    name = line.strip().strip(BULLETS + ":").strip()
    return criterion.arm is not None and bool(name) and (criterion.arm == name or criterion.arm.endswith(f": {name}"))


def announced(criterion: Criterion, words: str) -> Announced | None:
    """The list that a criterion announces, whose own line may hold its first."""
    if criterion.registry_field is not None:
        return None
    if criterion.section is Section.EXCLUSION:
        if (found := _ELIGIBLE_IF.search(words)) is None or _keeps_out(words, found):
            return None
        count = _count(found.group()) - bool(found["first"] or found["second"])
        return Announced("one of the lines that say when one may join all the same", count, Section.EXCLUSION)
    if _TUMOURS.search(words):
        return _OF_TUMOURS
    if (one_of := ONE_OF.search(words)) is not None and not _holds_its_list(criterion, one_of):
        count = 0 if _ends_its_list(words, one_of) else _SOME - bool((one_of["first"] or "").strip())
        return _listing(WHY, count, words)
    if _OF_SOME.match(words):
        return _listing("the line before says of whom it is asked", _A_FEW, words)
    return None


def _keeps_out(words: str, found: re.Match[str]) -> bool:
    """Whether what looks like a word that lets in stands behind a "not"."""
    return _KEEPS_OUT.search(words[max(0, found.start() - _EDGE) : found.end()]) is not None


def _listing(why: str, count: int, line: str) -> Announced:
    """The inclusions that a line announces."""
    return Announced(why, count, Section.INCLUSION, of_criteria=_OF_CRITERIA.search(line) is not None)


def _holds_its_list(criterion: Criterion, one_of: re.Match[str]) -> bool:
    """Whether the line itself holds the alternatives, and they were read as such."""
    first = (one_of["first"] or "").rstrip(" .;")
    if not _HELD.search(first):
        return False
    start = criterion.span.start + one_of.start("first")
    ways = (part.span for part in walk(criterion.node) if isinstance(part, Any | All))
    return any(span.start - start <= _EDGE and start + len(first) - span.end <= _EDGE for span in ways)


def _ends_its_list(words: str, one_of: re.Match[str]) -> bool:
    """Whether the line itself names the last of its alternatives."""
    first = one_of["first"].rstrip(" .;,")
    return "\n" not in words[one_of.start() : one_of.start("first")] and bool(_ENDED.match(first))


_EDGE = 16  # characters at either end of a list that may be left out of its reading


def needed(one_of: re.Match[str]) -> int:
    """How many of its lines a list asks for."""
    stated = _COUNT.match(one_of.group())
    return int(_NUMBERS.get(stated[1].lower(), stated[1])) if stated else 1


def _count(words: str) -> int:
    """How many lines the words announce; a few where they do not say."""
    stated = _COUNT.search(words)
    first = stated[1].lower() if stated else ""
    return _NUMBERS.get(first) or (int(first) if first.isdigit() else _A_FEW)


def line_before(criterion: Criterion, text: str) -> str:
    """The line right above a criterion; empty where it is the first of the text."""
    before = text[max(0, criterion.span.start - _LINE) : criterion.span.start]
    lines = before.rstrip(BULLETS + "\n").splitlines()
    return lines[-1] if lines else ""
