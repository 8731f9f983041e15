"""Owns lists that a line announces and whose lines stand beside it: alternatives, exceptions, and what is asked of some.

A text that has lost its indentation shows no more which lines belong to the list; so those that may are left open, but
for alternatives whose list plainly ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from criteria.arms import limited_line
from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.tree import All, Any, Node, Section, walk
from matcher.doubts.announced_choices import WHY, Choice
from matcher.doubts.opened import left_open

_TUMOURS = regex(
    r"\b(?:tumou?r types?|cancer types?|cancers?|tumou?rs?|malignancies|indications?|cohorts?)\b(?![^:]*\b(?:factors?|features?|characteristics|criteri\w+|conditions|treatments?|therap\w+|regimens?)\b)[^:]{0,80}:\s*$",
    re.I,
)
_A_TUMOUR = regex(
    r"^(?!.*\b(?:must|should|have|has|had|is|are|be|were|received|no)\b).*\b(?:cancer|tumou?r|carcinoma)s?\b",
    re.I | re.S,
)
# "shows one of these signs:", with nothing or with the first of them behind it
_ONE_OF = regex(
    r"\b(?:(?:\d|one|two|three|any|either)(?: or more)?(?: \(\d\))? of (?:the|these)(?: \w+)? (?:following|below)?|(?:must|should|have|has|had|be)(?: \w+){0,4} either\b|\beither(?=:))[^:.\n]{0,160}:\s*(?P<first>[^\n]{0,300})$",
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
    r"|\b(?:eligible|allowed|permitted|included|enrolled|unless|except)\b[^.:\n]{0,30}\b(?:if|when|provided|unless)?\b[^.:\n]{0,40}\bfollowing\b[^.:\n]{0,40}:\s*(?P<second>\n[^\n]{0,160})?$",
    re.I,
)
# "who meets any of the following is not eligible": the list keeps out, as lists do there
_KEEPS_OUT = regex(
    r"^(?!.*\b(?:unless|except|only if)\b).*\b(?:not|never|cannot) (?:be )?(?:considered )?(?:eligible|allowed|permitted|included|enrolled)\b",
    re.I | re.S,
)
# whom the following is asked of, by a line that says no more
_OF_SOME = regex(
    r"^\W*(?:for(?! all\b)|in(?! addition)|if)\b[^:\n]{3,200}:\s*$|^\W*(?:women|females?|men|males?|(?:not )?of child-?\s?bearing)\b(?![^:\n]*\b(?:eligible|included|met|meet)\b)[^:\n]{0,120}:\s*$"
    r"|^\W*(?:patients?|subjects?|participants?|those) (?:with|who|whose|in|on)\b(?![^:]*\b(?:must|following|breast)\b)[^:\n]{3,120}:\s*$"
    r"|^\W*(?:patients?|subjects?|participants?|those) (?:with|who|whose|in|on)\b(?=[^:]*\b(?:ER|PR|HR|HER-?2|hormone|receptors?|(?:pre|peri|post)-?menopausal|brain|CNS|liver|hepatic|prior|previous(?:ly)?|history)\b)[^:\n]{3,160}\b(?:only|must|should)\b[^:\n]*\b(?:following|criteria)\b[^:\n]*:\s*$"
    r"|^\W*(?:clinical |pathologic(?:al)? |anatomic )?stages? [^:\n]{1,60}:\s*$|^\W*(?:lymph )?node[- ](?:negative|positive)\b[^:\n]{0,60}:\s*$",
    re.I,
)
_COUNT = regex(r"\b(\d|two|three|four|five|six)\b", re.I)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_A_FEW = 3
_SOME = 5  # lines of a choice
_BULLETS = " \t*-•"
_LINE = 400  # characters of the line before that are looked at
_ENDS = regex(
    r"^\W*(?:the following|no|not|must|patients?|subjects?|participants?|age|ecog|karnofsky|adequate|written|signed)\b",
    re.I,
)
# a label over criteria of their own: "Hormone receptor status:"
_LABEL = regex(
    r"^\W*(?:[\w/-]+ ){0,3}(?:status|characteristics|therapy|age|sex|function|other|performance|cardiovascular|hepatic|renal|hematopoietic|pulmonary)\W*:\s*$",
    re.I,
)
# behind "these criteria should be met" the lines may each say who the patient is: "patients who had endocrine therapy"
_OF_CRITERIA = regex(r"\b(?:criteria|following|conditions)\b[^:\n]{0,60}:", re.I)
_WHO = regex(r"^\W*(?:patients?|subjects?|participants?) (?:with|who|whose|has|have|having)\b", re.I)


@dataclass(frozen=True, slots=True)
class _List:
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
        return not (self.section is Section.INCLUSION and _ENDS.match(words))


_OF_TUMOURS = _List(
    "one of several tumour types that the criterion before announces", 100, Section.INCLUSION, tumours=True
)


def with_announced_lists(criteria: Iterable[Criterion], text: str) -> tuple[Criterion, ...]:
    """The criteria, lines of an announced list met by whoever meets one, or left open where they would rule out."""
    lines = _Lines(text)
    for criterion in criteria:
        lines.add(criterion)
    return lines.changed_by_their_lists()


class _Lines:
    """The lines of a text as they come, and the list that they may belong to."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._changed: list[Criterion] = []
        self._tumours: list[int] = []  # the places of those that name one of several tumour types
        self._announced: _List | None = None
        self._choice: Choice | None = None

    def add(self, criterion: Criterion) -> None:
        words = criterion.span.of(self._text) if criterion.registry_field is None else ""
        opened = _announced(criterion, words)
        if criterion.arm is not None and opened is None and self._is_of_its_own(criterion, words):
            self._changed.append(criterion)
            return
        if self._announced is not None and (opened is not None or not self._goes_on_with(criterion, words)):
            self._end(whole=self._ends_here(criterion, words))
        if opened is not None:
            self._begin(opened, words, criterion.arm)
            self._changed.append(self._announcing(criterion, opened, words))
            return
        if self._announced is None and criterion.registry_field is None:
            line = _line_before(criterion, self._text)
            self._begin(_announced_above(criterion, self._text, line), line, criterion.arm)
        if self._announced is None or not self._announced.holds(criterion, words):
            self._begin(None, "")
            self._changed.append(criterion)
            return
        if self._announced.tumours:
            self._tumours.append(len(self._changed))
        why, place = self._announced.why, len(self._changed)
        self._changed.append(
            left_open(criterion, why) if self._choice is None else self._choice.add(place, criterion, words)
        )
        self._announced = replace(self._announced, count=self._announced.count - 1)

    def _is_of_its_own(self, criterion: Criterion, words: str) -> bool:
        """Whether a line is of an arm that it names, or not of that of the list: each arm is a way into the trial."""
        return limited_line(words) is not None or (self._announced is not None and self._announced.arm != criterion.arm)

    def changed_by_their_lists(self) -> tuple[Criterion, ...]:
        if self._announced is not None:
            self._end(whole=self._announced.count > 0)
        return tuple(_or_another(self._changed, self._tumours))

    def _begin(self, announced: _List | None, words: str, arm: str | None = None) -> None:
        self._announced = None if announced is None else replace(announced, arm=arm)
        one_of = _ONE_OF.search(words) if announced is not None and announced.why is WHY else None
        self._choice = Choice(words[: one_of.start()], _needed(one_of)) if one_of is not None else None

    def _end(self, *, whole: bool) -> None:
        if self._choice is not None:
            self._choice.close(self._changed, whole)
        self._begin(None, "")

    def _announcing(self, criterion: Criterion, opened: _List, words: str) -> Criterion:
        if opened.tumours:
            return criterion
        one_of = _ONE_OF.search(words)
        if self._choice is None or one_of is None:
            return left_open(criterion, opened.why)
        at = criterion.span.start + one_of.start("first")
        return self._choice.announced_by(len(self._changed), criterion, at, self._text)

    def _goes_on_with(self, criterion: Criterion, words: str) -> bool:
        if self._announced is None or not self._announced.holds(criterion, words):
            return False
        if self._choice is None:
            return True
        return not self._heading_over(criterion) and self._choice.goes_on_with(criterion)

    def _ends_here(self, criterion: Criterion, words: str) -> bool:
        """Whether the list plainly ends before a criterion, which is none of it and not one with a list of its own."""
        if self._announced is None or self._announced.count == 0:
            return False
        if criterion.section is not self._announced.section or criterion.registry_field is not None:
            return True
        first = self._heading_over(criterion) or words
        return not first.rstrip().endswith(":") or _ENDS.match(first) is not None or _LABEL.match(first) is not None

    def _heading_over(self, criterion: Criterion) -> str:
        """The line between a criterion and the one before it, which heads it and is no criterion itself."""
        before = self._changed[-1].span.end if self._changed else criterion.span.start
        between = self._text[before : criterion.span.start].strip(_BULLETS + "\n")
        return between.splitlines()[-1] if between.endswith(":") else ""


