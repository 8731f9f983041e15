"""Owns the evaluation of biomarkers: receptors, HER2 as measured, gene variants, scores."""

from __future__ import annotations

from dataclasses import replace

from criteria.tree import Between, Comparison, Requirement
from matcher.answer import Answer, Evidence, Missing, either, no, presumed_absent, unknown, yes
from matcher.bounds import bound, detail, satisfies, words_of
from matcher.derive import receptors
from matcher.entries import phrases
from matcher.evaluate import low_receptors
from matcher.evaluate.origin import asked_origin, has_variant, is_of_the_tumor, where_asked
from matcher.patient.record import Biomarker, Patient
from matcher.patient.units import same_unit
from matcher.truth import Truth

_PATHOLOGY = "the pathology report"
_GENETICS = "the genetic or molecular test report"
_HER2_MEANS = {
    "positive": frozenset({"positive"}), "amplified": frozenset({"positive"}), "negative": receptors.HER2_NEGATIVE,
    "low": frozenset({"low"}), "ultralow": frozenset({"ultralow"}), "zero": frozenset({"zero"}),
    "0": frozenset({"zero", "ultralow"}), "not positive": receptors.HER2_NEGATIVE,
}  # fmt: skip
_SETTLED_BY_IHC = frozenset({"0", "1+", "3+"})
_EQUIVOCAL = frozenset({"positive", "low"})
# Per cent that a stated result stands for where no value is recorded (ASCO/CAP 2020)
_PERCENT_OF = {"positive": (receptors.POSITIVE_FROM, 100.0), "negative": (0.0, 0.99), "low": (1.0, 10.0)}
_MUTATED = {"mutated", "mutation", "positive", "pathogenic", "likely pathogenic", "altered", "detected"}
_UNALTERED = {"wild-type", "wild type", "negative", "not mutated", "not detected", "normal", "benign"}
_SAME_MARKER = {"DMMR": ("MSI",), "MSI": ("dMMR",)}
_REPAIR = ("BRCA1", "BRCA2", "PALB2")
_TESTED = ("known", "any", None)
_FINDINGS = ("lymphovascular invasion", "extensive intraductal component")
"""What a pathologist sees and records write among the conditions."""


def evaluate(requirement: Requirement, patient: Patient) -> Answer:
    """Dispatch by marker."""
    if requirement.value in ("unknown",):
        return _untested(requirement, patient)
    if (told := low_receptors.evaluate(requirement, patient)) is not None:
        return told
    match requirement.concept:
        case "ER" | "PR":
            return _steroid(requirement, patient)
        case "HR" if bound(requirement.value) is not None:
            return _hormone(requirement, patient)
        case "HR":
            return _status(requirement, receptors.hormone_receptor(patient), "hormone receptor status")
        case "TNBC":
            return _status(requirement, receptors.triple_negative(patient), "triple-negative status")
        case "HER2":
            return _her2(requirement, patient)
        case _:
            return _marker(requirement, patient)


def _untested(requirement: Requirement, patient: Patient) -> Answer:
    """A status asked to be unknown, which is false of whom a result is recorded, and open otherwise."""
    tested = evaluate(Requirement(requirement.kind, requirement.concept, "known"), patient)
    if tested.truth is Truth.TRUE:
        return no(tested.why, *tested.evidence)
    return unknown(tested.why, *tested.missing)


def _missing(name: str, report: str = _PATHOLOGY) -> Answer:
    return unknown(f"{name} is not recorded", Missing(name, report))


def _steroid(requirement: Requirement, patient: Patient) -> Answer:
    name, value = requirement.concept, bound(requirement.value)
    found = receptors.results(patient, name)
    if not found:
        return _missing(f"{name} status")
    evidence = tuple(receptors.describe(i, b) for i, b in found)
    if value is not None:
        truths = {_percentage(value, marker) for _, marker in found}
        truth = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
        return Answer(truth, f"{evidence[0].text}; the trial says {name} {words_of(value)}", evidence,
                      () if truth is not Truth.UNKNOWN else (Missing(f"{name} percentage", _PATHOLOGY),))  # fmt: skip
    return _status(requirement, receptors.steroid_receptor(patient, name), f"{name} status")


