"""Owns what a text says about where cancer has spread, and whether that spread is active or treated and stable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.further_sites import further_sites
from criteria.atoms.cancers.lesion_counts import counted
from criteria.atoms.cancers.sole_sites import sole_sites
from criteria.atoms.cancers.spread_in_passing import (
    IN_THE_HEAD,
    began_there,
    is_asked_of_none,
    is_denied,
    is_example_of_crisis,
    is_in_passing,
)
from criteria.atoms.cancers.spread_size import is_large_share, is_small_share, sized
from criteria.atoms.therapies.head_treatments import treated_for_symptoms
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue

_SPREAD = (
    r"(?:metasta\w+(?: disease)?|mets?\b|lesions?|involvement|disease|spread|tumou?rs?|deposits|secondaries|cancer"
    r"|progression|malignan\w+|relapse|recurrence)"
)
_SITES: tuple[tuple[str, str], ...] = (
    ("leptomeningeal", r"lepto-?\s?meninge\w+(?: (?:disease|metasta\w+|carcinomatosis|involvement|spread|mets))?(?: \(lmd\))?"
                       r"|carcinomatous mening\w+|meningeal (?:carcinomatosis|metasta\w+|involvement|disease)|carcinomatous meningitis"
                       r"|\blmd\b|carcinomatosis meningitis"
                       r"|(?:involvement|metasta\w+|infiltration|spread|carcinomatosis) (?:of|to|in) (?:the )?(?:lepto-?)?mening"
                       r"(?:es|eal)\b"),
    ("visceral crisis", r"visceral cris[ei]s"
                        r"|life[- ]threatening,? (?:\w+,? )?visceral (?:disease|metasta\w+|involvement|spread|lesions?|crisis)"
                        r"|(?:rapidly progress\w+|extensive symptomatic|symptomatic,? extensive) visceral "
                        r"(?:disease|metasta\w+|involvement|spread|lesions?)"
                        r"|visceral (?:spread|disease|metasta\w+)[^.;]{0,40}(?:life[- ]threatening|risk of)"
                        r"|(?:rapidly progress\w+(?:,? (?:or|and) |, ?))?life[- ]threatening(?: or rapidly progress\w+)? metasta"
                        r"(?:ses|tic disease|sis)"
                        r"|rapidly progress\w+ (?:disease|metasta\w+) (?:in|of|to) (?:the )?(?:major|vital) organs?"),
    ("lymphangitic", r"(?:(?:pulmonary|lung) )?(?:carcinomatos\w* |carcinomatous )?lymphangi(?:tic|tis)"
                     r"(?: (?:(?:pulmonary|lung) )?(?:spread|carcinomatosis|involvement|metasta\w+|carcinomatosa|disease))?"
                     r"(?: carcinomatos\w+)?"
                     r"|lymphatic (?:pulmonary|lung) (?:metasta\w+|spread|involvement|disease)"),
    ("brain only", r"(?:brain|cns|central nervous system)[- ]only (?:disease|metasta\w+(?: disease)?)"
                   r"|(?:metasta\w+|disease) (?:confined|limited|restricted)(?: only)? to (?:the )?"
                   r"(?:brain|cns|central nervous system)\b"),
    ("brain", r"(?:metastatic )?(?:"
              r"(?:brain|cns ?\(central nervous system\)|\(?cns\)?|central nerv(?:ous|e) system|cerebral|intra-?cranial"
              r"|intracerebral|parenchymal brain|spinal cord)(?: \(cns\))?)(?: primary tumou?rs? or)?"
              r"(?:(?:\s?(?:/|(?:or|and|and/or)(?: other)?|,)\s?)"
              r"(?:brain|cns|central nervous system|spinal|leptomeningeal|meningeal|dural|subdural|epidural)(?: cord)?)?"
              rf"(?: parenchymal)?(?: |(?<=\))){_SPREAD}"
              r"|(?<!peripheral )(?<!autonomic )(?<!central )nervous system metasta\w+"
              rf"|parenchymal(?:,? (?:or|and/or|and) |/)(?:lepto-?)?meningeal (?:brain |cns )?{_SPREAD}"
              r"|metasta\w+ (?:on|by|seen on|in) (?:the |a )?(?:\w+ )?(?:brain|cranial|head) (?:ct|mri|imaging|scans?|magnetic)"
              r"\b"
              rf"|{_SPREAD} (?:to|in|of|within|involving|affecting) (?:the )?"
              r"(?:brain|cns|central nerv(?:ous|e) system|cerebr\w+)\b"
              r"|\bbrain mets\b|\bcerebral metasta\w+"),
    ("bone only", r"(?:bone|osseous|skeletal) (?:lesions?|sites?) only\b"
                  r"|(?:bone|osseous|skeletal)[- ](?:metasta\w+ )?only\b(?! if\b)(?: (?:disease|metasta\w+))?"
                  r"|(?:metasta\w+(?: disease)?|disease) (?:confined|limited|restricted)(?: only| solely)? to (?:the )?"
                  r"(?:bones?|skeleton)(?: only)?"
                  r"|only (?:bone|osseous) (?:metasta\w+|disease|lesions?)|bone metasta\w+ (?:only(?! if\b)|as the only)"
                  r"|(?:(?:lytic|blastic|mixed|sclerotic|predominantly)[ ,/]+(?:or |and )?){0,4}bone "
                  r"(?:lesions?|metasta\w+|disease)(?:[:,]? ?\(?(?:lytic|mixed)[^.;]{0,60})? in (?:the )?"
                  r"absence of measurable disease"
                  r"|bones? as (?:the |their )?(?:only|sole) site\b"
                  r"|(?:only|sole) site of (?:disease|metasta\w+) (?:is|in) (?:the )?bones?|non-measurable bone[- ]only"
                  r"|(?:only|sole) (?:evidence|site|manifestation) of (?:the )?(?:metasta\w+ )?(?:disease|metasta\w+) "
                  r"(?:is|being|was) (?:to|in|the) (?:the )?bones?\b"
                  r"|metasta\w+ (?:of|to|in) the bones? (?:as the only|only)"),
    ("bone marrow only", r"bone marrow[- ]only (?:metasta\w+|disease|involvement)"),
    ("bone marrow", r"(?<!adequate )(?:bone )?marrow (?:metasta\w+|involvement|infiltration)|metasta\w+(?: disease)? (?:to|in) (?:the )?bone marrow"),
    ("bone", rf"(?:bone|bony|osseous|skeletal)(?: {_SPREAD})|(?:lytic|blastic) (?:bone )?lesions?|{_SPREAD} (?:to|in) (?:the )?bones?\b(?! marrow)"),
    ("liver only", r"only liver metasta\w+|liver[- ]only (?:disease|metasta\w+)"
                   r"|(?:metasta\w+|disease) (?:only in|(?:confined|limited|restricted)(?: only)? to) the liver"),
    ("liver", r"(?:liver|hepatic|hepatobiliary) "
              r"(?:metasta\w+|mets?\b|lesions|involvement|tumou?r involvement|secondaries|deposits)"
              rf"|{_SPREAD} (?:to|in) the liver|(?:tumou?r|cancer|metastatic) involvement of (?:the )?liver"),
    ("lung", r"(?:lung|pulmonary) (?:metasta\w+|mets\b|secondaries)|metasta\w+ (?:to|in) the lungs?"
             r"|(?:tumou?r|cancer|metastatic) involvement of (?:the )?lungs?"),
    ("visceral", r"visceral (?:metasta\w+|disease|involvement|lesions?|mets)"),
    ("pleural effusion", r"malignant (?:pleural|pleural or pericardial) effusions?"),
    ("pericardial effusion", r"malignant pericardial effusions?"),
    ("ascites", r"malignant ascites"),
    ("peritoneal", r"peritoneal (?:carcinomatosis|metasta\w+|disease|involvement)|(?:abdominal|peritoneal) carcinomatosis"),
    ("oligometastatic", r"oligo-?metasta\w+(?: disease)?"),
)  # fmt: skip
_SITE = regex(r"\b(?:" + "|".join(rf"(?P<s{i}>{pattern})" for i, (_, pattern) in enumerate(_SITES)) + ")", apart=True)
# "*liver*, lung or bone metastases": sites that share the noun of the last
_SHARING = {
    "liver": "liver", "hepatic": "liver", "lung": "lung", "pulmonary": "lung", "bone": "bone", "osseous": "bone", "visceral": "visceral",
    "brain": "brain", "cns": "brain", "leptomeningeal": "leptomeningeal", "peritoneal": "peritoneal",
}  # fmt: skip
_SHARED = regex(
    rf"\b(?P<site>{'|'.join(_SHARING)})(?=(?:,|/| or| nor| and| and/or|, or|, and)+ ?"
    rf"(?:(?:{'|'.join(_SHARING)}|skin|lymph node|nodal)(?:,|/| or| nor| and| and/or|, or|, and)+ ?){{0,4}}$)"
)
# "brain metastases treated within the last month": of these some
_TREATED_LATELY = regex(
    r"\s*(?:that |which |were |was |have been )*(?:treated|irradiated|resected|operated) (?:[^,;.]{0,20} )?"
    r"(?:within|in the (?:last|past|previous)|less than|<|for less)"
)
_GUARD = regex(
    r"only site|sole site|metasta|mening|mets|brain|cns|central nervous|cerebral|intra-?crani|visceral|lymphangi|bone"
    r"|marrow|parenchymal|osseous|skeletal|lytic|effusion|ascites|carcinomatosis|liver|hepatic|cord compress|lmd"
    r"|involvement of|organ"
)
_ACTIVE_BEFORE = regex(
    r"\b(?:active|untreated|uncontrolled|uncotrolled|non-?controlled|not (?:well |adequately )?controlled|symptomatic"
    r"|progressi(?:ve|ng)|unstable|new|clinically (?:active|significant|unstable)|not controlled"
    r"|never (?:been )?treated|growing|poorly controlled)\b(?:(?! metasta| mening|\b(?:no|without)\b)[^.;,]){0,40}$"
)
_STABLE_BEFORE = regex(
    r"\b(?:(?:previously|prior|definitively|adequately) ?-?(?:\w+ )?treated|(?<!un)treated|(?<!un)stable"
    r"|(?<!un)(?<!non-)(?<!non)(?<!poorly )(?<!not )(?<!not well )controlled|inactive|asymptomatic)\b"
    r"(?:(?! metasta| mening)[^.;,]){0,40}$"
)
_ACTIVE_AFTER = regex(
    r"^(?:\((?:s|es)\))?(?: ?(?:≥|>|>=|of at least|at least) ?\d+ ?(?:mm|cm))?,?\s?\(?"
    r"(?:(?:that|which|who|if|unless|and)\s+){0,2}(?:"
    r"(?:is|are|was|were|remain|have been|has been|still|either|currently|clinically|have not been|have never been"
    r"|has not been|has|have)\s+)*"
    r"(?:new|active|untreated|uncontrolled|symptomatic|progressi\w+|unstable|(?:that )?result(?:s|ing) in"
    r"|requir(?:e|es|ing)|needing"
    r"|(?:accompanied by|associated with|with|causing|producing|that cause) "
    r"(?:(?:any|clinical|neurologic(?:al)?|significant|ongoing|current|or|and) )*symptoms?"
    r"|not (?:been |well |adequately )?(?:treated|stable|controlled|previously treated|definitively treated)"
    r"|undergoing|growing)\b"
    r"(?! (?:\w+ ){0,2}(?:metasta|brain|cns|disease|heart|infection|leptomening|lesion|spinal|cord|pleural|hypertension|effusion|ascites|bone|liver|lung))"
)
_STABLE_AFTER = regex(
    r"^,? (?:previously |adequately |definitively |completely )?(?:treated|controlled|resected|irradiated)\b(?! only)"
    r"|^[^.;]{0,30}?\b(?:"
    r"that (?:is|are|have been|has been|were)|who (?:have|are)|which (?:is|are|have been)|if|must be|must have been"
    r"|are|is|have been|has been|should be)\b[^.;]{0,25}?\b(?<!un)(?<!poorly )(?<!not )"
    r"(?:treated|stable|controlled|asymptomatic|inactive|resected|irradiated)\b"
)
_WHATEVER = regex(
    r",? \(?(?:even (?:if|when)|whether"
    r"|(?:irrespective|regardless)(?! of (?:the )?(?:other|size|numbers?|sites?|locations?|extent|primary)\b)"
    r"|treated or (?:not|untreated)|active or (?:not|inactive|stable))\b"
)
# "treated or untreated", "prior or active": whatever they are
_TREATED_OR_NOT = regex(
    r"\b(?:(?:un)?treated (?:or|and/or|and) (?:un)?treated"
    r"|(?:prior|previous|past|history of)(?: or | and | and/or |/)(?:active|symptomatic)) (?:(?:parenchymal|known) )?"
    r"$"
)
_MUST_BE_STABLE = regex(
    r"^(?:,? ?\(?if (?:present|any),?\)?)?[^.;,]{0,12}? (?:must|should|need to|have to) "
    r"(?:be|have been|have remained) (?:\w+ ){0,6}?(?:stable|treated|controlled|asymptomatic|inactive)\b"
)
_ANOTHER_STATE = regex(
    r"\b(?:pregnan|infection|disease|illness|lung|pain|fracture|hypercalc|bleed|seizure|hemorrhage|compression)\w*\b[^.;]*$"
)
_DEFINITION = regex(r"\(defined as [^()]*$")
_REQUIRING = regex(
    r"\b(?:require|requiring|need|needing|receiving)\b[^.;]{0,40}"
    r"(?:steroid|corticoid|dexamethasone|anticonvuls|treatment|local therapy|intervention)"
    r"[^.;]{0,25}\bfor\b[^.;]{0,20}$"
)
_SYMPTOMS = regex(
    r"\bsymptoms? (?:from|due to|related to|caused by|attribut\w+ to|associated with|secondary to)(?: (?:the|any|known|their))*\s*$"
)
_DRAINED = regex(r"^[^.;]{0,40}\b(?:requiring|require|uncontrolled|symptomatic|needing|repeated)\b")
_ALONE = regex(
    r" ?(?:only\b(?! if\b)|alone\b"
    r"|[^.;,]{0,40}?\b(?:as|is|are|be|being|represents?)(?: the| their)? (?:sole|only)(?: \w+)? "
    r"(?:sites?|evidence|manifestation)s? of (?:the )?(?:metasta\w+|disease|cancer|recurren\w+))"
)
_SOLE = hints("as only", "as sole", "the only", "the sole", "their only", "their sole")
_ONLY_THERE = regex(r"\b(?:only|sole) (?:sites?|evidence) of (?:the )?$")
_SIGNS_OF = regex(
    r"\b(?:symptoms?|signs|complications|o?edema|seizures|deficits) "
    r"(?:from|of|due to|related to|caused by|secondary to|attribut\w+ to|associated with) "
    r"(?:(?:the|their|known|these|such|active) )*$"
)
_SINCE_FOUND = regex(
    r"\b(?:since|after|following|from|before|prior to|until|at|time of|date of)\b"
    r"(?: (?:the|initial|first|time|date|of|her|their))* "
    r"(?:diagnosis|detection|development|appearance|onset|occurrence|discovery) of "
    r"(?:(?:the|any|first|known|her|their) )*$"
)
_NEAR = 80  # characters
# "… < 5 x ULN in patients with liver metastases", "bone metastases must be evaluable": of those who have them
_BOUND_FOR = regex(
    r"(?:\b(?:uln|unl)|\bupper limits? of normal|\bnormal|/ ?(?:mm3|mm\^3|[µu]?l|dl|mcl|min))\)?,? \(?"
    r"(?:(?:in|for|if|when|among) )?(?:(?:the|those|all|any) )*(?:(?:patients|subjects|participants|women|cases?) )?"
    r"(?:with|who have|having|if|in)(?: (?:known|documented|presence|of|the|any))* $"
)
_MUST_SHOW = regex(
    r"(?: (?:disease|lesions?))? (?:must|should|has to|have to|need to) be (?:\w+ )?(?:evaluable|measurable|assessable)\b"
)
_MUST_NOT = regex(r"\b(?:(?:must|may|should|can|shall|do(?:es)?) ?not|never)\b")
_ORGANS = frozenset({"liver", "lung", "bone marrow"})
# what does not count as measurable is asked of nobody
_MEASURES = regex(
    r"\b(?:non-?\s?measurable|not (?:considered |deemed )?measurable|unmeasurable|evaluable only|considered measurable)\b"
)
_NO_MASS = frozenset({"ascites", "pleural effusion", "pericardial effusion", "bone", "lymphangitic", "leptomeningeal"})


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about sites of spread."""
    if not _GUARD.search(passage.lower):
        return []
    return sorted(_atoms(passage), key=lambda a: a.start)


