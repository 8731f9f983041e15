"""Owns what a text says about other malignancies: that there is one, whether it must be active, and how long ago it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers.cancer_names import is_breast, is_unnamed
from criteria.atoms.cancers.other_cancer_words import AS_ANOTHER, HAD, OTHER, STUDIED, TREATED_FOR
from criteria.atoms.cancers.stage_lists import GROUP, stage_list
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.words.context import Cue, Scope
from criteria.words.moods import EXCEPTION, Mood
from criteria.words.numbers import NUMBER_OR_WORD, number
from criteria.words.windows import FoundWindow, windows

_HINT_OTHER = regex(r"malignan|cancer|neoplas|primar|carcinoma|tumou?r")
_NO_MALIGNANCY = regex(
    r"[\s-]*(?:directed|related|specific)\b"
    r"|\s*(?:"
    r"therap|chemo|radio|immuno|hormon|ha?ematolog|treatment|medic|drug|agent|vaccin|surger|cells?\b|pain|specimen"
    r"|tissue|biops|lesion|target|not listed|risk|samples?\b|nodules?\b|deposits?\b|material|blocks?\b|slides?\b"
    r"|markers?\b|(?:pleural |pericardial )?(?:effusion|ascites)|hypertension|hyperthermia|arrhythmia)"
)
_ORGAN = regex(
    r"\b(?!clinical|additional|initial|historical|potential|critical|radiological|pathological|histological)[a-z]+"
    r"(?:ial|ical|ian|ogic|ological|eal|atic|tric|renal|rectal)\s$"
)
# "a second primary in the same breast" is no cancer of another organ
_IN_THE_BREAST = regex(
    r"(?:[\w-]+ ){0,3}(?:malignanc\w+|primary|primaries|cancers?|tumou?rs?|carcinomas?) (?:in|of) (?:the |either )?"
    r"(?:same |ipsilateral |contralateral |opposite |other |treated )?breast\b"
)
# whoever had "treatment for another cancer" has had that cancer, and has it while she is "receiving treatment for a second malignancy"
_ITS_TREATMENT = regex(
    r"(?:(?:patients?|subjects?|participants?|women|individuals|who|have|has|had|are|is|were|was|been|being|currently"
    r"|actively|receiv\w+|undergo\w+|requir\w+|history|of|prior|previous|current|ongoing|concurrent|active|any|or|and"
    r"|systemic|anti-?cancer|definitive)[,\s]+)*"
    r"(?:treatments?|therap(?:y|ies)|treated)\s(?:for|of|against)\s(?:an?|any|the)?\s?"
)
# "treatment for this cancer or for any malignancy diagnosed within two years": of that one it is asked whether it was had
_FOUND_THEN = regex(r",? (?:diagnosed|found)(?: or treated)? (?:within|in the|during)\b")
_ANOTHER_ONE = regex(
    r"(?:(?:any|active|prior|previous) )?(?:other|another|second(?:ary)?|additional|different|separate|unrelated|non-?breast|non-?mammary)\b"
)
_UNDER_TREATMENT = regex(r"\b(?:receiving|undergoing|requiring|ongoing|current(?:ly)?|concurrent|active(?:ly)?)\b")
_STAGED = regex(
    rf"\bstages?\s+(?P<groups>{GROUP}(?:\s*(?:(?:-|,|/|or|to|and)\s*)+(?:stages?\s+)?{GROUP})*),?\s(?:(?:invasive|solid|malignant|known|active),?\s)*$"
)
_SPREAD_OF = regex(
    r"\b(?:metasta[st]\w+)(?: (?:disease|spread|involvement|lesions?|cancer))? "
    r"(?:from|of|due to|secondary to|related to|caused by) (?:an?|the)? ?(?:known |primary )*$"
)
# which cancers are another one than hers: "other than the disease under study", "distinct in primary site or histology from breast cancer"
_NOT_HERS = regex(
    r",? (?:other than|except(?: for)?|apart from) (?:the |this )?"
    r"(?:disease|cancers?|tumou?rs?|malignanc(?:y|ies)|indications?|ones?|that) (?:(?:under|being|of) "
    r"(?:study|studied|investigation|interest)(?: in this (?:study|trial))?|(?:being )?treated (?:in|on|under) this (?:study|trial))\b"
    r"|,? (?:(?:that|which) )?(?:(?:is|are|was|were) )?(?:distinct|different|differ(?:s|ing)?|separate) (?:in|by)"
    r" [^.;,()]{3,60}? from (?:the |their )?(?:current |primary |present |index )*(?:breast )?"
    r"(?:cancers?|carcinomas?|tumou?rs?|disease|malignancy|one|indication)\b"
    r"(?: (?:under|being|of) (?:study|studied|investigation|interest))?"
)
# "another invasive cancer", but not "invasive cancer or any other" nor one that is non-invasive
_INVASIVE = regex(r"(?<!non-)(?<!non )(?<!minimally )\binvasive\b")
_OR_ANY = regex(
    r"[^.;]{0,60}?\b(?:in[ -]situ|non-?\s?invasive)\b[^.;]{0,20}?(?:\)|cancer|malignan|disease|tumou?r)"
    r"|,? (?:and/or|or|and|/) (?:(?!invasive)[\w-]+ ){0,5}(?:cancers?|malignan\w+|neoplas\w+)\b"
)
_BESIDE = regex(r" (?:other(?: than)?|different (?:to|from)|except)$")
_OWN_TUMOR = regex(
    r"(?:any|prior|previous|active|known) (?:primary |invasive )?(?:tumou?r|cancers?$|cancer (?:therap|treat))"
)
_FREE_OF = regex(
    r"\b(?:disease|cancer|recurrence|relapse)[- ]free (?:of|from|for)?[^.;]{0,50}$|\bfree (?:of|from)[^.;]{0,30}$"
    r"|\bno evidence of disease[^.;]{0,20}\bfrom [^.;]{0,20}$"
)
_CURRENTLY = regex(r"\b(?:currently|now|presently|at present) $")
_MUST_BE_FREE = regex(
    r"[^.;]{0,60}?\b(?:must|should|need to|have to|has to)(?: [\w-]+){0,6} (?:disease|cancer|recurrence|relapse)"
    r"[- ]free"
    r"|[^.;]{0,60}?\b(?:must|should|need to|have to|has to)(?: \w+){0,4} "
    r"(?:free of|in (?:complete )?remission|without (?:evidence|recurrence)|no evidence)"
)
_NOT_FREE = regex(
    r"[^.;]{0,90}?\b(?:(?:has|have|had|was|were|is|are|been) (?:not |never )(?:been |yet )*|not (?:been |being )?)"
    r"(?:considered )?(?:(?:disease|cancer|recurrence|relapse)[- ]free|in (?:complete |full |clinical )?remission)"
    r"|[^.;]{0,170}?\b(?:disease|cancer|recurrence|relapse)[- ]free (?:for|interval|period)[^.;]{0,12}(?:less than|<)"
)
_SINCE = regex(
    r"(?:at least|≥|>=?|more than|minimum of|over)?[^.;,]{0,14}(?:years?|months?)\b[^.;,]{0,12}(?:since|from|after)\b[^.;,]{0,24}$"
)
_PAST = regex(r"\b(?:prior|previous(?:ly)?|history|histories|past|ever|had|metachronous)\b")
_NOW = regex(
    r"\b(?:active|concurrent|concomitant|current(?:ly)?|simultaneous|synchronous|co-?existing|intercurrent|ongoing|progressing|uncontrolled|untreated)\b"
)
_TREATMENT = (
    r"(?:(?:active|on-?going|current|systemic|additional|any|further|anti-?cancer|immediate|concurrent) )*"
    r"(?:(?:radiation|surgical|medical) (?:treatment|therap\w+|intervention)|radiation|radiotherapy|surgery|treatment|therap\w+|chemotherapy|intervention)"
)
_ACTIVE_CLAUSE = regex(
    r"\W*(?:(?:that|which|who|and|is|are|was|were|has|have|had|been|either|or|currently|actively|known|to|be)\s+)*"
    r"(?:progress\w+|active|uncontrolled|untreated"
    r"|not (?:been )?(?:curatively treated|treated (?:with curative intent|curatively))"
    r"|not in (?:complete )?remission|(?:shown|showed) (?:any )?(?:evidence|signs?) of (?:recurrence|relapse|progression)"
    rf"|(?:requir\w+|need\w*|in need of) {_TREATMENT}(?: (?:or|and/or) {_TREATMENT}\b)*"
    r"|(?:under(?:going)?|receiving|on)(?: (?:active|ongoing|current|any|specific))* (?:treatment|therapy)"
    r"|(?:being )?treated(?= (?:at present|currently|now)))\b"
)
_YEARS = regex(rf"(?<![\w.])(?P<number>{NUMBER_OR_WORD})\W+(?P<unit>year|month)s?\b")
# "malignancy whose natural history or treatment may interfere with the assessment of the drug"
_MAY_INTERFERE = regex(
    r",? whose (?:natural )?(?:history|course)(?:(?: or | of |/)treatments?)?\b[^.;]{0,90}?\b"
    r"(?:potential to|may|might|could|would) (?:interfere|affect|confound)\b"
)
# a time behind the exception is of what stands before it: "other malignancy, except skin cancer, 5 years before enrolment"
_BEHIND = regex(
    rf",? (?:except|other than|excluding|with the exception of)\b[^.;]{{3,200}}?, (?:within |in |during )?(?:the )?"
    rf"(?:last |past |previous )?(?P<number>{NUMBER_OR_WORD})\W+(?P<unit>year|month)s? (?:prior|before|preceding)\b"
)
_RECENT = ("within", "in", "during", "<", "≤", "less", "past", "last", "the past", "the last", "previous")
_GONE = regex(r"\b(?:free|no|not|without|never|since|remission|cured|curative\w*)\b")
_DECADE = regex(r"\b(?:past|last|previous|preceding) decade\b")
_REACH = 260  # characters after a malignancy in which its window may stand, behind its exceptions


def others(passage: Passage) -> Iterator[Atom]:
    """The first statement of a passage about another malignancy, if there is one."""
    lower = passage.lower
    for match in OTHER.finditer(lower) if _HINT_OTHER.search(lower) else ():
        before, after = lower[: match.start()], lower[match.end() :]
        if (
            passage.scopes.over(match.start(), Cue.EXCEPTION)
            or TREATED_FOR.search(before)
            and not (HAD.match(match.group()) and before.endswith("or "))
            and not _is_had_with_its_treatment(passage, match)
            and not _FOUND_THEN.match(after)
            or _SPREAD_OF.search(before)
            and not _ANOTHER_ONE.match(match.group())
            or _is_of_an_organ(passage, match)
            or _OWN_TUMOR.match(match.group() + after[:8])
            or _NO_MALIGNANCY.match(after)
            or STUDIED.match(after)
            or _IN_THE_BREAST.match(lower, match.start())
        ):
            continue
        atom = _statement(passage, match)
        if atom.polarity is Polarity.FOLLOW and (asked := _is_asked_for(passage, match)):
            if passage.base is Effect.REQUIRE:
                continue  # the trial's own disease, or a line that has lost its heading
            atom = replace(atom, polarity=Polarity.MUST_NOT) if asked else atom  # "no other malignancy" under exclusion
        yield atom
        return


def _is_of_an_organ(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the word before it says of which organ the malignancy is: "hematologic malignancy within 5 years"."""
    if not match.group().startswith("malignan"):
        return False
    tagged = any(
        m.start < match.start() < m.end and not is_unnamed(m.name) and not is_breast(m.name)
        for m in passage.of_kind(Kind.CANCER)
    )
    return tagged or _ORGAN.search(passage.lower, 0, match.start()) is not None