def _hormone(requirement: Requirement, patient: Patient) -> Answer:
    """A share of cells asked of "hormone receptors": of one of them where it is a least share, of both where it is a most."""
    value = bound(requirement.value)
    parts = [_steroid(replace(requirement, concept=name), patient) for name in ("ER", "PR")]
    if isinstance(value, Comparison) and value.op[0] == "<":
        return min(parts, key=lambda part: (part.truth is not Truth.FALSE, part.truth is not Truth.UNKNOWN))
    return either(parts[:-1], parts[-1])


def _percentage(value: Comparison | Between, marker: Biomarker) -> Truth:
    measured = marker.unit or marker.score or "%"
    if value.unit not in ("%", ""):  # a score, such as Allred's
        if marker.value is None or not same_unit(value.unit, measured):
            return _bound_hormone(value, marker)
        return satisfies(value, marker.value, marker.value)
    if marker.value is not None and measured == "%":
        return satisfies(value, marker.value, marker.value)
    low, high = _PERCENT_OF.get((marker.result or "").lower(), (0.0, 100.0))
    return satisfies(value, low, high)


_POSITIVE_BY_BINDING = 10  # fmol/mg; what assays that bind the hormone called positive before cells were stained


def _bound_hormone(value: Comparison | Between, marker: Biomarker) -> Truth:
    """TRUE where a bound in fmol/mg says no more than positive, and the marker is that beyond doubt."""
    if value.unit != "fmol/mg" or not isinstance(value, Comparison) or value.op not in (">=", ">"):
        return Truth.UNKNOWN
    positive = marker.result == "positive" and (marker.value is None or marker.value >= _PERCENT_OF["low"][1])
    return Truth.TRUE if positive and value.number <= _POSITIVE_BY_BINDING else Truth.UNKNOWN


def _status(requirement: Requirement, status: receptors.Status, name: str) -> Answer:
    if requirement.value in _TESTED and requirement.concept != "TNBC":
        if status.truth is Truth.UNKNOWN:
            return _missing(name)
        return yes(status.evidence[0].text, *status.evidence)
    if requirement.value == "low" and status.truth is Truth.FALSE:
        return no(status.evidence[0].text, *status.evidence)
    wanted = {"positive": status.truth, "negative": ~status.truth, None: status.truth}
    truth = wanted.get(requirement.value if isinstance(requirement.value, str) else None, Truth.UNKNOWN)
    if requirement.value == "low":
        truth = Truth.UNKNOWN
    if truth is Truth.UNKNOWN:
        return unknown(f"{name} is open", Missing(name, _PATHOLOGY), evidence=status.evidence)
    return Answer(truth, ", ".join(fact.text for fact in status.evidence), status.evidence)


def _her2(requirement: Requirement, patient: Patient) -> Answer:
    states, evidence = receptors.her2_states(patient)
    if not evidence and states == receptors.HER2_ALL:
        return _missing("HER2 status")
    why = evidence[0].text if evidence else "triple negative"
    if requirement.value in _TESTED:
        settled = states <= receptors.HER2_NEGATIVE or states == {"positive"}
        if settled:
            return yes(why, *evidence)
        return unknown(f"{why}: equivocal", Missing("HER2 by in situ hybridisation", _PATHOLOGY), evidence=evidence)
    if requirement.value == "equivocal":
        return _equivocal(states, why, evidence)
    ratio = _fish_ratio(bound(requirement.value), patient) or _limited_ratio(requirement, patient, states)
    if ratio is not None:
        return ratio
    wanted = _HER2_MEANS.get(requirement.value) if isinstance(requirement.value, str) else None
    if wanted is None:
        return unknown(f"{why}; the bound is not one for HER2", Missing("HER2 details", _PATHOLOGY), evidence=evidence)
    truth = Truth.of(True if states <= wanted else None if states & wanted else False)
    if truth is Truth.UNKNOWN:
        missing = Missing("HER2 immunohistochemistry score and in situ hybridisation", _PATHOLOGY)
        return unknown(f"{why} may be {' or '.join(sorted(states))}", missing, evidence=evidence)
    return Answer(truth, why, evidence)


