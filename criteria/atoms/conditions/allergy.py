"""Owns what a text says about allergies: what the person must not be hypersensitive to, each thing on its own."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.conditions.allergens import NEAR, NOT_THINGS, OTHER_SUBSTANCES, STUDY, plain, spelling, things_named
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_ALLERGY = (
    r"(?:(?:drug |immediate |immune |delayed |type i |infusion |systemic |hyper-?)?"
    r"(?:allerg(?:y|ies|ic(?:[- ]type)?|ens?)|hypersensitiv\w*|hyper-sensitiv\w*|sensitivit(?:y|ies)|anaphyla\w+"
    r"|anaphylactoid|idiosyncra\w+)(?:[- ](?:reactions?|responses?|type|events?|shock|disorders?))*)"
)
_HOW_BAD = r"(?:severe|serious|unanticipated|unexpected|life-threatening)"
# "severe and unexpected reactions to fluoropyrimidines"
_NOUN = rf"(?:{_ALLERGY}|{_HOW_BAD}(?:,? (?:and |or )?{_HOW_BAD})* (?:adverse |toxic )?reactions?(?= (?:to|against) ))"
_CUE = regex(
    r"(?P<noun>(?:\b(?:"
    r"intoleran\w+|toxicity|contraindications?|adverse reactions?|immunologic\w*|infusion(?:[- ]related)? reactions?"
    rf"|reactions?)(?:\s*(?:,|/|and/or|or|and)\s*)+(?:(?:severe|known|serious|life-threatening|other)\s+)*)*\b{_NOUN}"
    r"(?:"
    r"(?:\s*(?:,|/|and/or|or|and)\s*)+(?:(?:severe|known|serious|life-threatening|other|significant|a|untoward)\s+)*"
    r"(?:"
    rf"{_NOUN}|intoleran\w+|adverse reactions?|toxicity|immunologic\w* reactions?|infusion(?:[- ]related)? reactions?"
    r"|contraindications?|reactions?|intractable \w+))*)"
    r"(?P<grade>\s*\([^()]{0,60}\))?(?P<to>\s*,?\s*(?:(?:that (?:was|were|is|are) )?(?:"
    r"attributed|attributable|attributing|due|related|secondary|thought to be due|believed to be due|known"
    r"|considered related|considered to be related) to"
    r"|to|of|against|towards?|with|from|caused by|induced by|following|after|upon exposure to|associated with"
    r"|when exposed to)(?:\s+(?:or|and)\s+contraindications?\s+to)?(?=\s|:))?"
)
_STOP = regex(
    r"[;]|,? (?:or|and) (?:known )?sensitivity to |(?<!\be\.g)(?<!\bi\.e)(?<!\be)\.\s"
    r"|\b(?:"
    r"that (?:is|are|was|were|would|could|can|cannot|may|have|has|required|resulted)|which|requir(?:ing|ed)|unless"
    r"|except|within|with no|not (?:amenable|controlled|manageable|responsive)|if|in the opinion"
    r"|as (?:judged|determined|assessed)|despite|where|and/or history|or (?:known )?history of"
    r"|or any (?:other )?(?:condition|reason)|prior to|at any time|used (?:in|for|during)|in patients"
    r"|or (?:has|have) |and (?:has|have) |or (?:who|patients)|will (?:not )?be|(?:must|should|may|can) not"
    r"|are (?:excluded|ineligible|not)|is (?:excluded|not)|or a history|history of|per (?:the )?investigator"
    r"|as listed|leading to|ineligible|not eligible)\b"
    r"|(?:ctcae|grade)\b|\b(?:or|and)\s+(?:known\s+)?(?:[\w-]+\s+|\([\w-]+\)\s+){1,4}deficienc"
)
_NOT_ALLERGY = regex(
    r"hypersensitivity (?:pneumonitis|vasculitis|lung)"
    r"|allergic (?:rhinitis|asthma|dermatitis|conjunctivitis|bronch\w+|alveolitis|contact)"
    r"|(?:minimum|minimal) sensitivity|sensitivity (?:analysis|of the|of (?:a|an) (?:test|assay))"
    r"|(?:analytic\w*|high|assay|insulin|hormone|chemo|endocrine|platinum|temperature|drug)[- ]sensitivit"
)
_SENSITIVITY = regex(r"^sensitivit(?:y|ies)$")
# a line over things to be allergic to, and what makes its items more than names of these
_HEADS = regex(
    rf"{_NOUN}(?: reactions?)? (?:to|against)(?: (?:any|one|either|of|the|following|or|more|both|agents?|drugs?))*\W*$"
)
_MORE = regex(r"\b(?:patients?|subjects?|who|history|within|allerg\w*|must|may|if|unless)\b|\d")


def read(passage: Passage) -> list[Atom]:
    """An atom for each thing that a person must not be allergic to; the words around them are claimed with them."""
    lower = passage.lower
    if _HEADS.search(passage.lead) is not None and passage.base is Effect.EXCLUDE and not _MORE.search(lower):
        end = min((s.at for s in passage.scopes.found if s.cue is Cue.EXCEPTION), default=len(lower))
        named = things_named(passage, 0, end)
        return [Atom(a, b, Requirement(Kind.ALLERGY, str(what)), Polarity.MUST_NOT) for a, b, what in named]
    if (
        "allerg" not in lower
        and "sensitiv" not in lower
        and "anaphyl" not in lower
        and "idiosyncra" not in lower
        and "reaction" not in lower
    ):
        return _to_the_study_drug(passage)
    found: list[Atom] = []
    reach = 0
    for match in _CUE.finditer(lower):
        if match.start() < reach or _NOT_ALLERGY.search(
            lower, max(0, match.start() - 15), min(len(lower), match.end() + 15)
        ):
            continue
        polarity = _polarity(passage, match.start())
        if polarity is None:
            continue
        begin, end, atoms = _things(passage, match)
        if atoms:
            detail = _SEVERE_ONLY if _is_severe(lower, match) else ()
            asked = ((a, b, Requirement(Kind.ALLERGY, str(concept), detail=detail)) for a, b, concept in atoms)
            found.extend(Atom(a, b, requirement, polarity) for a, b, requirement in asked)
            passage.claimed.append((begin, end))
            reach = end
    return found or _to_the_study_drug(passage)


_SEVERE_ONLY = (("severity", "severe"),)
_SEVERE = regex(
    r"(?:\b(?:severe|serious|life-threatening)(?:"
    r",? (?:or|and|life-threatening|severe|serious|systemic|clinically|significant|allergic|hypersensitivity|infusion"
    r"|anaphylactic))*(?:\s*\([^()]{0,30}\))?"
    r"|(?:≥|>=|at least)\s*(?:ctcae |nci )?grade\s*[34]|\bgrade\s*(?:≥|>=)?\s*[34](?:\s*(?:or|/|-|to|and)\s*(?:4|5|higher|greater|above|worse))*)\s*$"
)
# "unanticipated severe reactions to", of which "or" would make any that was not expected enough
_SEVERE_REACTIONS = regex(
    rf"(?:(?!or\b)[\w-]+,? )*?(?:severe|serious|life-threatening),? (?:(?:and )?{_HOW_BAD},? )*(?:adverse |toxic )?reactions?"
)
_OR_ANY = regex(r"\bor\s*$")
_MILDER_TOO = regex(r"\b(?:mild|moderate)\b")
_OF_SUCH_A_GRADE = regex(r"\s*\(\s*(?:ctcae |nci )*(?:≥|>=)?\s*grade\s*(?:≥|>=)?\s*[34]")


def _is_severe(lower: str, match: re.Match[str]) -> bool:
    """Whether only a severe reaction is meant: "severe hypersensitivity to", "allergic reactions of grade 3 or higher to"."""
    before = lower[max(0, match.start() - NEAR) : match.start("noun")]
    if _MILDER_TOO.search(before):
        return False
    if _SEVERE_REACTIONS.fullmatch(match["noun"]) is not None:
        return _OR_ANY.search(before) is None
    return _SEVERE.search(before) is not None or _OF_SUCH_A_GRADE.match(match["grade"] or "") is not None


# "intolerance to the study drugs", which is not that of a treatment that was had
_INTOLERANCE = regex(
    r"\W*(?:(?:known|any|history of|suspected|previous|prior|patients? with|severe) )*"
    r"(?:intolerances?|(?:adverse |toxic )?reactions?) (?:to|of|against) (?:(?:any|one|either|of|the|a) )*"
    r"(?:study|trial|investigational|protocol)[- ](?:drugs?|medic\w+|treatments?|agents?|products?|antibiotics?|vaccines?|compounds?)\b"
    r"(?: or (?:to )?(?:any|one|other)?(?: of)?(?: its| their| the)? ?(?:components?|ingredients?|excipients?))?"
)


def _to_the_study_drug(passage: Passage) -> list[Atom]:
    match = _INTOLERANCE.match(passage.lower) if passage.base is Effect.EXCLUDE else None
    return [] if match is None else [Atom(*match.span(), Requirement(Kind.ALLERGY, STUDY), Polarity.MUST_NOT)]


# "any of the products used in this study or their excipients": what the words after the name say of it ends with more
_OR_EXCIPIENTS = regex(
    r"[^.;:,()]{0,60}?\b(?:or|and/or|and)\s+(?P<what>(?:to\s+)?(?:any\s+of\s+)?(?:its|their)\s+(?:\w+\s+)?(?:excipients?|ingredients?|components?))\b"
)


def _things(passage: Passage, match: re.Match[str]) -> tuple[int, int, list[tuple[int, int, str]]]:
    """Where the statement stands, and what it names."""
    lower = passage.lower
    if match["to"]:
        stop = _STOP.search(lower, match.end())
        end = stop.start() if stop else len(lower)
        opened = lower.count("(", 0, match.start()) - lower.count(")", 0, match.start())
        if opened > 0 and (closing := lower.find(")", match.end(), end)) >= 0:
            end = closing
        end = _before_a_disease(passage, match.end(), end)
        named = list(things_named(passage, match.end(), end))
        more = _OR_EXCIPIENTS.match(lower, end)
        if named and more is not None and all(what != OTHER_SUBSTANCES for _, _, what in named):
            end = more.end()
            named.append((*more.span("what"), OTHER_SUBSTANCES))
        return match.start(), end, named
    if _SENSITIVITY.match(match["noun"]):
        return match.start(), match.end(), []
    aside = _ASIDE.search(lower, 0, match.start())  # "polycaprolactone (PCL) allergy"
    until = lower[: match.start() if aside is None else aside.start()]
    before = re.search(
        r"((?!with\b|to\b|of\b)\b[\w'-]+(?: (?:dye|agents?|media|contrast|tree|bite|protein))?)\s*$",
        until,
    )
    if before and before[1] not in NOT_THINGS and match["noun"].startswith(("allerg", "hypersens")):
        others = _listed_before(passage, before.start(1))
        begin = min((start for start, _, _ in others), default=match.start())
        return begin, match.end(), [*others, (before.start(1), match.end(), before[1])]
    if "reaction" in match["noun"] or "anaphyl" in match["noun"]:
        return match.start(), match.end(), [(match.start(), match.end(), plain(match["noun"]))]
    if re.search(
        r"drug|multiple|severe|major|threatening|known|history|uncontrolled|unstable|active",
        lower[max(0, match.start() - 25) : match.start()],
    ):
        return match.start(), match.end(), [(match.start(), match.end(), plain(match["noun"]))]
    return match.start(), match.end(), []


# "allergy to gadolinium or renal insufficiency": nobody is allergic to a disease
_THEN = regex(
    r"(?P<cut>,?\s*(?:,|\bor\b|\band\b|\band/or\b))\s*(?:(?:known|severe|active|uncontrolled|significant|serious|chronic|any|a|history\s+of)\s+)*$"
)


_JUST_BEFORE = 60  # characters


def _before_a_disease(passage: Passage, start: int, end: int) -> int:
    """Where the list of allergens ends: before a disease that the vocabulary knows, joined to it by an "or"."""
    for disease in passage.of_kind(Kind.COMORBIDITY):
        if disease.start <= start or disease.end > end or "allerg" in disease.name:
            continue
        joined = _THEN.search(passage.lower, max(start, disease.start - _JUST_BEFORE), disease.start)
        if joined is not None and joined.start() > start:
            return joined.start("cut")
    return end


_ASIDE = regex(r"\s*\([^()]{1,40}\)\s*$")
_NEXT = regex(r"\s*(?:,|/|\bor\b|\band\b)\s*(?:or\s+|and\s+)?")
_A_TREATMENT = regex(r"\b(?:prior|previous|earlier|concurrent|current|received|had|with|use of)\s+$")


def _listed_before(passage: Passage, at: int) -> list[tuple[int, int, str]]:
    """The drugs in the list before the last thing that one is allergic to: "cisplatin, paclitaxel or amifostine hypersensitivity"."""
    lower, end, found = passage.lower, at, []
    for drug in reversed(passage.of_kind(Kind.THERAPY)):
        if drug.end <= at and _NEXT.fullmatch(lower, drug.end, at):
            at = drug.start
            found.append((drug.start, drug.end, spelling(lower, drug)))
    if not found or _A_TREATMENT.search(lower, 0, at):
        return []
    return [] if len(found) == 1 and "," in lower[found[0][1] : end] else found


_OUT = regex(
    r"\b(?:excluded|ineligible|not (?:be )?eligible)(?: (?:from|for) (?:the |this )?(?:study|trial|participation))?\W*$"
)


def _polarity(passage: Passage, start: int) -> Polarity | None:
    """Allergies only ever keep people out; elsewhere they are remarks (None)."""
    scopes = passage.scopes
    condition = scopes.over(start, Cue.CONDITION)
    if condition is not None and condition.at == 0 and scopes.mood(start) is Mood.FORBIDDEN:
        return Polarity.MUST_NOT  # "if allergic to eggs, ineligible"
    if condition is not None and _OUT.search(passage.lower, 0, condition.at) is not None:
        return Polarity.MUST_NOT  # "excluded if allergic to eggs"
    if condition is not None or scopes.over(start, Cue.EXCEPTION) is not None:
        return None
    if re.search(r"\b(?:premedicat\w*|prophyla\w*|treat\w*|manag\w*|prevent\w*)\b[^,;.]{0,30}$", passage.lower[:start]):
        return None
    if scopes.mood(start) is Mood.PERMITTED:
        return Polarity.FOLLOW
    if passage.base is Effect.EXCLUDE or scopes.mood(start) is Mood.FORBIDDEN or scopes.negations(start) % 2:
        return Polarity.MUST_NOT
    return None
