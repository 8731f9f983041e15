"""Owns the conditions that a trial asks for, as trials of supportive care do: "must have hot flashes"."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.conditions.condition import Condition
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Comparison, Effect, Kind, Requirement, Section
from criteria.words.context import Cue

_REQUIRES = regex(
    r"\W*"
    r"(?:(?:all |eligible )?(?:patients?|subjects?|participants?|women|individuals) (?:must |should |who |with )?)?"
    r"(?:"
    r"must have|must be experiencing|must report|have|has|having|with|presence of|currently (?:have|has|experiencing)"
    r"|experienc\w+|report\w*|suffer\w*(?: from)?|bothersome|complain\w* of|diagnosed with"
    r"|(?:confirmed |clinical )?diagnosis of)\b"
)
_PLAIN_WORDS = regex(
    r"(?:\W"
    r"|\b(?:an?|the|at|least|one|two|three|or|more|moderate|greater|higher|to|severe|mild|chronic|current|currently"
    r"|persistent|bothersome|clinical|clinically|significant|diagnosed|documented|any|symptoms?|of|from|self-reported"
    r"|reported|ongoing|developed|new|grade|experienced|been|suffering|\d+|vasomotor|treatment-related"
    r"|chemotherapy-induced|breast|cancer|cancer-related|related|painful|stage|complaints?|defined|as|vaginal|daily"
    r"|weekly|consistent|frequent|problems?|issues?|difficulties|difficulty|with|subjective|self-report|report"
    r"|reports|reporting|describe|have|has|having|received|clinical|diagnosis|criteria|for|meets?|meet|dsm-?\w*|uncomplicated|stable|arms?|limbs?|upper|unilateral|bilateral"
    r"|months?|weeks?|than|i+|≥|>|=)\b"
    r"|[≥>=])*"
)
# what trials of supportive care are for: under inclusion, a line that names nothing else asks for it. What other trials
# exclude as often, neuropathy or cognitive impairment, is not among them, for a heading may be lost.
_COMPLAINTS = frozenset(
    {
        "hot flashes",
        "vaginal atrophy",
        "fatigue",
        "insomnia",
        "lymphedema",
        "joint pain",
        "dyspareunia",
        "sleep disturbance",
        "dense breasts",
    }
)
_OTHERWISE = {"<": ">=", "<=": ">"}
_MODERATE = regex(r"\bmoderate\b")
_HOW_MUCH = regex(
    r"(?:\s*\((?:nci|ctc|common t)[^()]{0,50}\)(?=\s+gr)|\s*\((?:acr )?bi-?rads[^()]{0,60}\))?"
    r"[\s,(]*(?:(?:symptoms?|complaints?|problems?)\b\s*)?(?:(?:"
    r"for|of|present|is present|lasting|since|at least|more than|present|persisting|over|during|within|[≥>]=?|a score|score|grade|stage"
    r"|sufficient|severe|rated|defined|with a duration|occurring|according|by|per|at screening|at baseline"
    r"|must have been|must be|on the|that|which|disorder|as being|and/or|in the (?:past|last))\b.*"
    r"|[≥>].*)?\W*"
)
# the limb that swells, and the treatment of the breast that it came of: "lymphedema in one arm following surgery"
_CAME_OF = regex(
    r"(?:\s+(?:in|of) (?:(?:an|one|the|either|at least one|affected|ipsilateral|upper) )*(?:arms?|limbs?|extremit(?:y|ies)))?"
    r"(?:,?\s+(?:as a result of|resulting from|subsequent to|secondary to|due to|following|after|related to|caused by|from)"
    r"(?:\W|\b(?:(?:breast )?cancer|treatments?|therapy|surgery|surgical|chemotherapy|radiation|radiotherapy|axillary|lymph|nodes?|dissection|and|or|and/or"
    r"|for|of|the|their|her|prior|per|by|as|diagnosed|confirmed|an?|breast|surgeon|(?:medical )?oncologist|physician|clinician)\b)+)?\W*"
)
_NOT_REQUIRED = frozenset(
    {
        "ascites",
        "pleural effusion",
        "pericardial effusion",
        "hiv infection",
        "hepatitis b",
        "hepatitis c",
        "unresolved toxicity",
    }
)


def may_be_required(passage: Passage) -> bool:
    """Whether a passage under inclusion opens as one that asks for a condition, or names a complaint."""
    if _REQUIRES.match(passage.lower) is not None:
        return True
    return any(mention.name in _COMPLAINTS for mention in passage.of_kind(Kind.COMORBIDITY))


def as_required(passage: Passage, condition: Condition, requirement: Requirement) -> tuple[Requirement, Polarity]:
    """The requirement as it is asked for: "moderate to severe" has no one severity, "grade ≤ 1" forbids more and asks for none."""
    value = requirement.value
    if isinstance(value, Comparison) and value.op in _OTHERWISE:
        return replace(requirement, value=replace(value, op=_OTHERWISE[value.op])), Polarity.MUST_NOT
    if isinstance(value, str) and _MODERATE.search(passage.lower, 0, condition.start) is not None:
        return replace(requirement, value=None), Polarity.MUST
    return requirement, Polarity.MUST


def is_required(passage: Passage, condition: Condition) -> bool:
    """Whether a trial of supportive care asks for the condition: "must have hot flashes". All else is a remark."""
    opening = _REQUIRES.match(passage.lower)
    if (
        not (opening or _is_the_complaint(passage.lower, condition))
        or not condition.known
        or "controlled" in condition.said.words
        or condition.concept in _NOT_REQUIRED
    ):
        return False
    if passage.scopes.over(condition.start, Cue.CONDITION) is not None or passage.scopes.negations(condition.start):
        return False
    return _PLAIN_WORDS.fullmatch(passage.lower, opening.end() if opening else 0, condition.start) is not None


def complained_of(passage: Passage) -> list[Atom]:
    """The complaint that a line under inclusion is about: "Subjective report of at least one daily hot flash"."""
    if passage.section is not Section.INCLUSION or passage.base is not Effect.REQUIRE:
        return []
    named = _one_or_the_other(passage, [m for m in passage.of_kind(Kind.COMORBIDITY) if m.name in _COMPLAINTS])
    caused = None
    if (
        not named
        or passage.of_kind(Kind.COMORBIDITY)[0].start != named[0].start
        or any(passage.scopes.negations(m.start) for m in named)
        or any(passage.scopes.over(named[0].start, cue) for cue in (Cue.CONDITION, Cue.EXCEPTION))
        or _PLAIN_WORDS.fullmatch(passage.lower, 0, named[0].start) is None
        or (
            _HOW_MUCH.fullmatch(passage.lower, named[-1].end) is None
            and (caused := _caused(passage.lower, named)) is None
        )
    ):
        return []
    if caused is not None:
        passage.claimed.append(caused.span())
    either = f"complaint {named[0].start}" if len(named) > 1 else None
    return [
        Atom(m.start, m.end, Requirement(Kind.COMORBIDITY, m.name), Polarity.MUST, alternatives=either) for m in named
    ]


def _caused(lower: str, named: list[Mention]) -> re.Match[str] | None:
    """What a line says behind lymphedema of the arm and the treatment that it came of, where it says no more."""
    return _CAME_OF.fullmatch(lower, named[-1].end) if [m.name for m in named] == ["lymphedema"] else None


_OR = regex(r"\s*,?\s*(?:(?:and/)?or|/)\s*(?:(?:vaginal|painful|severe|moderate)\s+)*")


def _one_or_the_other(passage: Passage, complaints: list[Mention]) -> list[Mention]:
    """The first complaint with those that an "or" joins to it."""
    named = complaints[:1]
    for mention in complaints[1:]:
        if _OR.fullmatch(passage.lower, named[-1].end, mention.start) is None:
            break
        named.append(mention)
    return named


def _is_the_complaint(lower: str, condition: Condition) -> bool:
    """Whether a line only names what the patient suffers from: "Hot flashes for at least 2 months"."""
    return condition.concept in _COMPLAINTS and _HOW_MUCH.fullmatch(lower, condition.end) is not None
