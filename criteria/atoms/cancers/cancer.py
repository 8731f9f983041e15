"""Owns what a text says about the diagnosis: the cancer that is asked for, its histology, and other malignancies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.cancer_names import LIST, UNCONFIRMED, cancers, in_brackets_behind, is_breast
from criteria.atoms.cancers.diagnosed import dated_diagnosis, newly, newly_alone, since_diagnosis
from criteria.atoms.cancers.had_within import had_within
from criteria.atoms.cancers.hardly_counted import hardly_counted
from criteria.atoms.cancers.other_cancer_words import HERS_TOO
from criteria.atoms.cancers.own_cancer import OPENING, states_a_diagnosis
from criteria.atoms.cancers.said_of_breast import said_of_it
from criteria.atoms.cancers.second_cancer import counted_too, is_counted_too, others
from criteria.atoms.cancers.still_treated import still_treated
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_DIAGNOSED_BEFORE = regex(
    r"\b(?:previously diagnosed|(?:prior|previous) diagnos[ei]s of|history of|previous|prior)"
    r"(?: (?:any|invasive|ipsilateral|contralateral|primary|in[ -]situ|non-?invasive|dcis|lcis|or|and|and/or))* $"
)
# "no inflammatory breast cancer, defined as erythema of the breast or …"
_DEFINED_AS = regex(
    r",? \(?(?:which is |that is )?(?:defined|characteri[sz]ed|diagnosed) (?:as|by)\b(?![^;.]*\b(?:except"
    r"|unless|other than)\b)[^;.]*"
)
_NOT_INFLAMMATORY = regex(r"\W*non-?\s?inflammatory\W*")
_DIAGNOSED = regex(r"histolog|cytolog|patholog|confirmed|diagnos|proven|documented|biopsy")
_SUBTYPE = regex(
    r"^(?:(?:her2|hormone receptor|hr|er|triple)[- ](?:positive|negative|low)|er[+-]|metastatic|advanced|early"
    r"|locally advanced|recurrent|stage \w+)\b.*\bbreast cancer$",
    re.IGNORECASE,
)
_SYNCHRONOUS = regex(r"\b(?:synchronous|simultaneous)(?: (?:second|primary|invasive|contralateral))* $")
_EARLIER = regex(
    r"\b(?:prior|previous|history of|past|contralateral|ipsilateral|bilateral|another|second|earlier|concurrent"
    r"|synchronous)\b(?:"
    r"(?!\b(?:biops(?:y|ies)|excision|resection|lumpectomy|removal|surgery|treatments?|\w*therapy) (?:of|for)\b)"
    r"[^.;,]){0,40}$"
)
_TRIPLE = regex(
    r"\btriple[- ]negative(?: (?:breast )?(?:cancers?|carcinomas?|disease)| breast(?=,| or\b| and\b|/|\)))?\b"
    r"|\bm?tnbc\b"
)
_AS_SPREAD_IS = regex(r"(?:metastatic|\bstable) $")
_OF_THE_BRAIN = "central nervous system tumor"
_FORMS = regex(
    r",? ?\((?:either |both |including )?(?:"
    r"(?:invasive|non-?invasive|in[- ]situ|infiltrating|ductal|lobular|breast|cancers?|carcinomas?|dcis|lcis|or|and"
    r"|and/or)[ ,/\[\]]*)+\)"
)
_HISTOLOGIES = frozenset({"adenocarcinoma", "squamous cell carcinoma", "carcinoma"})
_OF_MEN = "male breast cancer"
_MAY_NAME = hints("cancer", "malignan", "neoplasm", "tnbc", "triple", "carcinoma", "tumor", "tumour", "diagnos")
_OWN_DISEASE = frozenset({"breast cancer", "invasive breast cancer", "solid tumor", "cancer"})


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about cancers."""
    if passage.base is Effect.ALLOW and not passage.of_kind(Kind.CANCER):
        return []
    if passage.base is Effect.REQUIRE and (plain := _NOT_INFLAMMATORY.fullmatch(passage.lower)) is not None:
        inflammatory = Requirement(Kind.CANCER, "inflammatory breast cancer")
        return [Atom(plain.start(), plain.end(), inflammatory, Polarity.FLIP)]
    if alone := newly_alone(passage):
        return alone
    second = [*others(passage), *still_treated(passage)]
    if not second and not passage.of_kind(Kind.CANCER) and not _MAY_NAME.search(passage.lower):
        return []
    taken = [(a.start, a.end) for a in second]
    found = (_with_definition(passage, a) for a in _named(passage))
    named = [a for a in found if all(a.end <= s or e <= a.start for s, e in taken)]
    if second and (hers := HERS_TOO.search(passage.lower)) is not None:
        named = [a for a in named if not hers.start() < a.start < hers.end()]
    excluding = passage.base is Effect.EXCLUDE or (second and passage.scopes.negations(second[0].start) > 0)
    if second and (excluding or second[0].polarity is Polarity.MUST_NOT):
        first = second[0]
        named = [
            counted_too(a, first) if is_counted_too(passage, a, first) else a
            for a in named
            if a.start < first.start
            or passage.scopes.over(a.start, Cue.EXCEPTION) is not None
            or is_counted_too(passage, a, first)
        ]
    undated = not second and all(a.requirement.when is None and a.requirement.concept in _OWN_DISEASE for a in named)
    if undated and (dated := dated_diagnosis(passage)):
        named = [a for a in named if not dated[0].start <= a.start < dated[0].end]
        return sorted([*second, *named, *dated], key=lambda a: a.start)
    more = () if second else said_of_it(passage)
    return sorted([*second, *(named if second else hardly_counted(passage, named)), *more], key=lambda a: a.start)


