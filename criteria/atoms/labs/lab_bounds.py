"""Owns the bounds of one lab or a few that share them: which quantities are theirs, which way they point, what loosens them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.labs.blood_pressure import PRESSURES, is_both, pressure
from criteria.atoms.labs.lab_fit import any_fits, fits
from criteria.atoms.labs.lab_names import names_lung_tests
from criteria.atoms.labs.lab_sense import polarity, values
from criteria.atoms.labs.looser_bounds import FOR_WHOM, Looser, excepting, opposite
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind, Requirement
from criteria.vocabulary import measures
from criteria.words.context import Cue
from criteria.words.lab_units import Quantity, quantities


@dataclass(slots=True)
class Bounds:
    """The bounds read so far in one passage: each lab with the ways in which it is already limited."""

    passage: Passage
    read: dict[str, set[str]] = field(default_factory=dict)


def read_bounds(
    bounds: Bounds, labs: tuple[str, ...], start: int, end: int, floor: int, limit: int, *, multiples_only: bool = False
) -> list[Atom]:
    """The atoms of labs named at ``start`` to ``end`` whose bounds stand between ``floor`` and ``limit``."""
    passage = bounds.passage
    if len(labs) == len(PRESSURES & set(labs)) == 2 and (pair := pressure(passage, start, end, limit)):
        return pair
    if is_both(labs, passage.lower, start, end):
        return []
    before = _leading(passage, labs, start, floor) if labs[0] in PRESSURES else None
    if before is not None and before.op is not None:
        return _atoms(bounds, labs, before, start, end)
    own = [q for q in quantities(passage.lower, labs[0], end, limit) if any_fits(labs, q)]
    if of_lungs := names_lung_tests(passage, start, end):  # "normal pulmonary function" states no value of a test
        own = [q for q in own if q.unit not in _STATES]
    if multiples_only:
        own = [q for q in own if q.unit == "ULN" and (q.number > 1 or q.op in ("<", "<="))]
    first = next((i for i, q in enumerate(own) if _belongs(passage.lower, end, q)), None)
    if first is not None and first + 1 < len(own) and _is_raised_to(passage, own[first], own[first + 1]):
        own[first + 1] = replace(own[first + 1], op="<=")
        first += 1
    if first is not None and own[first].unit == "abnormal" and first + 1 < len(own):
        first += _IN_NUMBERS.fullmatch(passage.lower, own[first].end, own[first + 1].start) is not None
    if first is None:
        leading = None if multiples_only else _leading(passage, labs, start, floor)
        if leading is None or (of_lungs and leading.unit in _STATES):
            return []
        return _atoms(bounds, labs, leading, start, end)
    atoms = _atoms(bounds, labs, own[first], start, end)
    return _with_further(bounds, labs, atoms, own[first], own[first + 1 :], limit)


_UP_TO = regex(r"\s*to\s*(?:≤\s*)?")


def _is_raised_to(passage: Passage, low: Quantity, high: Quantity) -> bool:
    """Whether an exception says how far a value may be raised: "unless there is an elevation (> ULN to 1.5 x ULN)"."""
    from_normal = low.unit == high.unit == "ULN" and low.number == 1 and low.op in (">", ">=")
    if not from_normal or passage.scopes.over(low.start, Cue.EXCEPTION) is None:
        return False
    return _UP_TO.fullmatch(passage.lower, low.end, high.start + len(high.op or "")) is not None


# what "increased" means, in a bracket behind it: "lipase increased (> 1.5 x ULN)"
_IN_NUMBERS = regex(r"\s*[(\[:,]\s*(?:(?:i\.e\.|e\.g\.|defined as|meaning|that is),?\s*)?")
_LIGHT = frozenset({
    "a", "i", "e", "absolute", "according", "adequate", "adequately", "adjusted", "an", "and", "are", "as", "assessed", "at", "baseline", "be",
    "between", "blood", "by", "calculated", "cardiac", "concentration", "corrected", "count", "counts", "current", "defined", "demonstrated",
    "determined", "document", "documented", "done", "echo", "echocardiogram", "echocardiography", "either", "equal", "estimated", "evaluated",
    "fasting", "for", "formula", "from", "function", "g", "gated", "acquisition", "multigated", "has", "have",
    "having", "in", "index", "institutional", "interval", "is", "its", "laboratory", "least", "level", "levels", "local", "mean",
    "measured", "method", "mg", "muga", "must", "not", "obtained", "of", "on", "or", "patient", "patients", "performed", "plasma", "prior", "range",
    "rate", "ratio", "reading", "repeated", "required", "resting", "result", "results", "scan", "score", "screening", "serum", "shall", "should",
    "show", "showing", "shows", "study", "test", "tests", "than", "that", "the", "to", "total", "value", "values", "via", "was", "were",
    "which", "will", "with", "within", "x", "uln", "all", "both", "currently", "ml", "l", "dl", "mm", "count's", "cells", "d", "two-dimensional",
})  # fmt: skip
_STATES = ("normal", "abnormal")
_FARTHEST = 120  # characters between a lab and its bound, the method of measurement included
_BREAK = regex(r";|(?<!\bi\.e)(?<!\be\.g)\.\s|\bbut\b")


def _belongs(lower: str, end: int, quantity: Quantity) -> bool:
    """Whether the words between a lab and a quantity let the one be the other's."""
    between = _REST_OF_BRACKET.sub(" ", lower[end : quantity.start])
    if len(between) > _FARTHEST or _BREAK.search(re.sub(r"\([^()]*\)", " ", between)):
        return False
    if quantity.unit and quantity.unit not in _STATES:
        return True
    plain = _TESTED_WHEN.sub(" ", re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", between))
    words = re.findall(r"[a-z][a-z'-]*", plain)
    return set(words) <= _LIGHT and (quantity.op is not None or len(words) <= 6)


# "(DLCO; corrected for hemoglobin) < 50 %": the rest of the bracket in which the lab is named
_REST_OF_BRACKET = regex(r"^\s*[;,]?\s*(?:un)?(?:corrected|adjusted)\b[^()\d]{0,40}\)")
# "measured within 2 weeks before registration must be"
_TESTED_WHEN = regex(
    r"\b(?:performed|obtained|measured|done|taken|drawn)?\s*within (?:\d+|\w+) (?:days?|weeks?|months?) "
    r"(?:prior to|before|of) (?:the )?[\w ]{3,30}?(?= (?:must|should|is|are)\b)"
)
_STATE_BEFORE = regex(
    r"(?<!or )\b(?:(?P<normal>normal)|(?P<abnormal>abnormal|elevated|increased|raised|high|decreased|reduced|low))\W+"
    r"(?:levels?\W+of\W+)?(?:(?:baseline|serum|plasma|fasting|cardiac|total|resting|blood)\W+)*$"
)
_QUANTITY_GAP = regex(r"\s*\)?\s*(?:of )?\s*")  # "normal (> 50%) ejection fraction"


def _leading(passage: Passage, labs: tuple[str, ...], start: int, floor: int) -> Quantity | None:
    """What bounds a lab from in front: "normal creatinine", "at least 100,000/mm3 platelets", "≥ 150 systolic"."""
    lower = passage.lower
    state = _STATE_BEFORE.search(lower, floor, start)
    if state is not None:
        quantity = Quantity(state.start(), state.end(), None, 1.0, "normal" if state["normal"] else "abnormal")
        return quantity if any_fits(labs, quantity) else None
    for quantity in reversed(quantities(lower, labs[0], max(floor, start - 40), start)):
        measured = quantity.unit or (labs[0] in PRESSURES and quantity.op is not None)
        if measured and _QUANTITY_GAP.fullmatch(lower, quantity.end, start) and any_fits(labs, quantity):
            return quantity
    return None


def _atoms(
    bounds: Bounds, labs: tuple[str, ...], quantity: Quantity, start: int, end: int, *, other_end: bool = False
) -> list[Atom]:
    """One atom for each lab that the quantity fits (two for a balanced one that is to be normal).

    ``other_end`` says that the quantity closes a range, and may ask for what would be odd alone: "platelets ≤ 500,000".
    """
    passage, found = bounds.passage, []
    for lab in labs if quantity.unit else _measured_alike(labs):
        fitting = fits(lab, quantity)
        if fitting is None or (lab == "PT" and "INR" in labs and not quantity.unit):  # "prothrombin time (INR) ≤ 1.3"
            continue
        for value in values(passage, lab, fitting):
            direction = value.op[0] if isinstance(value, Comparison) else "-"
            outside = quantity.unit == "abnormal"  # "or clearance < 50 if creatinine is elevated"
            if direction in bounds.read.get(lab, ()) and (outside or _loosens(passage, quantity.start, start)):
                continue
            sense = Polarity.FOLLOW if other_end else polarity(passage, lab, value, quantity)
            if sense is None:
                continue
            bounds.read.setdefault(lab, set()).add(direction)
            begin, finish = min(start, quantity.start), max(end, quantity.end)
            atom = Atom(begin, finish, Requirement(Kind.LAB, lab, value), sense)
            found.append(
                replace(atom, condition=_sex(passage.lower, quantity, end) or _without_spread(passage, quantity))
            )
    return found


def _measured_alike(labs: tuple[str, ...]) -> tuple[str, ...]:
    """Those of labs in a row that a number without a unit can bound: the last, and what is measured in its unit."""
    units = [analyte.unit if (analyte := measures().analyte(lab)) is not None else "" for lab in labs]
    return tuple(lab for lab, unit in zip(labs, units, strict=True) if unit == units[-1])


def _loosens(passage: Passage, at: int, named: int) -> bool:
    """Whether a further bound of the same lab stands where the text says for whom the first one does not hold.

    An exception that names the lab again, at ``named``, says itself what it asks of them.
    """
    scopes = passage.scopes
    exception = scopes.over(at, Cue.EXCEPTION)
    if exception is not None:
        return not exception.start <= named < exception.end
    condition = scopes.over(at, Cue.CONDITION)
    return condition is not None and _IF_VALUE.fullmatch(passage.lower, condition.at, named) is None


# "… or ≤ 4 x ULN if ALT is ≤ ULN": a condition that opens with the lab asks for the value
_IF_VALUE = regex(r"(?:only )?(?:if|provided|providing|as long as|when) (?:(?:that|the|serum|total|both) )*")

_SEX_AFTER = regex(r"[\s,(\[:]*(?:(?:for|in|if|among)\s+)?(?:adult\s+)?(?P<sex>females?|women|males?|men)\b")
_OF_THE_NEXT = regex(
    r"\s*(?:patients?|subjects?|participants?)?[\s:,=]*(?:[<>≤≥]|up to|(?:no|not|less|more|greater) |\d)"
)
_SEX_BEFORE = regex(
    r"\b(?P<sex>females?|women|males?|men)\b\s*(?:patients?|subjects?|participants?)?\s*[\s(),:-]*(?:is|of|must be|have)?\s*$"
)


def _sex(lower: str, quantity: Quantity, floor: int) -> Atom | None:
    """The sex that a bound is limited to: "< 470 ms for women", "men: ≥ 13 g/dL"."""
    after = _SEX_AFTER.match(lower, quantity.end)
    if after is not None and _OF_THE_NEXT.match(lower, after.end()):
        after = None  # "men ≤ 450 ms, women ≤ 470 ms"
    match = after or _SEX_BEFORE.search(lower, min(floor, quantity.start), quantity.start)
    if match is None:
        return None
    sex = "female" if match["sex"].startswith(("f", "w")) else "male"
    return Atom(match.start("sex"), match.end("sex"), Requirement(Kind.SEX, sex))


# "ALT > 4 x ULN without liver metastases"
_WITHOUT_SPREAD = regex(
    r"[\s,(]*(?:(?:in|for|of) (?:patients?|subjects?|participants?|those) )?(?:who (?:are|is) )?without "
    r"(?:known |documented |demonstrable |any |evidence of )*"
    r"(?P<site>(?:(?P<liver>liver|hepatic)|bone) (?:metasta\w+|mets|involvement|lesions?))"
)


def _without_spread(passage: Passage, quantity: Quantity) -> Atom | None:
    """The spread without which an excluded bound holds."""
    match = _WITHOUT_SPREAD.match(passage.lower, quantity.end) if passage.base is Effect.EXCLUDE else None
    if match is None:
        return None
    return Atom(*match.span("site"), Requirement(Kind.METASTASIS, "liver" if match["liver"] else "bone", "any"))


_IF = regex(r"\b(?:if|unless|when)\b")
IF_OUTSIDE = (
    r"\b(?:if|when|where)(?:"
    r" (?:it|this|that|they|these|values|levels|results|the (?:former|latter|value|level|result)"
    r"|(?:the )?(?:serum |plasma |total )?(?:creatinine|bilirubin)(?: level)?))?(?: (?:is|are))?"
    r"(?: (?:above|below|higher|lower|elevated|abnormal|greater|less|high|low|exceed(?:ed|ing|s)?|increased|not|out of range|outside)\b| ?(?:>|≥))"
)
"""What is said of who does not keep to the bound before: "creatinine ≤ 1.5 or, if above, a clearance ≥ 50"; part of an expression."""


def _with_further(
    bounds: Bounds, labs: tuple[str, ...], atoms: list[Atom], first: Quantity, rest: list[Quantity], limit: int
) -> list[Atom]:
    """The atoms with what the quantities after the first add: the other end, another sex, another unit, an exception."""
    lower = bounds.passage.lower
    looser = Looser(bounds.passage, first, limit)
    last = first
    found = list(atoms)
    for quantity in rest:
        between = lower[last.end : quantity.start]
        if len(between) > _FARTHEST:
            continue
        if looser.holds(quantity.start):
            if FOR_WHOM.search(between) and looser.take_within(quantity):
                last = quantity
            continue
        after = lower[quantity.end : min(limit, quantity.end + 60)]
        quantity = replace(quantity, op=quantity.op or first.op) if quantity.high is None else quantity
        if (otherwise := _OTHERWISE.search(between)) is not None:
            others = _atoms(bounds, labs, quantity, quantity.start, quantity.end)
            whom = FOR_WHOM.search(between, 0, otherwise.start())
            if whom is None:  # "≤ 1+ on the dipstick, otherwise < 1 g in 24 hours"
                found = [replace(a, alternatives=f"lab {first.start}") for a in [*found, *others]]
            elif others:  # "2-3 for those on warfarin, otherwise < 1.5"
                found = [excepting(bounds.passage, a, (first.start, quantity.start), [first]) for a in others]
            last = quantity
            continue
        aside = "(" in between and _IF.search(between) is not None
        permitted = opposite(first, quantity) and _PERMITTED_FOR.search(between) is not None
        if not (aside or permitted) and (_sex(lower, quantity, last.end) is not None or opposite(first, quantity)):
            begin = atoms[0].start if atoms else quantity.start
            found += _atoms(bounds, labs, quantity, begin, last.end, other_end=_closes_range(lower, first, quantity))
        elif FOR_WHOM.search(re.split(r"[;.)]", after)[0]) or FOR_WHOM.search(between):
            looser.take(quantity, last.end)
        elif quantity.unit != first.unit and _OR_BETWEEN.fullmatch(between):
            either = f"lab {first.start}"
            more = _atoms(bounds, labs, quantity, quantity.start, quantity.end)
            found = [replace(a, alternatives=either) for a in [*found, *more]]
        last = quantity
    return [looser.excepted(a) if a in atoms else a for a in found]


# "above 1.5 x ULN; Gilbert's syndrome is permitted up to 3 x ULN"
_PERMITTED_FOR = regex(
    r"\b(?:gilbert\S*|liver|hepatic|bone|patients?|subjects?|those|allowed|permitted|acceptable|accepted)\b"
)
_OTHERWISE = regex(r"\b(?:otherwise|or else|if not|for (?:all )?others|all others)\b")
_OR_BETWEEN = regex(r"\s*,?\s*\(?or(?: is)?\s*")


_RANGE = regex(r"\s*,?\s*(?:and|but)\s*")


def _closes_range(lower: str, first: Quantity, quantity: Quantity) -> bool:
    """Whether a bound that points the other way stands right behind the first: "≥ 100,000 and ≤ 500,000"."""
    return opposite(first, quantity) and _RANGE.fullmatch(lower, first.end, quantity.start) is not None