def _equivocal(states: frozenset[str], why: str, evidence: tuple[Evidence, ...]) -> Answer:
    """IHC 2+ without in situ hybridisation, which leaves positive and low open; any settled category is not equivocal."""
    if states == _EQUIVOCAL:
        return yes(why, *evidence)
    if states <= receptors.HER2_NEGATIVE or states == {"positive"}:
        return no(why, *evidence)
    return unknown(f"{why} does not tell", Missing("HER2 immunohistochemistry score", _PATHOLOGY), evidence=evidence)


def _limited_ratio(requirement: Requirement, patient: Patient, states: frozenset[str]) -> Answer | None:
    """A trial's own limit of the FISH ratio, for whom IHC alone does not settle."""
    limit = detail(requirement, "ratio")
    scores = {marker.ihc for _, marker in receptors.results(patient, "HER2")}
    if limit is None or scores & _SETTLED_BY_IHC or states == {"positive"}:
        return None
    return _fish_ratio(Comparison("<", float(limit.removeprefix("< ")), ""), patient)


def _fish_ratio(value: Comparison | Between | None, patient: Patient) -> Answer | None:
    """A bound on the FISH ratio is compared with the ratio itself, where one is recorded."""
    if value is None or "%" in value.unit:
        return None
    for place, lab in enumerate(patient.labs):
        if lab.name.lower() in ("her2 fish ratio", "fish ratio", "her2/cep17 ratio") and isinstance(
            lab.value, float | int
        ):
            evidence = Evidence(f"labs[{place}]", f"HER2 FISH ratio {lab.value:g}")
            return Answer(satisfies(value, lab.value, lab.value), evidence.text, (evidence,))
    return None


def _marker(requirement: Requirement, patient: Patient) -> Answer:
    """A gene or a score. The result of the same gene decides; without one it is open, unless the list is whole."""
    name = requirement.concept
    found = receptors.results(patient, name)
    for other in _SAME_MARKER.get(name.upper(), ()) if not found else ():
        found = receptors.results(patient, other)
    if not found and (measured := _among_labs(name, patient)):
        answers = [_result(requirement, marker, evidence) for marker, evidence in measured]
        return either(answers[:-1], answers[-1])
    if not found and (of_family := _in_its_family(requirement, patient)) is not None:
        return of_family
    if not found:
        state = requirement.value if isinstance(requirement.value, str) and name not in _FINDINGS else ""
        named = phrases.stated(patient, f"{name} {state}")
        if named:
            return named
        report = _GENETICS if name.isupper() else _PATHOLOGY
        if name in _FINDINGS and "conditions" in patient.complete:
            return presumed_absent(f"{name} is not in the complete list of conditions", Missing(name, report))
        if "biomarkers" in patient.complete:
            return presumed_absent(f"{name} is not in the complete list of biomarkers", Missing(name, report))
        return _missing(name, report)
    found = where_asked(requirement, found)
    answers = [_result(requirement, marker, receptors.describe(i, marker)) for i, marker in found]
    return either(answers[:-1], answers[-1])


_FOUND_IN_ONE = frozenset({"mutated", "positive", "amplified", "altered"})


def _in_its_family(requirement: Requirement, patient: Patient) -> Answer | None:
    """What the genes say that one name means together: a change of one is enough, and there is none where each was looked at."""
    genes = receptors.family(requirement.concept)
    if requirement.value not in _FOUND_IN_ONE or not any(receptors.results(patient, gene) for gene in genes):
        return None
    answers = [_marker(replace(requirement, concept=gene), patient) for gene in genes]
    return either(answers[:-1], answers[-1])