def _is_had_with_its_treatment(passage: Passage, match: re.Match[str]) -> bool:
    """Whether an exclusion names the treatment of another cancer, and nothing else of it: "treatment for a second malignancy"."""
    excluding = passage.base is Effect.EXCLUDE and _ANOTHER_ONE.match(match.group()) is not None
    return excluding and _ITS_TREATMENT.fullmatch(passage.lower, 0, match.start()) is not None


def _of_which(lower: str, match: re.Match[str]) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Where the words begin that say of which stage or extent the other cancer is, and what they say."""
    if staged := _STAGED.search(lower, 0, match.start()):
        return staged.start(), (("stage", " or ".join(stage_list(staged["groups"]))),)
    if spread := _SPREAD_OF.search(lower, 0, match.start()):
        return spread.start(), (("extent", "metastatic"),)
    if _INVASIVE.search(lower, max(0, match.start() - 9), match.end()):
        excepted = EXCEPTION.search(lower, match.end())
        if _OR_ANY.match(lower, match.end(), excepted.start() if excepted else len(lower)) is None:
            return match.start(), (("extent", "invasive"),)
    return match.start(), ()


def _statement(passage: Passage, match: re.Match[str]) -> Atom:
    lower = passage.lower
    before, after = lower[: match.start()], lower[match.end() :]
    end, value = match.end(), None
    start, detail = _of_which(lower, match)
    if treatment := _ITS_TREATMENT.fullmatch(lower, 0, match.start()):
        start = 0
        value = "active" if _UNDER_TREATMENT.search(treatment.group()) else None
    beside = _BESIDE.search(lower, match.start(), end)
    if hers := _NOT_HERS.match(lower, beside.start() if beside else end):
        end = hers.end()
        after = lower[end:]
    named = end
    if clause := _ACTIVE_CLAUSE.match(after):
        end += clause.end()
        while more := _ACTIVE_CLAUSE.match(lower, end):
            end = more.end()
    if (
        clause
        or _NOW.search(lower, max(0, match.start() - 12), match.end())
        and not _PAST.search(before[-30:] + match.group())
    ):
        value = "active"
    freed = _FREE_OF.search(before)
    free = freed is not None
    asked_to_be_free = _MUST_BE_FREE.match(after) is not None
    not_free = _NOT_FREE.match(after)
    inverted = free or asked_to_be_free or not_free is not None
    when = _window(passage, match.start(), end, inverted=inverted)
    excepts = any(s.cue is Cue.EXCEPTION and s.at >= match.end() for s in passage.scopes.found)
    if not_free and when is not None and not excepts:
        end = max(end, named + not_free.end())
    if _MAY_INTERFERE.match(after) and passage.base is Effect.EXCLUDE:
        value = "active"  # what is over does not; of what goes on the clause itself stays to be judged
    if freed is not None and when is None and _CURRENTLY.search(lower, 0, freed.start()):
        value = "active"
    polarity = Polarity.FOLLOW
    if free or asked_to_be_free or _is_not_asked_for(passage, match, when):
        polarity = Polarity.MUST_NOT
    return Atom(start, end, Requirement(Kind.CANCER, "other malignancy", value, when, detail=detail), polarity)


def _is_asked_for(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the words taken as they stand would ask for another malignancy, which no trial does."""
    negated = passage.scopes.negations(match.start()) % 2 == 1
    mood = passage.scopes.mood(match.start())
    if mood is Mood.PERMITTED or passage.scopes.over(match.start(), Cue.CONDITION) is not None or passage.lead:
        return False
    if passage.base is Effect.EXCLUDE:
        return negated
    return not negated and mood in (Mood.PLAIN, Mood.REQUIRED)


