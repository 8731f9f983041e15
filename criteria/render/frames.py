"""Owns how a requirement is stated, and denied: in a clinician's short form, or to the patient as "you …"."""

from __future__ import annotations

import re
from collections.abc import Callable

from criteria.render.amounts import bound, denied
from criteria.render.biomarkers import biomarker
from criteria.render.names import plain, written
from criteria.render.nouns import noun
from criteria.render.phrase import Phrase
from criteria.render.stages import stage
from criteria.tree import Between, Comparison, Kind, Requirement
from criteria.vocabulary import load

Frame = tuple[str, str]
"""How a statement begins, and how its denial does."""
_CLINICIAN: dict[str, Frame] = {
    "prior": ("prior ", "no prior "),
    "concurrent": ("current ", "no current "),
    "progressed": ("progression on or after ", "no progression on or after "),
    "intolerant": ("intolerance of ", "no intolerance of "),
    "planned": ("planned ", "no planned "),
    "had": ("history of ", "no history of "),
    "allergy": ("allergy to ", "no allergy to "),
    "has": ("", "no "),
    "is": ("", "not "),
}
_PATIENT: dict[str, Frame] = {
    "prior": ("you have had ", "you have had no "),
    "concurrent": ("you are now on ", "you are now on no "),
    "having": ("you are now having ", "you are now having no "),
    "progressed": ("your cancer grew during or after ", "your cancer did not grow during or after "),
    "intolerant": ("you could not tolerate ", "you did not have to give up, for its side effects, "),
    "planned": ("you are to have ", "you are to have no "),
    "had": ("you have had ", "you have never had "),
    "lately": ("you have had ", "you have had no "),
    "allergy": ("you are allergic to ", "you are not allergic to "),
    "has": ("you have ", "you have no "),
    "is": ("you are ", "you are not "),
}
_ADMINISTRATIVE: dict[str, tuple[str, str]] = {
    "consent": ("informed consent", "you agree to take part (informed consent)"),
    "compliance": ("ability and willingness to follow the study plan", "you can and will follow the study plan"),
    "tissue": ("tumor tissue or blood samples for the study", "there are samples of tumor or blood for the study"),
    "imaging": ("imaging as the study asks", "you have scans or pictures taken as the study asks"),
    "follow-up": ("availability for follow-up", "you can come to later visits"),
    "language": ("a language that the study uses", "you speak or read a language that the study uses"),
    "investigator judgement": ("the investigator's judgement", "the study doctor has no objection"),
    "other": ("an organizational matter", "an organizational matter that the study team settles"),
}
_OTHER_TRIAL = "taking part in another trial"
_PREGNANCY = {"childbearing potential": "able to become pregnant"}
_PLANNED = {"pregnant": "planning to become pregnant", "breastfeeding": "planning to breastfeed"}
_MENOPAUSE = {
    "postmenopausal": "past the menopause",
    "premenopausal": "before the menopause",
    "perimenopausal": "in the middle of the menopause",
}
_SEXES = {"female": "a woman", "male": "a man"}
_ARTICLE = re.compile(r"\A(?:an? |the |an(?=other ))")
_PROCEDURES = ("surgery", "radiation therapy", "transfusion", "transplant")
_LACKS = (
    ("inability to ", "able to ", "you are able to "),
    ("lack of ", "", "you have "),
    ("unfit for ", "fit for ", "you are fit for "),
)
"""How a lack begins, and how its denial does, for a clinician and for the patient."""


def phrase(requirement: Requirement, wanted: bool, *, patient: bool) -> Phrase:
    """The requirement as it should be (``wanted``), or as it should not."""
    return _STATED[requirement.kind](requirement, wanted, patient)


def _framed(key: str, requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    before = (_PATIENT if patient else _CLINICIAN)[key][not wanted]
    adjectives, name, after = noun(requirement, patient=patient)
    return Phrase(before + adjectives, _bare(name) if adjectives else _behind(before, name), after, denied=not wanted)


def _said(key: str, what: str, wanted: bool, patient: bool) -> Phrase:
    before = (_PATIENT if patient else _CLINICIAN)[key][not wanted]
    return Phrase(before, _behind(before, what), denied=not wanted)


def _behind(before: str, name: str) -> str:
    """The name as it stands behind the beginning of a statement: "a heart attack", but "no heart attack"."""
    return _bare(name) if before.endswith("no ") else name


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name, count=1)


def _bounded(name: str, value: Comparison | Between, wanted: bool, patient: bool) -> Phrase:
    figure = bound(value) if wanted else denied(value)
    return Phrase("your ", f"{name} is {figure}") if patient else Phrase("", name, f" {figure}")


