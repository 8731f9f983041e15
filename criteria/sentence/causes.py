"""Owns what an excluded disease is said to have, and what it is said to have caused."""

from __future__ import annotations

from criteria.atoms import Atom
from criteria.atoms.atom import CLAUSE, UNREAD
from criteria.patterns import regex
from criteria.sentence.statement import effect
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_DISEASE = frozenset({Kind.STAGE, Kind.CANCER, Kind.METASTASIS})
# what a disease has that is left out: "prior breast cancer known to overexpress HER2", "bone metastases that were irradiated"
_OF_THE_DISEASE = _DISEASE | {Kind.BIOMARKER, Kind.THERAPY, Kind.DISEASE_MEASURE}
_WITH_IT = regex(
    r"(?:(?: breast)? (?:disease|cancers?|carcinomas?|tumou?rs?|lesions?|metastas[ei]s|malignancy))?"
    r"(?: of the breast)?(?: as (?:the |an )?(?:only|sole) [^,;.()]{0,50}?)?(?: \([^()]*\))? ?"
    r"(?:(?:that|which) (?:(?:is|are|was|were|has|have|had|been|being|either|previously|\w+ly)\b ?)+"
    r"|(?:previously )?(?:treated|managed|irradiated) (?:with|by)|(?:known|found|shown) to|(?:over-?)?expressing"
    r"|requiring|receiving"
    r"|(?:diagnosed|occurring|developing|detected|within|less than|more than)(?: [\w=<>≤≥]+){1,6} "
    r"(?:after|since|of|from|following)"
    r"|with(?! or| no\b))"
    r"(?:(?! (?:and|or)\b)[ -][\w'-]+){0,6}[ -]?"
)
# the cause or the place of something else: "fracture due to bone metastases", "infection at the site of metastatic disease"
_CAUSED_BY = regex(
    r"(?:due to|because of|owing to|caused by|secondary to|result(?:ing|s)? (?:of|from)"
    r"|as a (?:result|consequence|complication) of|related to|attribut(?:ed|able) to|associated with|(?<!free )from"
    r"|(?:as )?(?:a )?complications? (?:of|from)|arising from|at (?:the )?sites? of)"
    r"(?: (?:"
    r"the|an?|any|known|underlying|their|his|her|progressive|active|extensive|complications? (?:of|from)|presence of"
    r"|cutaneous|primary|breast|its|\w+ing))* ?"
)
# "a transplant for leukemia", "surgery for DCIS"
_GIVEN_FOR = regex(
    r" (?:(?:given|performed|used|received|done) )?(?:for|to treat)(?: (?:the|an?|any|treatment of|prior|previous|earlier|pure))* "
)
_CAUSE_BEFORE = regex(
    r"(?P<head>\b(?!(?:"
    r"history|evidence|diagnosis|presence|signs?|symptoms?|recurrence|relapse|progression|metasta\w+|spread|suffer\w*"
    r"|no|not|free|apart|different|other|distinct|unrelated|death|recover\w+|resulting|patients?|prior|except)\b)"
    rf"[a-z-]{{3,}}) (?:\w+ ){{0,2}}?{_CAUSED_BY.pattern}$"
)

# "liver metastases not amenable to resection", "… which cannot be resected"
_WHICH = regex(r"\s+(?:(?:that|which)\s+(?:(?:is|are|was|were|\w+ly)\s+)*)?")


def has_it(passage: Passage, left: Atom, atom: Atom) -> bool:
    """Whether an excluded disease is said to have what follows."""
    if left.requirement.kind is Kind.METASTASIS and atom.requirement.concept == "unresectable":
        return _WHICH.fullmatch(passage.lower, left.end, atom.start) is not None
    named = left.requirement.kind in _DISEASE and not isinstance(left.requirement.value, tuple)
    if not named or atom.requirement.kind not in _OF_THE_DISEASE or atom.exception or left.exception:
        return False
    return _WITH_IT.fullmatch(passage.lower, left.end, atom.start) is not None


def is_caused_by(passage: Passage, left: Atom, atom: Atom) -> bool:
    """Whether an excluded condition is one that a disease has caused, or an excluded treatment was given for one."""
    if atom.exception or left.exception:
        return False
    if left.requirement.kind is Kind.THERAPY and atom.requirement.kind is Kind.CANCER:
        return _GIVEN_FOR.fullmatch(passage.lower, left.end, atom.start) is not None
    reaction = left.requirement.kind is atom.requirement.kind is Kind.ALLERGY  # "anaphylaxis as a result of penicillin"
    named = left.requirement.kind in (Kind.COMORBIDITY, Kind.METASTASIS) and atom.requirement.kind in _DISEASE
    if not (reaction or named):
        return False
    return _CAUSED_BY.fullmatch(str(passage.lower[left.end : atom.start]).strip(" ,")) is not None


def without_causes(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """The atoms, a disease that is only the cause of something unread left unread: "toxicity due to metastatic cancer"."""
    found: list[Atom] = []
    for atom in atoms:
        cause = _CAUSE_BEFORE.search(passage.lower, 0, atom.start) if atom.requirement.kind in _DISEASE else None
        free = cause is not None and not any(a.end > cause.start("head") for a in found)
        if cause is not None and free and effect(passage, atom) is Effect.EXCLUDE:
            unread = Requirement(atom.requirement.kind, UNREAD, CLAUSE)
            atom = Atom(cause.start("head"), atom.end, unread)
        found.append(atom)
    return found