def _is_not_asked_for(passage: Passage, match: re.Match[str], when: Window | None) -> bool:
    """Whether an inclusion rules another malignancy out without a "no": "at least 5 years since any other cancer"."""
    plain = passage.base is Effect.REQUIRE and passage.scopes.mood(match.start()) in (Mood.PLAIN, Mood.REQUIRED)
    if not plain or passage.scopes.negations(match.start()):
        return False
    return when is not None and _SINCE.search(passage.lower[: match.start()]) is not None


def _dates_all(passage: Passage, exception: Scope, found: FoundWindow) -> bool:
    """Whether a recent time within an exception is of what is excluded: "any cancer except that of the skin within 5 years".

    No trial lets in for being recent what it keeps out when it is old.
    """
    recent = found.window.op in ("<", "<=") and passage.lower.startswith(_RECENT, found.start)
    return recent and _GONE.search(passage.lower, exception.start, found.start) is None


def _window(passage: Passage, start: int, end: int, *, inverted: bool) -> Window | None:
    """The time within which the other cancer counts; "free of disease for 5 years" rules out less than that."""
    for found in windows(passage.lower, max(0, start - 40), min(len(passage.lower), end + _REACH)):
        excepted = passage.scopes.over(found.start, Cue.EXCEPTION)
        if excepted is not None and (inverted or not _dates_all(passage, excepted, found)):
            continue
        window = found.window
        if inverted or window.op in (">=", ">"):
            return Window("<", window.number, window.unit)
        return window
    decade = _DECADE.search(passage.lower, end, min(len(passage.lower), end + _REACH))
    if decade is not None and passage.scopes.over(decade.start(), Cue.EXCEPTION) is None:
        return Window("<=", 10, "years")
    behind = _BEHIND.match(passage.lower, end)
    if behind is not None and not inverted:
        return Window("<=", number(behind["number"]), "months" if behind["unit"] == "month" else "years")
    bare = _YEARS.search(passage.lower, end, min(len(passage.lower), end + _REACH)) if inverted else None
    return (
        None if bare is None else Window("<", number(bare["number"]), "months" if bare["unit"] == "month" else "years")
    )


_OF_THE_OTHER_SIDE = frozenset({"contralateral breast cancer", "ipsilateral breast cancer", "bilateral breast cancer"})


def is_counted_too(passage: Passage, atom: Atom, other: Atom) -> bool:
    """Whether a second breast cancer is named as one of the others: "any other cancer, including contralateral breast cancer"."""
    if atom.requirement.concept not in _OF_THE_OTHER_SIDE or atom.start < other.end:
        return False
    scopes = passage.scopes
    return scopes.over(atom.start, Cue.EXAMPLES) is not None and scopes.over(atom.start, Cue.EXCEPTION) is None


def counted_too(atom: Atom, other: Atom) -> Atom:
    """The second breast cancer within the time of the other malignancies."""
    requirement = replace(atom.requirement, when=other.requirement.when, detail=(AS_ANOTHER,))
    return replace(atom, requirement=requirement, polarity=other.polarity)