def _or_another(criteria: list[Criterion], places: list[int]) -> list[Criterion]:
    """The criteria, of which those at ``places`` are each met by whoever meets one of them."""
    ways = {place: _ways(criteria[place].node) for place in places}
    for place in places:
        others = (way for other in places if other != place for way in ways[other])
        node = criteria[place].node
        criteria[place] = replace(criteria[place], node=Any((*ways[place], *others), node.span))
    return criteria


def _ways(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Any) else (node,)


def _announced_above(criterion: Criterion, text: str, line: str) -> _List | None:
    """The list that the line right above a criterion announces, where that line asks for nothing itself."""
    if _names_its_arm(line, criterion):
        return None
    if _TUMOURS.search(line):
        return _OF_TUMOURS
    begins = text[max(0, criterion.span.start - _LINE) : criterion.span.start].rstrip(_BULLETS).endswith("\n")
    if criterion.section is not Section.INCLUSION or not begins or not line.rstrip().endswith(":"):
        return None
    if _ONE_OF.search(line):
        return _listing(WHY, _SOME, line)
    if _OF_SOME.match(line):
        return _listing("the line before says of whom it is asked", _A_FEW, line)
    return None


def _names_its_arm(line: str, criterion: Criterion) -> bool:
    """Whether a line is only the heading of the arm that the criterion is of."""
    name = line.strip().strip(_BULLETS + ":").strip()
    return criterion.arm is not None and bool(name) and (criterion.arm == name or criterion.arm.endswith(f": {name}"))