def _among_labs(name: str, patient: Patient) -> list[tuple[Biomarker, Evidence]]:
    """The values of a marker that the record keeps with its laboratory values, as tumour markers of the blood are."""
    wanted = receptors.marker_name(name).lower()
    found: list[tuple[Biomarker, Evidence]] = []
    for place, lab in enumerate(patient.labs):
        if lab.value is None or receptors.marker_name(lab.name).lower() != wanted:
            continue
        amount = lab.value if isinstance(lab.value, int | float) else None
        word = None if amount is not None else str(lab.value).strip().lower()
        marker = Biomarker(lab.name, result=word, value=amount, unit=lab.unit)
        found.append((marker, Evidence(f"labs[{place}]", receptors.describe(place, marker).text)))
    return found


def _result(requirement: Requirement, marker: Biomarker, evidence: Evidence) -> Answer:
    value = requirement.value
    asked = bound(value)
    if asked is not None:
        return _score(asked, marker, evidence)
    result = (marker.result or "").lower()
    if value in _TESTED and value is not None:
        return yes(evidence.text, evidence)
    truth = _state(value if isinstance(value, str) else None, result, marker, requirement)
    if truth is Truth.TRUE:
        truth = has_variant(requirement, marker)
    if truth is Truth.UNKNOWN:
        missing = Missing(f"{requirement.concept} {value or ''}".strip(), _GENETICS)
        return unknown(
            f"{evidence.text} does not tell whether it is {value or 'positive'}", missing, evidence=(evidence,)
        )
    return Answer(truth, evidence.text, (evidence,))


def _score(asked: Comparison | Between, marker: Biomarker, evidence: Evidence) -> Answer:
    measured = marker.unit or marker.score
    if marker.value is None or not same_unit(asked.unit, measured):
        return unknown(f"{evidence.text}; no value to compare", Missing(marker.name, _PATHOLOGY), evidence=(evidence,))
    truth = satisfies(asked, marker.value, marker.value)
    return Answer(truth, f"{evidence.text}; the trial says {words_of(asked)}", (evidence,))


def _state(value: str | None, result: str, marker: Biomarker, requirement: Requirement) -> Truth:
    origin = asked_origin(requirement)
    base = (value or "positive").removeprefix("germline ").removeprefix("somatic ")
    if base in ("loss", "deficient") and requirement.concept in _REPAIR:
        base = "mutated"  # a gene of homologous recombination that is mutated is deficient
    if base in ("mutated", "positive", "amplified", "altered", "deleterious"):
        told = origin is None or marker.origin == origin or (marker.origin is None and not is_of_the_tumor(marker))
        if result in _MUTATED or result == base:
            return Truth.of(True if told else None)
        if result in _UNALTERED or result == f"not {base}" or result in ("stable", "low", "proficient"):
            return Truth.of(False if told or (origin == "germline" and marker.origin is None) else None)
        return Truth.of(True if result == "high" else None)
    if base in ("negative", "wild-type", "not amplified"):
        return ~_state("positive", result, marker, requirement)
    if base == "loss" and result in _UNALTERED:
        return Truth.FALSE  # what was looked for and is as it should be has not been lost
    if base in ("high", "low", "stable", "deficient"):
        return _level(base, result, marker)
    return Truth.of(True if result == base else None)


def _level(base: str, result: str, marker: Biomarker) -> Truth:
    if marker.name.upper() == "TMB" and marker.value is not None:
        return Truth.of((marker.value >= 10) == (base == "high"))  # FDA label of pembrolizumab: high from 10 mut/Mb
    if result == base:
        return Truth.TRUE
    highs, lows = {"high", "positive", "deficient", "mutated"}, {"stable", "low", "negative", "proficient", "wild-type"}
    if result in highs | lows:
        return Truth.of((result in highs) == (base in highs))
    return Truth.UNKNOWN
