"""Owns what a text says about where cancer has spread, and whether that spread is active or treated and stable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.further_sites import further_sites
from criteria.atoms.cancers.lesion_counts import counted
from criteria.atoms.cancers.metastatic_sites import SHARED, SHARING, SITE, SITES
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
from criteria.atoms.cancers.spread_states import ACTIVE_AFTER, MUST_BE_STABLE, REQUIRING, state_of
from criteria.atoms.therapies.head_treatments import treated_for_symptoms
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_GUARD = regex(
    r"only site|sole site|metasta|mening|mets|brain|cns|central nervous|cerebral|intra-?crani|visceral|lymphangi|bone"
    r"|marrow|parenchymal|osseous|skeletal|lytic|effusion|ascites|carcinomatosis|liver|hepatic|cord compress|lmd"
    r"|involvement of|organ"
)
_DEFINITION = regex(r"\(defined as [^()]*$")
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
_WITH_A_LESION = regex(
    r",? (?:with|including|having) (?:(?:at least|or more|one|two|1|2|an?|any|predominantly|mixed|lytic|or)[ -])*"
)
_NO_MASS = frozenset({"ascites", "pleural effusion", "pericardial effusion", "bone", "lymphangitic", "leptomeningeal"})


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about sites of spread."""
    if not _GUARD.search(passage.lower):
        return []
    return sorted(_atoms(passage), key=lambda a: a.start)


def _is_within_bones(lower: str, before: Sequence[tuple[re.Match[str], str]], start: int) -> bool:
    """Whether a lesion is one of a disease that is of the bones alone: "bone-only disease with a lytic lesion"."""
    return any(
        site == "bone only" and _WITH_A_LESION.fullmatch(lower, m.end(), start) is not None for m, site in before
    )


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
        (m, SITES[int((m.lastgroup or "s0")[1:])][0])
        for m in SITE.finditer(lower)
        if not any(atom.start <= m.start() < atom.end for atom in bounded)
    ]
    states = [state_of(_before_exception(passage, m.end()), _first(lower, m.start()), m.end()) for m, _ in found]
    for index, (match, site) in enumerate(found):
        excepted = any(start <= match.start() < end for start, end in passage.excepted)
        excepted = excepted or any(passage.scopes.over(match.start(), cue) for cue in (Cue.CONDITION, Cue.EXCEPTION))
        if _is_beside(passage, match, excepted) or (site == "brain" and began_there(lower, match)):
            continue
        again = index > 0 and found[index - 1][1] == site and _SIGNS_OF.search(lower, 0, match.start()) is not None
        if again or _ONLY_THERE.search(lower, 0, match.start()):
            continue  # "symptoms of brain metastases", "the only site of CNS involvement": where else it is not
        if site == "bone" and _is_within_bones(lower, found[:index], match.start()):
            passage.claimed.append(match.span())
            continue
        lone = site.endswith("only")
        if (
            not lone
            and _is_therapy(passage, match.start(), match.end())
            and not REQUIRING.search(lower, 0, match.start())
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
        if MUST_BE_STABLE.match(lower[match.end() :]):
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
    behind = ACTIVE_AFTER.match(lower[end : end + 90])
    return end + behind.end() if behind is not None and "symptom" in behind.group() else end


def _first(lower: str, start: int) -> int:
    """Where the first site stands that shares the noun of the one at ``start``."""
    first = SHARED.search(lower[:start])
    return start if first is None else first.start()


def _sharing(lower: str, floor: int, end: int, state: str, polarity: Polarity) -> Iterator[Atom]:
    """The sites before one that its noun is also said of."""
    for match in SHARED.finditer(lower[:end], floor):
        yield Atom(*match.span("site"), Requirement(Kind.METASTASIS, SHARING[match["site"]], state), polarity)


def _behind(lower: str, named: tuple[int, int], state: str, polarity: Polarity) -> Iterator[Atom]:
    """The sites that go on behind the one whose words reach over ``named``."""
    for start, end, site in further_sites(lower, *named):
        yield Atom(start, end, Requirement(Kind.METASTASIS, site, state), polarity)


def _is_no_measure(passage: Passage, site: str) -> bool:
    """Whether the site is only an example of disease that cannot be measured."""
    asked = passage.base is Effect.REQUIRE and site in _NO_MASS
    return asked and (_MEASURES.search(passage.lower) or _MEASURES.search(passage.lead)) is not None


def _before_exception(passage: Passage, at: int) -> str:
    """The sentence up to the exception behind ``at``, or to the clause that permits, and without brackets that permit.

    What is let in says nothing of what is excluded.
    """
    ends = [s.at for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.at >= at]
    if passage.scopes.mood(at) is not Mood.PERMITTED:
        ends += [c.start for c in passage.scopes.clauses if c.mood is Mood.PERMITTED and c.start >= at]
    words = passage.lower[: min(ends)] if ends else passage.lower
    for aside in passage.scopes.asides:
        if aside.mood is Mood.PERMITTED and not aside.start <= at <= aside.end:
            words = words.also(words[: aside.start] + " " * len(words[aside.start : aside.end]) + words[aside.end :])
    return words


# from the name of a treatment to what it was given for: "(palliative or not) in the past for painful"
_GIVEN_FOR = (
    r"(?: ?\([^()]*\))?(?: \w+){0,2} (?:for|of|to|to control|to treat|in patients with|with)"
    r"(?:(?<=\bfor) [\w-]+ (?:disease|metasta\w+|lesions?) (?:or|and))?"
    r"(?: (?:"
    r"the|known|symptoms of|symptoms from|control of|management of|painful|symptomatic|pre-?existing|prevention of"
    r"|metastatic|bony areas or|bone or))*\s*"
)
_TREATED = regex(
    r"\b(?:radiation|radiotherapy|radiosurgery|surgery|resection|(?:chemo)?therapy|treatment|bisphosphonates?|denosumab|zometa"
    rf"|irradiation|\w*steroids?|dexamethasone|srs|wbrt){_GIVEN_FOR}$"
)
_TO_TREAT_IT = regex(
    r"(?: \w+)? (?:for|to (?:treat|control|prevent))(?: (?:the|their|known|painful|symptomatic|metastatic))* "
)


def _is_therapy(passage: Passage, start: int, end: int) -> bool:
    """Whether a therapy is the statement: "radiotherapy to bone lesions", "treatment of brain metastases"."""
    lower = passage.lower
    if lower[start:end].startswith(("bone disease", "liver disease", "bone lesion")) and "metasta" not in lower:
        return True
    if lower.endswith("primary ", 0, start):
        return True  # a primary brain tumor is no spread
    if _TREATED.search(lower, max(0, start - _NEAR), start) is not None:
        return True
    drugs = (m for m in passage.of_kind(Kind.THERAPY) if start - _NEAR <= m.start and m.end <= start)
    return any(_TO_TREAT_IT.fullmatch(lower, m.end, start) is not None for m in drugs)