def _announced(criterion: Criterion, words: str) -> _List | None:
    """The list that a criterion announces, whose own line may hold its first."""
    if criterion.registry_field is not None:
        return None
    if criterion.section is Section.EXCLUSION:
        if (found := _ELIGIBLE_IF.search(words)) is None or _keeps_out(words, found):
            return None
        count = _count(found.group()) - bool(found["first"] or found["second"])
        return _List("one of the lines that say when one may join all the same", count, Section.EXCLUSION)
    if _TUMOURS.search(words):
        return _OF_TUMOURS
    if (one_of := _ONE_OF.search(words)) is not None and not _holds_its_list(criterion, one_of):
        count = 0 if _ends_its_list(words, one_of) else _SOME - bool((one_of["first"] or "").strip())
        return _listing(WHY, count, words)
    if _OF_SOME.match(words):
        return _listing("the line before says of whom it is asked", _A_FEW, words)
    return None


def _keeps_out(words: str, found: re.Match[str]) -> bool:
    """Whether what looks like a word that lets in stands behind a "not"."""
    return _KEEPS_OUT.search(words[max(0, found.start() - _EDGE) : found.end()]) is not None


def _listing(why: str, count: int, line: str) -> _List:
    """The inclusions that a line announces."""
    return _List(why, count, Section.INCLUSION, of_criteria=_OF_CRITERIA.search(line) is not None)


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


def _needed(one_of: re.Match[str]) -> int:
    """How many of its lines a list asks for."""
    stated = _COUNT.match(one_of.group())
    return int(_NUMBERS.get(stated[1].lower(), stated[1])) if stated else 1


def _count(words: str) -> int:
    """How many lines the words announce; a few where they do not say."""
    stated = _COUNT.search(words)
    first = stated[1].lower() if stated else ""
    return _NUMBERS.get(first) or (int(first) if first.isdigit() else _A_FEW)


def _line_before(criterion: Criterion, text: str) -> str:
    before = text[max(0, criterion.span.start - _LINE) : criterion.span.start]
    lines = before.rstrip(_BULLETS + "\n").splitlines()
    return lines[-1] if lines else ""