def _only_dates(lower: str, start: int) -> bool:
    """Whether what is named at ``start`` only says when: "since the diagnosis of brain metastases"."""
    return _SINCE_FOUND.search(lower, max(0, start - _NEAR), start) is not None


def _is_of_some(passage: Passage, start: int, end: int) -> bool:
    """Whether a bound or a demand is only of those who have the metastases that are named."""
    if passage.base is not Effect.REQUIRE:
        return False
    before = _BOUND_FOR.search(passage.lower, max(0, start - _NEAR), start)
    return before is not None or _MUST_SHOW.match(passage.lower, end) is not None


def _is_beside(passage: Passage, match: re.Match[str], excepted: bool) -> bool:
    """Whether a site only says when, of whom, or up to which bound something is asked for."""
    start, end = match.span()
    if is_in_passing(passage.lower, start, excepted=excepted) or (not excepted and _is_of_some(passage, start, end)):
        return True
    return _only_dates(passage.lower, start)


def _atoms(passage: Passage) -> Iterator[Atom]:
    lower = passage.lower
    bounded = [
        *counted(lower), *sized(passage), *(sole_sites(lower) if _SOLE.search(lower) else ()), *treated_for_symptoms(passage)
    ]  # fmt: skip
    yield from bounded
    found = [
        (m, _SITES[int((m.lastgroup or "s0")[1:])][0])
        for m in _SITE.finditer(lower)
        if not any(atom.start <= m.start() < atom.end for atom in bounded)
    ]
    states = [_state(_before_exception(passage, m.end()), _first(lower, m.start()), m.end()) for m, _ in found]
    for index, (match, site) in enumerate(found):
        excepted = any(start <= match.start() < end for start, end in passage.excepted)
        excepted = excepted or any(passage.scopes.over(match.start(), cue) for cue in (Cue.CONDITION, Cue.EXCEPTION))
        if _is_beside(passage, match, excepted) or (site == "brain" and began_there(lower, match)):
            continue
        again = index > 0 and found[index - 1][1] == site and _SIGNS_OF.search(lower, 0, match.start()) is not None
        if again or _ONLY_THERE.search(lower, 0, match.start()):
            continue  # "symptoms of brain metastases", "the only site of CNS involvement": where else it is not
        lone = site.endswith("only")
        if (
            not lone
            and _is_therapy(lower, match.start(), match.end())
            and not _REQUIRING.search(lower, 0, match.start())
        ):
            continue
        if _is_no_measure(passage, site) or (
            lower.endswith(("non-", "extra-", "extra ", "outside the ", "outside of the "), 0, match.start())
            or _DEFINITION.search(lower[: match.start()]) is not None
            or found[index - 1][1] == site
            and index
            and re.fullmatch(
                r"[\s(]+|,?\s?or\s" if site == "leptomeningeal" else r"[\s(]+",
                lower[found[index - 1][0].end() : match.start()],
            )
        ):
            continue
        if site not in IN_THE_HEAD and not excepted and is_example_of_crisis(lower, found, match.start()):
            passage.claimed.append(match.span())
            continue
        state = "any" if site == "visceral crisis" else states[index]
        alone = _ALONE.match(_before_exception(passage, match.end()), match.end())
        if not site.endswith("only") and alone is not None:
            site = f"{site} only"
        small = site in _ORGANS and is_small_share(passage, *match.span())
        if small or site in _ORGANS and is_large_share(lower, *match.span()):
            state = "extensive"
        polarity = _polarity(passage, match.start(), alone, small=small)
        if _MUST_BE_STABLE.match(lower[match.end() :]):
            state, polarity = "active", Polarity.MUST_NOT
        yield from _sharing(lower, found[index - 1][0].end() if index else 0, match.start(), state, polarity)
        end = _with_symptoms(lower, match.end()) if state == "active" else match.end()
        yield Atom(match.start(), end, Requirement(Kind.METASTASIS, site, state), polarity)
        yield from _behind(lower, match.span(), state, polarity)
        if (
            site == "brain"
            and "leptomeningeal" in match.group()
            or site == "brain"
            and re.search(r"\bor (?:lepto)?meningeal", match.group())
        ):
            yield Atom(match.start(), match.end(), Requirement(Kind.METASTASIS, "leptomeningeal", state))


