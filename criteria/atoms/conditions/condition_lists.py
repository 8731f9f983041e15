"""Owns how the conditions of a sentence hang together: lists that share a noun or a qualifier, asides, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from criteria.atoms.conditions.condition import Condition, Sentence
from criteria.atoms.conditions.condition_leads import suspected_as, uncontrolled_as
from criteria.atoms.conditions.condition_names import in_member
from criteria.atoms.conditions.condition_particulars import abused_too
from criteria.atoms.conditions.condition_repeats import without_repeats
from criteria.atoms.conditions.condition_risks import in_danger
from criteria.atoms.conditions.family_history import in_the_family, with_her_own
from criteria.atoms.conditions.qualifiers import Qualifiers, nyha, qualifiers
from criteria.atoms.conditions.shared_nouns import (
    in_brackets,
    is_bare_adjective,
    of_no_name,
    of_the_first,
    with_shared_noun,
)
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Comparison
from criteria.words.condition_words import GENERAL, may_name_condition
from criteria.words.context import Cue
from criteria.words.noun_phrases import Member, follows_examples, members, names

# after these words a clause gives a reason, a cause or a consequence, and names no further condition of the person
_PURPOSE = regex(
    r"\b(?:(?:that|which)\b[^,;:()]{0,60}?\b(?:"
    r"causes?|threatens?|leads?|results?|would|could|may|might|can|will|interfer\w*|limits?|precludes?|prevents?"
    r"|affects?|reduces?|compromis\w*|impairs?|contraindicat\w*|makes?|increases?|places?|poses?|puts?"
    r"|confounds?|jeopardi\w*|render\w*)|(?:would|could|may|might|will|likely to|expected to|liable to|sufficient to"
    r"|so as to)\b|such that|to the extent|indicating|interfering|precluding|limiting|preventing|making|rendering"
    r"|in the (?:opinion|judge?ment|view)|at the (?:judge?ment|discretion)|risk (?:of|for|to)"
    r"|risks? (?:associated|factors? (?:of|for))|due to|because of|caused by|resulting from|secondary to"
    r"|attributed to|related to"
    r"|not (?:due|related|attributed|associated)|in order to|as (?:judged|determined|assessed|deemed)|judged by"
    r"|deemed|treatment (?:of|for)|indicated for|used for|medications? for)\b"
)
_TREATED = regex(
    r"\b(?:requir(?:es?|ed)|receiv\w+|undergo\w*|taking|use of|prophyla\w+|vaccin\w+"
    r"|(?:therapy|treatment|premedication|medications?|agents?|drugs?) (?:for|of|to|that|which))\b"
)
_VERBS = regex(
    r"\W*(?:to |would |could |may |might |will |significantly )*"
    r"(?:interfer|increas|impair (?:the|a|compl|ab)|compromis|limit|affect|mak|confound|plac|put|jeopardi|preclud"
    r"|prevent|hinder|obscur|alter |reduc|complicat\w+ (?:the|inter)|pos|caus|result|lead|prohibit|influenc|imped"
    r"|constitut|adversely|contraindicat|unable|inability|able|willing|comply|risk|safety|ability|requir|receiv"
    r"|use of|treatment|therap|medicat|prophyla|vaccin|test|screening|obtain|understand|participat|complian|agree"
    r"|investigator|stud)"
)
# "Patients will be excluded if they have": what follows is the criterion
EXCLUDED_IF = regex(
    r"[^.;:]{0,60}?\b(?:excluded|ineligible|not (?:be )?(?:eligible|enrolled|included|allowed)|not participate)"
    r"\b[^.;:]{0,30}?\b(?:if|when|because of|due to)\s+"
    r"(?:(?:they|there|he or she|she|he|s?he/s?he|the (?:patient|subject|participant)s?|you)\b\s*)?"
)
_RELATIVE = regex(r"\W*(?:which|that)\b")
_HISTORY_WITHIN = regex(
    r"\W*(?:any |a |known )?history,? (?:with)?in (?:the )?(?:past |last |previous )?\w+ "
    r"(?:days?|weeks?|months?|years?)(?: (?:prior|before)[^,;:]{0,40}?)? of\b"
)
_HEART_CLASS = hints("new york heart", "ny heart", "nyha")
_NOTHING_BETWEEN = regex(r"[\s,(:)]*(?:\(?chf\)?)?[\s,(:)]*")
# qualifiers in a name that are not what makes it a disease of its own, as in "unstable angina"
_STATES = frozenset({"uncontrolled", "active", "symptomatic", "untreated"})
_STATE = regex(r"\W*(?:chronic|active|uncontrolled|current|known|symptomatic|(?:a )?history of|prior|severe)\b")
_OF_A_CAUSE = regex(r"\b(?:risk|due|caus|secondary|result|relat|complicat|treat|lead|requir|increas|from)")
_LETTERS = ("b ", "c ")  # "hepatitis B and C in the past month"
# "serious arrhythmias, history of stroke or seizures": the seizures are of the past too
_IN_THE_PAST_OR = regex(r"\bhistory of (?:[\w-]+ ){1,3}or\s*$")
# "a history of, or active, pneumonitis"
_HISTORY_OR = regex(r"\bhistory of\s*(?:,\s*)?(?:\bor|\band/or)\s*$")
_ITS_OWN_DATE = regex(r"\s*\(?(?:within|during|in the (?:last|past|previous)|[<≤]\s?=?\s?\d)")
# what happens at once, and is in no state after that
_EVENTS = frozenset({"myocardial infarction", "stroke", "transient ischemic attack", "cardiac arrest"})
_OR = regex(r"\s*(?:or|and/or)\s*")
_BARE = regex(r"\W*(?:(?:an?|the|any|other|any other)\s+)?")


@dataclass(slots=True)
class _Reading:
    """What is remembered from member to member of a list."""

    found: list[Condition] = field(default_factory=list)
    shared: Qualifiers | None = None  # the qualifiers of the list's first member
    first: bool = True  # no condition of the list has been read yet
    waiting: list[Member] = field(default_factory=list)  # adjectives without a noun so far
    paired: bool = False  # those are of a later pair, and reach no farther
    blocked: bool = False  # inside a clause of purpose
    treated: bool = False  # inside a clause about a treatment
    family: bool = False  # inside a list of what runs in the family


def conditions(passage: Passage, start: int = 0) -> list[Condition]:
    """The conditions that a sentence names from ``start`` on, in order; whether they are excluded is not asked here."""
    sentence = Sentence.of(passage)
    lower = sentence.lower
    if not sentence.mentions and not may_name_condition(lower) and _HEART_CLASS.search(lower) is None:
        return []
    reading = _Reading()
    preamble = EXCLUDED_IF.match(lower) or _HISTORY_WITHIN.match(lower)
    start = max(start, preamble.end() if preamble else 0)
    for begin, end in _stretches(passage, start):
        reading.shared, reading.waiting, reading.first, reading.blocked = None, [], True, False
        for member in members(lower, begin, end, [(m.start, m.end) for m in sentence.mentions]):
            if ")" in member.separator:
                _close_bracket(sentence, reading)
            _read_member(sentence, member, reading)
        _close_bracket(sentence, reading)
    return [
        suspected_as(passage, uncontrolled_as(passage, c))
        for c in with_her_own(passage, without_repeats(passage, reading.found))
    ]


def _stretches(passage: Passage, start: int) -> Iterator[tuple[int, int]]:
    """The sentence, and each of its exceptions by itself: "autoimmune disease, *except for* vitiligo"."""
    ends: list[int] = []
    for scope in sorted(passage.scopes.found, key=lambda s: s.at):
        if scope.cue is not Cue.EXCEPTION or scope.at < start:
            continue
        while ends and ends[-1] <= scope.at:
            yield start, ends[-1]
            start = ends.pop()
        yield start, scope.at
        start = scope.start
        ends.append(scope.end)
    for end in (*reversed(ends), len(passage.lower)):
        yield start, end
        start = end


def _read_member(sentence: Sentence, member: Member, reading: _Reading) -> None:
    lower = sentence.lower
    _enter(lower, member, reading)
    if not reading.found and _RELATIVE.match(lower, member.start, member.end):
        reading.blocked = True  # "any condition, which can cause splenomegaly"
    asks_more = reading.treated and follows_examples(member.separator)
    reasons = reading.blocked and (
        (member.is_loose and not _is_next(sentence, member, reading))
        or _RELATIVE.match(lower, member.start) is not None
        or _VERBS.match(lower, member.start, member.end) is not None
    )
    if (relative := in_the_family(sentence, member, goes_on=reading.family)) is not None:
        reading.found.append(relative)
        reading.family, reading.waiting = True, []
        return
    if reading.family or asks_more or reasons:
        return
    if (danger := in_danger(sentence, member)) is not None:
        reading.found.append(danger)
        reading.waiting, reading.blocked = [], True
        return
    before = reading.found[-1] if reading.found else None
    again = before is not None and abused_too(before.concept, lower[member.start : member.end]) is not None
    if is_bare_adjective(lower, member) and not again and not sentence.names_all_of(member):
        reading.waiting.append(member)
        return
    if before is not None and (bound := _class_of(lower, member, before)) is not None:
        reading.found[-1] = replace(before, value=bound)
        return
    if before is not None and "," in member.separator and _HOW_BAD.fullmatch(lower, member.start, member.end):
        reading.found[-1] = _qualified_behind(lower, member, before)
        return
    got = in_member(sentence, member, before) if _may_name(sentence, member) else None
    if got is not None and reading.waiting and "(" in reading.waiting[0].separator:
        shared = of_the_first(sentence, reading.waiting[0])
        _close_bracket(sentence, reading)
        reading.shared = shared if shared.words else reading.shared
    if got is not None:
        reading.found.extend(with_shared_noun(sentence, _qualified(lower, member, got, reading), reading.waiting))
    if got is None and reading.waiting:
        reading.found.extend(of_no_name(sentence, member, reading.waiting))
    if got is not None or "," not in member.separator:
        reading.waiting = []
    words = lower[member.start : member.end]
    reading.family = reading.family or "family history" in words
    after = got.end if got is not None else member.start
    reading.blocked = (reading.blocked and got is None) or _PURPOSE.search(lower, after, member.end) is not None
    reading.treated = got is None and (" family " in words or _TREATED.search(words) is not None)


# "corneal disease, clinically significant"
_HOW_BAD = regex(
    r"\W*(?:if |that is |which is )?(?:clinically significant|uncontrolled|symptomatic|untreated|severe)\W*"
)


def _qualified_behind(lower: str, member: Member, before: Condition) -> Condition:
    """The condition with what a comma sets off behind it, where it has no qualifiers of its own and nothing stands between."""
    if before.said.words or lower[before.end : member.start].strip(" ,"):
        return before
    said = qualifiers(lower[member.start : member.end], "")
    return replace(before, end=member.end, said=replace(before.said, words=said.words))


def _is_next(sentence: Sentence, member: Member, reading: _Reading) -> bool:
    """Whether the list goes on behind a purpose: "disorders that may impair absorption, or chronic diarrhea"."""
    lower = sentence.lower
    state = _STATE.match(lower, member.start, member.end)
    if state is None or not any(member.start <= m.start < member.end for m in sentence.mentions) or not reading.found:
        return False
    return _OF_A_CAUSE.search(lower, reading.found[-1].end, member.start) is None


def _enter(lower: str, member: Member, reading: _Reading) -> None:
    """Forget what does not reach beyond the sign that stands before the member."""
    hard = any(sign in member.separator for sign in ";:.")
    if hard or follows_examples(member.separator) or "(" in member.separator:
        reading.blocked = False
    if hard or "," in member.separator:
        reading.treated = False
    if hard:
        reading.family = False
    aside = follows_examples(member.separator) or "(" in member.separator
    if aside or (not member.is_loose and "," not in member.separator):
        reading.shared, reading.waiting, reading.first = None, [], True


def _may_name(sentence: Sentence, member: Member) -> bool:
    if any(member.start <= m.start < member.end for m in sentence.mentions):
        return True
    words = sentence.lower[member.start : member.end]
    short = len(words) < len(" c infection ") + 20 or words[1:3] in _LETTERS
    return may_name_condition(words) or "nyha" in words or "new york" in words or "ny heart" in words or short


def _class_of(lower: str, member: Member, before: Condition) -> Comparison | None:
    """The NYHA class that stands in brackets or after a comma behind the name of heart failure."""
    if not before.concept.endswith("heart failure") or before.value is not None:
        return None
    if not _NOTHING_BETWEEN.fullmatch(lower, before.end, member.start):
        return None
    heart = nyha(lower[member.start : member.end])
    return heart[0] if heart is not None else None


def _qualified(lower: str, member: Member, got: Condition, reading: _Reading) -> Condition:
    """The condition with the qualifiers of the list's first member, where it has none of its own."""
    if got.said.words in (("active",), ("current",)) and _HISTORY_OR.search(lower, 0, member.start):
        got = replace(got, said=replace(got.said, words=(), history=True))
    bare = _BARE.fullmatch(lower, member.start, got.start) is not None
    stated = got.said.words or qualifiers(lower[got.start : got.end], "").words
    if bare and not stated and _IN_THE_PAST_OR.search(lower, 0, member.start):
        return replace(got, said=replace(got.said, history=True))
    if reading.waiting and bare and not got.said.words:
        first = reading.waiting[0]
        name = next(names(lower, first))
        reading.shared = qualifiers(lower[first.start : name.start], "")
    needs = reading.shared.requiring if reading.shared is not None and _OR.fullmatch(member.separator) else None
    if bare and needs and not got.said.requiring and set(stated) <= {"chronic"}:  # which is part of a name
        got = replace(got, said=replace(got.said, requiring=needs))
    if reading.paired and ("," in member.separator or not bare):
        reading.shared, reading.paired = None, False
    if (
        bare
        and reading.shared is not None
        and not got.said.words
        and not qualifiers(lower[got.start : got.end], "").words
    ):
        shared = reading.shared
        history = got.said.history or shared.history
        lasts = shared.words == ("uncontrolled",) or (got.concept in _EVENTS and _STATES.issuperset(shared.words))
        if lasts and _ITS_OWN_DATE.match(lower, got.end):
            # "uncontrolled seizures, infarction within the last 6 months"
            return replace(got, said=replace(got.said, history=history))
        return replace(
            got, said=replace(got.said, words=shared.words, alternatives=shared.alternatives, history=history)
        )
    before = reading.found[-1] if reading.found else None
    akin = before is not None and (member.separator == "/" or _are_akin(before, got))
    if bare and before is not None and before.said.words and not got.said.words and akin:
        return replace(got, said=replace(got.said, words=before.said.words, alternatives=before.said.alternatives))
    in_name = qualifiers(lower[got.start : got.end], "")  # "uncontrolled diabetes or hypertension"
    own = got.said.words or in_name.words
    if reading.first or own:
        # "serious illness or infection": in no particular name are its words anything but qualifiers
        general = not got.known and GENERAL.match(lower[got.start : got.end]) is not None
        states = tuple(word for word in in_name.words if general or word in _STATES)
        # "seizures not controlled by medicine, gout": what stands behind the first is said of it alone
        ahead = (
            qualifiers(lower[member.start : got.start], "").words
            or not qualifiers("", lower[got.end : member.end]).words
        )
        shared = got.said if got.said.words and ahead else Qualifiers(states, history=got.said.history)
        # "seizures, or uncontrolled cardiac disease or hypertension": said of the pair
        reading.paired = not reading.first and "uncontrolled" in shared.words and " or" in f" {member.separator}"
        # "steroid-dependent asthma or bronchitis"
        needs = qualifiers(lower[member.start : got.start], "").requiring
        needs = None if needs == "insulin" else needs  # which nothing but diabetes needs
        reading.shared = replace(shared, requiring=needs) if reading.first or reading.paired else None
    reading.first = False
    return got


# "heart failure, symptomatic pleural effusion, ascites": what qualifies one of a sort behind others is said of the next
_SORT = regex(
    r"\b(?:(?P<virus>hepatitis)|(?P<fluid>effusions?|ascites)|(?P<lung>interstitial lung disease|pneumonitis))\b"
)


def _are_akin(before: Condition, got: Condition) -> bool:
    """Whether two neighbours of a list are of one sort, so that what qualifies the first qualifies the second."""
    first, second = _SORT.search(before.concept), _SORT.search(got.concept)
    return first is not None and second is not None and first.lastgroup == second.lastgroup


def _close_bracket(sentence: Sentence, reading: _Reading) -> None:
    """Adjectives in brackets behind their noun: "systemic disease (cardiac, renal, hepatic)"."""
    if reading.waiting and reading.found and "(" in reading.waiting[0].separator:
        before = reading.found[-1]
        reading.found.extend(in_brackets(sentence, reading.waiting, before))
    reading.waiting = []