def _age(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    value = requirement.value
    if not isinstance(value, Comparison | Between):
        return _said("has", "an age limit", wanted, patient)
    if not patient:
        return _bounded("age", value, wanted, patient)
    figure = (
        (bound(value) if wanted else denied(value))
        .replace("less than", "younger than")
        .replace("more than", "older than")
    )
    old = "" if "er than" in figure else " old"
    return Phrase("you are ", figure + old)


def _sex(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    name = _SEXES.get(requirement.concept, requirement.concept) if patient else requirement.concept
    return _said("is", name, wanted, patient)


def _menopause(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    name = _MENOPAUSE.get(requirement.concept, requirement.concept) if patient else requirement.concept
    return _said("is", name, wanted, patient)


def _pregnancy(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    concept = requirement.concept
    name = _PLANNED.get(concept, concept) if requirement.value == "planned" else _PREGNANCY.get(concept, concept)
    return _said("is", name, wanted, patient)


def _contraception(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    return Phrase(
        "",
        "you use contraception where a pregnancy is possible"
        if patient
        else "contraception where pregnancy is possible",
    )


def _administrative(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    """What is asked is the same wherever it stands: "unable to consent" excludes as "able to consent" includes."""
    if requirement.concept == "enrolment in other trial":
        return _said("is", _OTHER_TRIAL, wanted, patient)
    known = _ADMINISTRATIVE.get(requirement.concept)
    return Phrase("", known[patient] if known else written(requirement.concept))


def _measured(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    """A laboratory value or a performance status."""
    name = plain(requirement.kind, requirement.concept) if patient else written(requirement.concept)
    match requirement.value:
        case Comparison() | Between() as value:
            return _bounded(name, value, wanted, patient)
        case str() as state:
            return _said("has", f"{state} {name}", wanted, patient)
        case _:
            return _said("has", f"adequate {name}", wanted, patient)


def _life_expectancy(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    value = requirement.value
    if not isinstance(value, Comparison | Between):
        return Phrase("", requirement.concept)
    if patient:
        return Phrase("your doctors expect you to live ", bound(value) if wanted else denied(value))
    return _bounded(requirement.concept, value, wanted, patient)


def _treatment(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    value = requirement.value if isinstance(requirement.value, str) else "prior"
    if patient and value == "concurrent" and _is_done_to_her(requirement.concept):
        value = "having"
    return _framed(value if value in _PATIENT else "prior", requirement, wanted, patient)


def _is_done_to_her(treatment: str) -> bool:
    """Whether the treatment is a procedure and nothing that one takes."""
    return any(load().is_a(Kind.THERAPY, treatment, procedure) for procedure in _PROCEDURES)


def _lines(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    value = requirement.value
    if not isinstance(value, Comparison | Between):
        return _framed("prior", requirement, wanted, patient)
    _, name, after = noun(requirement, patient=patient)
    count = bound(value) if wanted else denied(value)
    before = f"{count.replace('less than', 'fewer than')} of "
    return Phrase(f"you have had {before}" if patient else before, name, after)


def _condition(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    if not wanted and (able := _without_lack(requirement, patient)) is not None:
        return able
    history = any(key == "history" for key, _ in requirement.detail)
    if patient and requirement.when is not None:
        return _framed("lately", requirement, wanted, patient)
    return _framed("had" if history else "has", requirement, wanted, patient)


def _without_lack(requirement: Requirement, patient: bool) -> Phrase | None:
    """The denial of an inability or a lack, which is told as what one can or has."""
    concept = requirement.concept
    if patient and plain(requirement.kind, concept) != written(concept):
        return None
    for lack, can, can_of_patient in _LACKS:
        if concept.startswith(lack):
            return Phrase(can_of_patient if patient else can, written(concept.removeprefix(lack)))
    return None


def _allergy(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    found = _framed("allergy", requirement, wanted, patient)
    severe = any(key == "severity" for key, _ in requirement.detail)
    return (
        found._replace(before=found.before.replace("aller", "severely aller" if patient else "severe aller"))
        if severe
        else found
    )


def _cancer(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    earlier = requirement.when is not None or requirement.value in ("prior", "treated", "disease-free")
    return _framed("lately" if patient and earlier else "has", requirement, wanted, patient)


def _metastasis(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    return _framed("has", requirement, wanted, patient)


def _disease_measure(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    name = plain(requirement.kind, requirement.concept) if patient else written(requirement.concept)
    value = requirement.value
    site = next((f" in the {place}" for key, place in requirement.detail if key == "site"), "")
    if isinstance(value, Comparison | Between) and not value.unit and requirement.concept.startswith("positive"):
        return Phrase("you have " if patient else "", f"{bound(value) if wanted else denied(value)} {name}")
    if isinstance(value, Comparison | Between) and value.unit == "lesions":
        return _said("has", f"{name} in {bound(value)}{site}", wanted, patient)
    if isinstance(value, Comparison | Between):
        return _bounded(name, value, wanted, patient)
    if requirement.concept.startswith("no ") and not patient:
        return _said("is", name, wanted, patient)
    return _said("has", f"{name}{f' {value}' if isinstance(value, str) else ''}{site}", wanted, patient)


def _biomarker(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    value = requirement.value
    if isinstance(value, Comparison | Between):
        name = plain(requirement.kind, requirement.concept) if patient else written(requirement.concept)
        return _bounded(name, value, wanted, patient)
    return biomarker(requirement, wanted, patient=patient)


def _stage(requirement: Requirement, wanted: bool, patient: bool) -> Phrase:
    return stage(requirement, wanted, patient=patient)


_STATED: dict[Kind, Callable[[Requirement, bool, bool], Phrase]] = {
    Kind.AGE: _age,
    Kind.SEX: _sex,
    Kind.MENOPAUSE: _menopause,
    Kind.PREGNANCY: _pregnancy,
    Kind.CONTRACEPTION: _contraception,
    Kind.PERFORMANCE: _measured,
    Kind.LIFE_EXPECTANCY: _life_expectancy,
    Kind.CANCER: _cancer,
    Kind.STAGE: _stage,
    Kind.METASTASIS: _metastasis,
    Kind.DISEASE_MEASURE: _disease_measure,
    Kind.BIOMARKER: _biomarker,
    Kind.LAB: _measured,
    Kind.THERAPY: _treatment,
    Kind.LINES: _lines,
    Kind.COMORBIDITY: _condition,
    Kind.ALLERGY: _allergy,
    Kind.ADMINISTRATIVE: _administrative,
}