def _polarity(passage: Passage, start: int, alone: re.Match[str] | None, *, small: bool) -> Polarity:
    """How a site counts of which the sentence does not simply say that it is or is not there."""
    if small or is_denied(passage, start) or (alone is not None and _MUST_NOT.search(alone[0])):
        return Polarity.MUST_NOT
    return Polarity.MAY if is_asked_of_none(passage, start) else Polarity.FOLLOW


def _with_symptoms(lower: str, end: int) -> int:
    """Where the words end that say that a spread makes itself felt: "brain metastases with neurological symptoms"."""
    behind = _ACTIVE_AFTER.match(lower[end : end + 90])
    return end + behind.end() if behind is not None and "symptom" in behind.group() else end


def _first(lower: str, start: int) -> int:
    """Where the first site stands that shares the noun of the one at ``start``."""
    first = _SHARED.search(lower[:start])
    return start if first is None else first.start()


def _sharing(lower: str, floor: int, end: int, state: str, polarity: Polarity) -> Iterator[Atom]:
    """The sites before one that its noun is also said of."""
    for match in _SHARED.finditer(lower[:end], floor):
        yield Atom(*match.span("site"), Requirement(Kind.METASTASIS, _SHARING[match["site"]], state), polarity)


def _behind(lower: str, named: tuple[int, int], state: str, polarity: Polarity) -> Iterator[Atom]:
    """The sites that go on behind the one whose words reach over ``named``."""
    for start, end, site in further_sites(lower, *named):
        yield Atom(start, end, Requirement(Kind.METASTASIS, site, state), polarity)


