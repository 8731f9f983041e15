"""Owns plain English for any tree: the parser's second witness, read beside the source words."""

from __future__ import annotations

from criteria.span import Span
from criteria.tree import (
    All,
    Allow,
    Any,
    AtLeast,
    Between,
    Comparison,
    If,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Unless,
    Unparsed,
    Value,
    Window,
)

_OPS = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "=": "exactly"}
_PLAIN_NAMES = {
    "ECOG": "ECOG performance status (how active you are, 0 is best)",
    "ANC": "neutrophil count (white cells that fight infection)",
    "platelets": "platelet count (cells that stop bleeding)",
    "hemoglobin": "hemoglobin (red blood cells)",
    "LVEF": "heart pumping strength (LVEF)",
    "creatinine clearance": "kidney function (creatinine clearance)",
    "bilirubin": "bilirubin (a liver test)",
    "AST": "AST (a liver test)",
    "ALT": "ALT (a liver test)",
    "QTc": "QTc (heart rhythm on an ECG)",
    "TNBC": "triple-negative breast cancer",
    "HR": "hormone receptor (ER or PR)",
    "ER": "estrogen receptor (ER)",
    "PR": "progesterone receptor (PR)",
}
_THERAPY = {
    "prior": ("prior {0}", "having had {0}"),
    "concurrent": ("current {0}", "being on {0} now"),
    "progressed": ("progression on or after {0}", "cancer that grew on or after {0}"),
    "intolerant": ("intolerance of {0}", "not tolerating {0}"),
    "planned": ("planned {0}", "a plan for {0}"),
}
_ADMINISTRATIVE = {
    "consent": "informed consent",
    "compliance": "ability and willingness to follow the study plan",
    "tissue": "tumor tissue or blood samples for the study",
    "imaging": "imaging as the study asks",
    "follow-up": "availability for follow-up",
    "language": "a language that the study uses",
    "enrolment in other trial": "taking part in another trial",
    "investigator judgement": "the investigator's judgement",
    "other": "an administrative condition",
}


def render(node: Node, text: str, *, audience: str = "clinician") -> str:
    """The tree as one sentence; ``audience`` is ``clinician`` or ``patient``.

    >>> from criteria.tree import Comparison, Kind, Leaf, Requirement
    >>> render(Leaf(Requirement(Kind.LAB, "ANC", Comparison(">=", 1.5, "10*9/L")), Span(0, 0)), "")
    'ANC at least 1.5 10*9/L.'
    """
    words = _words(node, text, plain=audience == "patient")
    return words[:1].upper() + words[1:] + ("" if words.endswith(("?", "…")) else ".")


def _words(node: Node, text: str, *, plain: bool) -> str:
    def inner(part: Node) -> str:
        return _words(part, text, plain=plain)

    match node:
        case Leaf(requirement):
            return describe(requirement, plain=plain)
        case Unparsed(span):
            return f"not read: “{_quote(text, span)}”"
        case Not(All(nodes) | Any(nodes) as group):
            joined = (" and " if isinstance(group, All) else " or ").join(inner(n) for n in nodes)
            return f"not ({joined})"
        case Not(part):
            return inner(part) if isinstance(part, Unparsed) else f"no {inner(part)}"
        case All(nodes):
            return "; ".join(inner(n) for n in nodes)
        case Any(nodes):
            return "either " + " or ".join(inner(n) for n in nodes) if len(nodes) > 1 else inner(nodes[0])
        case AtLeast(count, nodes):
            return f"at least {count} of: " + "; ".join(inner(n) for n in nodes)
        case Unless(part, exception):
            return f"{inner(part)}, unless {_exception(exception, text, plain=plain)}"
        case If(condition, part):
            return f"where {inner(condition)}: {inner(part)}"
        case Allow(part):
            return f"allowed: {inner(part)}"


def _exception(node: Node, text: str, *, plain: bool) -> str:
    if isinstance(node, Unparsed):
        return f"“{_quote(text, node.span)}”"
    return _words(node, text, plain=plain)


def describe(requirement: Requirement, *, plain: bool = False) -> str:
    """One requirement in words: "prior chemotherapy for metastatic disease within 4 weeks"."""
    name = _name(requirement, plain=plain)
    value = requirement.value
    match requirement.kind:
        case Kind.THERAPY:
            forms = _THERAPY.get(value if isinstance(value, str) else "prior", _THERAPY["prior"])
            words = forms[1 if plain else 0].format(name)
        case Kind.LINES:
            words = f"{bound(value)} of {name}" if isinstance(value, Comparison | Between) else f"lines of {name}"
        case Kind.METASTASIS:
            adjective = f"{value} " if value in ("active", "stable") else ""
            words = f"{adjective}{name}" if "only" in name or "crisis" in name else f"{adjective}{name} metastases"
        case Kind.ALLERGY:
            words = f"allergy to {name}"
        case Kind.ADMINISTRATIVE:
            words = _ADMINISTRATIVE.get(name, name)
        case Kind.STAGE if isinstance(value, tuple):
            words = f"{name} {' or '.join(value)}"
        case Kind.STAGE:
            words = f"{name} disease"
        case _:
            words = f"{name} {_state(value)}".strip()
    detail = "".join(
        f" ({v})" for k, v in requirement.detail if k in ("origin", "variant", "assay", "severity", "status", "sign")
    )
    setting = f" in the {requirement.setting} setting" if requirement.setting else ""
    return f"{words}{detail}{setting}{_when(requirement.when)}"


def _name(requirement: Requirement, *, plain: bool) -> str:
    return _PLAIN_NAMES.get(requirement.concept, requirement.concept) if plain else requirement.concept


def _state(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case tuple():
            return " or ".join(value)
        case _:
            return bound(value)


def bound(value: Comparison | Between) -> str:
    """A bound or range in words: "at least 1500 /mm3", "2 to 3 lines"."""
    match value:
        case Comparison(op, number, unit):
            return f"{_OPS.get(op, op)} {_number(number)} {_unit(unit)}".rstrip()
        case Between(low, high, unit):
            return f"{_number(low)} to {_number(high)} {_unit(unit)}".rstrip()


def _unit(unit: str) -> str:
    return {"ULN": "times the upper limit of normal", "LLN": "times the lower limit of normal"}.get(unit, unit)


def _when(window: Window | None) -> str:
    if window is None:
        return ""
    if not window.number and window.op == ">":
        return " begun before"
    amount = f"{_number(window.number)} {window.unit}"
    if window.half_lives:
        amount += f" or {_number(window.half_lives)} half-lives" + (
            f", whichever is {window.whichever}" if window.whichever else ""
        )
    anchor = "" if window.anchor == "enrolment" else f" of {window.anchor}"
    within = window.op in ("<=", "<")
    return f" within {amount}{anchor}" if within else f" at least {amount} ago{anchor and f' (from {window.anchor})'}"


def _number(number: float) -> str:
    return f"{number:,.10g}"


def _quote(text: str, span: Span) -> str:
    words = " ".join(span.of(text).split())
    return words if len(words) <= 200 else words[:199] + "…"
