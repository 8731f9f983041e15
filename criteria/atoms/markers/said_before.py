"""Owns whether a text has asked for a marker before and a sentence only says what its state means, or what a drug was for."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.atoms.markers.receptors import is_usual
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect

_DEFINES = regex(
    r"\b(?:is|are|was|will be|being) (?:\w+ )?(?:defined|determined as)\b|\bdefined (?:as|by)\b"
    r"|\b(?:is|are) considered\b|\bdefinition\b"
    r"|\b(?:must|should|to|will) (?:be (?:assessed|determined|confirmed|tested)|follow)\b"
)
# a disease named only as that which a treatment was for: "one line of therapy for HR+/HER2- disease"
_TREATED = regex(
    r"\b(?:therap\w+|treat\w*|regimens?|lines?|progress\w*|inhibitors?|chemotherap\w*|surgery|radi\w+)\b[^.;:]{0,80}?\b(?P<of>for|of|in|with)\b[^.;:]{0,60}$"
)
# "(patients with HER2-positive tumors should have had trastuzumab)": says what is asked of some of the patients
_OF_SOME = regex(r"\((?:the |those )?(?:patients?|subjects?|participants?|women|those|if) (?:with|whose|who)\b[^()]*$")
# "…, defined as 3+": no sentence of its own that says what a word means
_ONLY_TELLS = regex(r"defined (?:as|by)")
_NO_STATE = frozenset({"known", "unknown", "any"})


def key(atom: Atom) -> str:
    """The marker and its state, as a text remembers that it has asked for them."""
    return f"{atom.requirement.concept} {atom.requirement.value}"


def said_before(passage: Passage, atom: Atom) -> bool:
    """Whether the text has asked for this before and only says how it is measured, or what a treatment was for."""
    if _OF_SOME.search(passage.lower, 0, atom.start) is not None:
        return True
    treated = _TREATED.search(passage.lower, 0, atom.start)
    if treated is not None and treated["of"] == "for":
        excluded = passage.base is Effect.EXCLUDE or passage.scopes.negations(treated.start()) % 2 == 1
        if excluded or key(atom) in passage.asked:
            return True
    if atom.requirement.concept not in passage.asked:
        return False
    if (defines := _DEFINES.search(passage.lower, atom.start)) is not None:
        if _ONLY_TELLS.match(defines.group()) is not None and not _is_state_asked(passage, atom.requirement.concept):
            return False  # "HER2 status is required", and further below "HER2-positive, defined by IHC 3+"
        another = passage.base is Effect.EXCLUDE and key(atom) not in passage.asked
        return not another and not _tightens(passage, atom)
    return treated is not None and key(atom) in passage.asked


def _is_state_asked(passage: Passage, concept: str) -> bool:
    """Whether the text has asked for a state of the marker, and not only that it be known or may be any."""
    states = {known.partition(" ")[2] for known in passage.asked if known.startswith(f"{concept} ")}
    return bool(states - _NO_STATE)


def _tightens(passage: Passage, atom: Atom) -> bool:
    """Whether a definition sets another limit than the usual one for a state that the text asks for: "positive from 10 %"."""
    value, concept = atom.requirement.value, atom.requirement.concept
    if not isinstance(value, Comparison) or is_usual(value):
        return False
    upward = value.op[0] == ">"
    return f"{concept} positive" in passage.asked if upward else bool({f"{concept} negative", "TNBC"} & passage.asked)