def _is_no_measure(passage: Passage, site: str) -> bool:
    """Whether the site is only an example of disease that cannot be measured."""
    asked = passage.base is Effect.REQUIRE and site in _NO_MASS
    return asked and (_MEASURES.search(passage.lower) or _MEASURES.search(passage.lead)) is not None


def _before_exception(passage: Passage, at: int) -> str:
    """The sentence up to the exception behind ``at``: what is excepted says nothing of what is excluded."""
    ends = [s.at for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.at >= at]
    return passage.lower[: min(ends)] if ends else passage.lower


def _state(lower: str, start: int, end: int) -> str:
    if lower.startswith("progression ", start):
        return "active"
    before, after = lower[max(0, start - 80) : start], lower[end : end + 90]
    if before.rstrip().endswith("if") or re.search(
        r"\b(?:no|without)(?: (?:known|evidence of|history of|prior))?\s*$", before
    ):
        return "any"
    if _WHATEVER.match(after) or _TREATED_OR_NOT.search(before):
        return "any"
    qualified = _ACTIVE_BEFORE.search(before)
    about_another = qualified is not None and _ANOTHER_STATE.search(before[qualified.start() :]) is not None
    if (qualified is not None and not about_another) or _REQUIRING.search(before) or _SYMPTOMS.search(before):
        return "active"
    if _ACTIVE_AFTER.match(after) or _DRAINED.match(after) and "effusion" in lower[start:end]:
        return "active"
    if _TREATED_LATELY.match(after):
        return "any"
    if _STABLE_BEFORE.search(before) or _STABLE_AFTER.match(after):
        return "stable"
    return "any"


def _is_therapy(lower: str, start: int, end: int) -> bool:
    """Whether a therapy is the statement: "radiotherapy to bone lesions", "treatment of brain metastases"."""
    if lower[start:end].startswith(("bone disease", "liver disease", "bone lesion")) and "metasta" not in lower:
        return True
    before = lower[max(0, start - 60) : start]
    if before.endswith("primary "):
        return True  # a primary brain tumor is no spread
    return (
        re.search(
            r"\b(?:radiation|radiotherapy|radiosurgery|surgery|resection|therapy|treatment|bisphosphonates?|denosumab|zometa"
            r"|irradiation|\w*steroids?|dexamethasone|srs|wbrt)(?: \w+){0,2} "
            r"(?:for|of|to|to control|to treat|in patients with|with)"
            r"(?:(?<=\bfor) [\w-]+ (?:disease|metasta\w+|lesions?) (?:or|and))?"
            r"(?: (?:"
            r"the|known|symptoms of|symptoms from|control of|management of|painful|symptomatic|pre-?existing|prevention of"
            r"|bony areas or|bone or))*\s*$",
            before,
        )
        is not None
    )
