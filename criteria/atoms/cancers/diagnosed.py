"""Owns how long ago the trial's own disease was diagnosed: "diagnosed with breast cancer in the past 5 years", "1-5 years post-diagnosis"."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.words.windows import windows

_DIAGNOSED = regex(r"\bdiagnos(?:ed|is)\b")
_BEHIND = regex(
    r"(?:[\s,]|\([^()]{0,60}\)"
    r"|\b(?:that|which|who|was|were|is|has|have|been|and|be|made|must|confirmed|first|initially|newly|histologically"
    r"|diagnosed|diagnosis|at|least|their|the)\b){0,12}"
)
_BEFORE = regex(
    r"(?:\s"
    r"|\b(?:"
    r"since|after|from|post|past|following|ago|the|time|date|of|a|an|initial|original|first|primary|their|histolog\w+"
    r"|pathologic\w*|confirmed|diagnosis|being|having|been|diagnosed|with|for|early|invasive|stage|[0iv]+[abc]?|to|-"
    r"|–|,)\b"
    r"|[-–,]){0,16}"
)
# what the time counts to is another event: "within 12 weeks of surgery"
_OF_ANOTHER = regex(
    r"\s*(?:of|from|after|before|prior to|following|to|since)\s+(?:the\s+|their\s+|your\s+)?"
    r"(?!(?:study|trial|enrol|enter|entry|regist|random|screen|inclusion|consent|start of (?:the\s+)?study|protocol"
    r"|participat|today|now|diagnos|initial diagnos|signing|baseline|accrual|recruit))\w"
)
_REACH = 80  # characters between the disease and its time


def since_diagnosis(passage: Passage, start: int, end: int) -> Window | None:
    """The time since the diagnosis of the disease named at ``start`` to ``end`` that an inclusion asks for; None without one."""
    lower = passage.lower
    floor, limit = max(0, start - _REACH), min(len(lower), end + _REACH)
    if passage.base is not Effect.REQUIRE or _DIAGNOSED.search(lower, floor, limit) is None:
        return None
    for found in windows(lower, floor, limit):
        if found.upper is not None or found.window.half_lives:
            continue
        behind = found.start >= end and _BEHIND.fullmatch(lower, end, found.start)
        before = found.end <= start and _BEFORE.fullmatch(lower, found.end, start)
        if (behind or before) and _OF_ANOTHER.match(lower, found.end) is None:
            return found.window
    return None


NEWLY, NEWLY_SPREAD = (("diagnosed", "newly"),), (("diagnosed", "newly metastatic"),)
"""What a disease that is newly diagnosed carries as its detail: the cancer as such, or that it has spread."""
_NEWLY_BEFORE = regex(
    r"\b(?:(?:newly|recently|freshly)[\s-]+diagnosed"
    r"|(?:new|recent),?\s+(?:\w+ly\s+)?(?:(?:proven|confirmed|documented|established)\s+)?diagnosis\s+of)\b"
    r"(?P<between>[^.;:()]{0,90})$"
)
_NEW, _DIAGNOSIS = regex(r"\b(?:new|recent)\s+$"), regex(r"\s+diagnos[ie]s\b")  # "a recent breast cancer diagnosis"
_NEWLY_BEHIND = regex(r",?\s*(?:\(|(?:that|which) (?:is|was|has been) )?newly[\s-]+diagnosed\b(?!\s*(?:or|and|/|,))")
# "newly diagnosed or recurrent", "newly diagnosed with X and treated for": another may do, or it is said of something else
_NOT_OF_IT = regex(
    r"^\s*(?:\)|,?\s*(?:or|and/or|/))|\b(?:recur\w*|relaps\w*|progress\w*|refractory|previous\w*|prior|history|surviv\w*|chronic|treated|who|if|brain|cns)\b"
)
_SPREAD = regex(r"metasta|stage (?:iv|4)|(?<!locally )(?<!locally-)advanced")
_ANOTHER_TOO = regex(
    r"[^.;]{0,60}?\b(?:or|and/or)\s+(?:\w+\s+){0,2}(?:recur|relaps|previously|progress|metasta|existing|prior)"
)
_NEWLY_ALONE = regex(r"\W*(?:(?:must|be|patients?|women|subjects?|participants?|are|is)\s+)*newly[\s-]+diagnosed\W*")


def newly(passage: Passage, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """That the disease named at ``start`` to ``end`` is newly diagnosed, as its detail; nothing where that is not said of it."""
    lower = passage.lower
    if passage.base is not Effect.REQUIRE or "diagnos" not in lower or _ANOTHER_TOO.match(lower, end):
        return ()
    before = _NEWLY_BEFORE.search(lower, max(0, start - 120), start)
    if before is not None and _NOT_OF_IT.search(before["between"]) is None:
        return NEWLY_SPREAD if _SPREAD.search(lower, before.start(), end) else NEWLY
    around = _NEW.search(lower, 0, start) and _DIAGNOSIS.match(lower, end)
    return NEWLY if before is None and (around or _NEWLY_BEHIND.match(lower, end)) else ()


def newly_alone(passage: Passage) -> list[Atom]:
    """A line that says no more than that the disease is newly diagnosed."""
    if passage.base is not Effect.REQUIRE or passage.lead or _NEWLY_ALONE.fullmatch(passage.lower) is None:
        return []
    return [Atom(0, len(passage.lower), Requirement(Kind.CANCER, "breast cancer", detail=NEWLY))]


# a line that says nothing else: "at least 2 years from diagnosis of breast cancer"
_NOTHING_ELSE = regex(
    r"(?:[\W\d]"
    r"|\b(?:"
    r"patients?|subjects?|participants?|women|men|who|are|is|be|must|should|have|been|has|was|were|time|interval"
    r"|since|from|after|post|past|following|of|the|their|her|initial|original|first|primary|date|diagnos(?:is|ed)"
    r"|with|breast|cancer|carcinoma|disease|invasive|early|confirmed|histologic(?:al|ally)?|pathologic(?:al|ally)?|tissue|ago|before|prior|to|enter"
    r"|entered|on|trial|randomi[sz]ation|random\s?assignment|elapsed|passed"
    r"|this|protocol|enrol\w+|study|entry|registration|inclusion|and|at|least|currently|now|between|within)\b)*"
)


_COMPARED = regex(
    r"\b(?:"
    r"at least|at most|more than|greater than|less than|within|over|up to|minimum|no more|between|past|last|prior|previous"
    r"|preceding|ago)\b"
    r"|[<>≥≤]|\d ?(?:to|-|–) ?\d"
)


def dated_diagnosis(passage: Passage) -> list[Atom]:
    """The time since the diagnosis where a line or a clause says only this, whether or not it names the disease."""
    lower = passage.lower
    if _DIAGNOSED.search(lower) is None or passage.lead:
        return []
    for start, end in _clauses(passage):
        found = next(windows(lower, start, end), None)
        if found is None or found.window.half_lives or (found.upper is not None and passage.base is not Effect.REQUIRE):
            continue
        if _DIAGNOSED.search(lower, start, end) is None:
            continue
        if _COMPARED.search(lower, start, min(end, found.end + len(" ago"))) is None:
            continue  # the sign may be lost
        rest = f"{lower[start : found.start]} {lower[found.end : end]}"
        without_stages = _STAGES.sub("", rest)
        if _NOTHING_ELSE.fullmatch(without_stages) is None:
            continue
        if without_stages != rest:
            start, end = found.start, found.end  # the stages are read by themselves
        bounds = [found.window, *([found.upper] if found.upper is not None else [])]
        return [Atom(start, end, Requirement(Kind.CANCER, "breast cancer", when=bound)) for bound in bounds]
    return []


# "stage I-III breast cancer, and be at least 2 years post diagnosis"; of alternatives nobody need meet this one
_JOINT = regex(r"\s*(?:[,;]\s*(?:and\b)?|\band\b)\s*")
_ALTERNATIVE = regex(r"\bor\b|\bunless\b|\bexcept\b|\bif\b|\bnot?\b")
_RANGE = regex(r"\bbetween\b")


def _clauses(passage: Passage) -> list[tuple[int, int]]:
    """The whole sentence, and where it asks for several things the clauses in which it does so."""
    lower = passage.lower
    whole = (0, len(lower))
    if passage.base is not Effect.REQUIRE or _ALTERNATIVE.search(_STAGES.sub("", lower)) or _RANGE.search(lower):
        return [whole]
    joints = [match.span() for match in _JOINT.finditer(lower)]
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(lower)]
    parts = [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]
    return [whole, *parts] if len(parts) > 1 else [whole]


_GROUP = r"[0iv]+[abc]?"
_STAGES = regex(
    rf"\bstages?\s+{_GROUP}(?:(?:\s*(?:,|-|–|/|\b(?:to|or|and)\b))+\s*{_GROUP})*\b|\b{_GROUP}(?:,?\s+or\s+{_GROUP})\b"
)