def _named(passage: Passage) -> Iterator[Atom]:
    seen: set[str] = set()
    last: Mention | None = None
    reach = -1  # where the list of diagnoses that is being read has come to
    steps = [Mention(*m.span(), Kind.BIOMARKER, "TNBC") for m in _TRIPLE.finditer(passage.lower)]
    found = sorted([*(_of_both(passage, m) for m in cancers(passage)), *steps], key=lambda m: (m.start, m.end))
    for mention in found:
        if last is not None and mention.start < reach:
            continue
        closes = in_brackets_behind(passage, reach, mention.start) if last is not None else None
        if closes == mention.end + 1 and last is not None and mention.name in (last.name, *_OWN_DISEASE):
            reach = closes  # its abbreviation
            continue
        if last is not None and closes and _is_a_form(passage, last, mention, (reach, closes)):
            continue
        if mention.name == _OF_THE_BRAIN and _AS_SPREAD_IS.search(passage.lower, 0, mention.start):
            continue  # "metastatic brain cancer", "stable CNS tumor"
        listed = (
            mention.start == reach or reach >= 0 and LIST.fullmatch(passage.lower, reach, mention.start) is not None
        )
        if mention.name == "other malignancy" or not (listed or states_a_diagnosis(passage, mention)):
            continue
        last, reach = mention, mention.end
        if mention.name not in seen and _is_an_earlier_own(passage, mention):
            seen.add(mention.name)
            before = Requirement(Kind.CANCER, "breast cancer", "prior", had_within(passage, mention, found))
            yield Atom(mention.start, mention.end, before)
            continue
        if mention.name in seen or mention.kind is not Kind.CANCER or _is_the_own_ruled_out(passage, mention):
            continue
        seen.add(mention.name)
        if mention.name == _OF_MEN:
            yield _of_men(passage, mention)
        elif passage.base is Effect.EXCLUDE and passage.scopes.over(mention.start, Cue.EXCEPTION) is None:
            yield from _excluded(passage, mention, found)
        elif (name := _diagnosis(passage, mention, listed=listed or _opens_list(passage, mention, found))) is not None:
            when = since_diagnosis(passage, mention.start, mention.end) if name in _OWN_DISEASE else None
            detail = newly(passage, mention.start, mention.end) if is_breast(name) else ()
            dated = Requirement(Kind.CANCER, name, when=when, detail=detail)
            yield Atom(_noun(passage, mention), mention.end, dated)


def _with_definition(passage: Passage, atom: Atom) -> Atom:
    """A kind of cancer that is left out, with the words behind it that define it: these leave out nothing by themselves."""
    denied = passage.scopes.negations(atom.start) % 2 == 1
    if atom.requirement.value is not None or denied is (passage.base is Effect.EXCLUDE):
        return atom
    defined = _DEFINED_AS.match(passage.lower, atom.end)
    return atom if defined is None else replace(atom, end=defined.end())


def _is_a_form(passage: Passage, last: Mention, mention: Mention, brackets: tuple[int, int]) -> bool:
    """Whether brackets behind a cancer only say which forms of it are meant: "pancreatic cancer (adenocarcinoma)", "carcinoma (invasive or DCIS)"."""
    if mention.name in (last.name, *_HISTOLOGIES):
        passage.claimed.append(brackets)
        return True
    return passage.base is Effect.EXCLUDE and _FORMS.fullmatch(passage.lower, *brackets) is not None


def _is_the_own_ruled_out(passage: Passage, mention: Mention) -> bool:
    """Whether a negation would rule the trial's own disease out: "no sign of a new breast cancer" means another one."""
    own = mention.name in _OWN_DISEASE or _SUBTYPE.match(mention.name) is not None
    forbidden = passage.scopes.mood(mention.start) is Mood.FORBIDDEN  # "breast cancer not eligible for another trial"
    return own and (forbidden and passage.base is Effect.REQUIRE or passage.scopes.negations(mention.start) % 2 == 1)


def _of_both(passage: Passage, mention: Mention) -> Mention:
    """The mention as one of both breasts, where a synchronous cancer of the breast is left out."""
    own = mention.name in _OWN_DISEASE or _SUBTYPE.match(mention.name) is not None
    if not own or _SYNCHRONOUS.search(passage.lower, max(0, mention.start - 60), mention.start) is None:
        return mention
    out = passage.base is Effect.EXCLUDE or _is_the_own_ruled_out(passage, mention)
    return mention._replace(name="bilateral breast cancer") if out else mention


_HAD = "history of breast cancer"


def _is_an_earlier_own(passage: Passage, mention: Mention) -> bool:
    """Whether a negation is of a breast cancer that was before: "no previously diagnosed breast cancer", "no prior breast cancer"."""
    before = passage.lower[max(0, mention.start - OPENING) : mention.start]
    asked = passage.base is Effect.REQUIRE and passage.scopes.negations(mention.start) % 2 == 1
    if mention.name == _HAD:
        return asked and passage.lower.startswith(("prior ", "previous "), mention.start)
    return (
        asked
        and mention.name in ("breast cancer", "invasive breast cancer")
        and _DIAGNOSED_BEFORE.search(before) is not None
    )


def _of_men(passage: Passage, mention: Mention) -> Atom:
    """Breast cancer in men: left out or let in it is the sex that counts, asked for it is breast cancer."""
    scopes = passage.scopes
    asked = passage.base is Effect.REQUIRE and scopes.mood(mention.start) in (Mood.PLAIN, Mood.REQUIRED)
    asked = asked and scopes.negations(mention.start) % 2 == 0
    requirement = Requirement(Kind.CANCER, "breast cancer") if asked else Requirement(Kind.SEX, "male")
    return Atom(mention.start, mention.end, requirement)


def _noun(passage: Passage, mention: Mention) -> int:
    """Where the diagnosis itself starts, behind the stage or receptor that the vocabulary names with it."""
    breast = passage.lower.rfind("breast", mention.start, mention.end)
    return breast if breast > 0 and _SUBTYPE.match(mention.name) else mention.start


def _excluded(passage: Passage, mention: Mention, found: list[Mention]) -> Iterator[Atom]:
    """An exclusion never means the trial's own disease as such, only an earlier one or a kind of it."""
    if mention.name.startswith("history of "):
        name, when = mention.name.removeprefix("history of "), had_within(passage, mention, found)
        yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, name, "prior", when))
        return
    if UNCONFIRMED.search(passage.lower, max(0, mention.start - 60), mention.start):
        if is_breast(mention.name):  # who has it is not left out: it must be shown
            yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, mention.name), Polarity.MUST)
        return
    if (
        mention.name == _PAGET
        and _OF_BONE.search(passage.lower)
        and not _OF_THE_NIPPLE.match(passage.lower, mention.end)
    ):
        yield Atom(mention.start, mention.end, Requirement(Kind.COMORBIDITY, "paget's disease of bone"))
        return
    sided = _of_a_side(passage, mention)
    if sided == "":
        passage.claimed.append((mention.start, mention.end))
        return
    own = mention.name in _OWN_DISEASE or _SUBTYPE.match(mention.name) is not None
    if sided is not None:
        yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, sided))
    elif not own:
        when = had_within(passage, mention, found)
        yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, mention.name, when=when))
    elif _EARLIER.search(passage.lower[max(0, mention.start - 60) : mention.start]):
        name, when = "breast cancer" if "breast" in mention.name else mention.name, had_within(passage, mention, found)
        yield Atom(mention.start, mention.end, Requirement(Kind.CANCER, name, "prior", when))


_PAGET = "paget's disease of the breast"
# among diseases of the bones it is one of these
_OF_BONE = regex(r"\b(?:osteo(?!por)\w+|hyperparathyroid\w*|bone (?:metabolism|disease|disorder)|metabolic bone)\b")
_OF_THE_NIPPLE = regex(r" of the (?:breast|nipple)")
_IN_SITU = frozenset({"ductal carcinoma in situ", "lobular carcinoma in situ", "carcinoma in situ of the breast"})
_OF_THIS_BREAST = regex(r"\bipsilateral $")
_ITS_FORM = regex(
    r"\b(?:contralateral|ipsilateral) (?:invasive )?breast (?:cancers?|carcinomas?),? \(?including (?:(?:dcis|lcis|or|and|/|,) ?)*$"
)


def _of_a_side(passage: Passage, mention: Mention) -> str | None:
    """Cancer in situ of one breast as cancer of that breast, empty where it is named as a form of that; None for any other.

    What she has in situ beside her cancer is none of it.
    """
    if mention.name not in _IN_SITU or passage.scopes.mood(mention.start) is Mood.PERMITTED:
        return None
    if _ITS_FORM.search(passage.lower, 0, mention.start):
        return ""
    return "ipsilateral breast cancer" if _OF_THIS_BREAST.search(passage.lower, 0, mention.start) else None


def _opens_list(passage: Passage, mention: Mention, found: list[Mention]) -> bool:
    """Whether another cancer follows in the same list."""
    following = next((m.start for m in found if m.start >= mention.end), None)
    return following is not None and LIST.fullmatch(passage.lower, mention.end, following) is not None


def _diagnosis(passage: Passage, mention: Mention, *, listed: bool) -> str | None:
    """The diagnosis that a sentence asks for, without the receptor or stage, which is a fact of its own.

    A diagnosis that the text has asked for before is not asked for again by a mention in passing.
    """
    name = mention.name
    if "triple" in name.lower():
        return None
    weak = (
        _DIAGNOSED.search(passage.lower[: mention.start]) is None
        and _DIAGNOSED.match(passage.lower[mention.end :].lstrip()) is None
    )
    if _SUBTYPE.match(name):
        name = "breast cancer"
    family = "breast cancer" if "breast cancer" in name else name
    again = family in passage.asked
    if weak and again and not listed and not passage.lead and name in _OWN_DISEASE:
        return None
    passage.asked.add(family)
    return name
