"""Owns what no recogniser has read of a sentence that was read in part: items of its lists, and clauses of their own."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import CLAUSE, UNREAD, Atom
from criteria.atoms.beside_extents import describes
from criteria.atoms.narrowing import narrowing
from criteria.atoms.neighbours import is_another_name, neighbour
from criteria.atoms.nothing_new import says_nothing_new, says_something
from criteria.atoms.therapies.how_given import says_how_given
from criteria.atoms.therapies.setting import settings
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.noun_phrases import Member, members

# kinds that come in lists, of which an item may be unknown
_LISTED = frozenset({Kind.THERAPY, Kind.COMORBIDITY, Kind.ALLERGY, Kind.CANCER, Kind.METASTASIS})
# "metastatic disease or zorblification": among exclusions what stands beside an extent is one more of them
_LISTED_TO_EXCLUDE = _LISTED | {Kind.STAGE}
# kinds beside which what is unread is most often a remark
_REMARKED = frozenset({
    Kind.ADMINISTRATIVE, Kind.CONTRACEPTION, Kind.PREGNANCY, Kind.MENOPAUSE, Kind.SEX, Kind.AGE, Kind.LIFE_EXPECTANCY, Kind.PERFORMANCE,
})  # fmt: skip
# what continues the statement before it and says how, when, why or of whom
_ATTRIBUTE = regex(
    r"\W*(?:(?:and|or|but)\s+)?(?:(?:not|only|at|even|also|either|as|at least|approximately|about|less|more|\d+)\s+)*"
    r"(?:"
    r"within|prior(?= to\b)|before|after|during|since|until|for|at|on|in|by|per|as|to|from|of|that|which|whose|whom"
    r"|where|when|while|if|because|due|secondary|regardless|irrespective"
    r"|according|based|using|via|unless|except|than|through|throughout|under|over|above|below|between|among|against"
    r"|about|upon|into|onto|following|so|such|whichever|whatever|whether|then|thus|rather"
    r"|(?:\w+ly\s+)?\w{3,}ing\b|(?:given|taken|shown|seen|done|made|held|kept|begun|found)\b"
    r"|\w+ed(?=(?: \w+ly)? "
    r"(?:by|in|on|at|with|within|to|as|for|from|the|of|per|prior|before|after|during|using|under|up|via|if|or|and)\b)"
    r"|interfer\w*|compromis\w*|plac\w+|mak\w+|preclud\w*|prevent\w*|limit\w*|affect\w*|impair the|increas\w*|would"
    r"|could|might|will|may|can|cannot|shall|does|do|did)\b"
)
_SUBJECT = regex(
    r"(?:\W"
    r"|\b(?:"
    r"patients?|subjects?|participants?|women|men|individuals|persons?|those|who|with|have|has|had|having|are|is|be"
    r"|been|any|other|an?|the|known|history|of|evidence|presence|current|currently|prior|previous|no|not|all|must"
    r"|should|also|either|both|for|active|severe)\b)*"
)
_VERBS = r"\b(?:has|have|had|is|are|was|were|must|should|need|needs|no|without|never)\b"
_STATES = regex(_VERBS)
_PREDICATE = regex(rf"\W*(?:(?:and|or|but)\s+)?(?:who\s+|they\s+|patients?\s+|subjects?\s+|participants?\s+)?{_VERBS}")
_THAT = regex(r"\b(?:that|which|who)\b")
_VERB_FIRST = regex(
    r"\W*(?:or\s+)?(?:requires?|required|needs?|needed|show|shows|showed|progress|progressed|cause|causes|caused|grew)\b"
)
_ADMITS = regex(
    r"\b(?:prohibited|forbidden|disallowed|eligible|allowed|permitted|acceptable|taken into|included|enrol\w*|ineligible|excluded)\b"
)
# a clause that goes on through "or" and "and": "by mammography or ultrasound", "in the metastatic and recurrent setting"
_OPEN = regex(
    r"\b(?:in|of|for|by|on|with|to|from|during|after|before|at|as|per|via|using)\s+(?:(?:the|an?|either|both)\s+)?[a-z-]+\W*$"
)
_REASON = regex(r"\b(?:because|that|which|would|could|may|might|due to|interfer\w*|preclud\w*)\b")
_ADJECTIVE = regex(r"(?:^|\s|-)[a-z-]*(?:al|ic|ive|ous|ar|ary|able|ible|ed|ate|ing|counter|strong|potent|weak)\W*$")
# "an approved, systemic treatment": what stands at the end of the list is one
_OF_THE_MARKET = regex(r"\b(?:approved|licensed|marketed)\W*$")
_NOT_MEDICAL = regex(
    r"\b(?:social|sociological|geographic\w*|familial|complian\w+|consent|vaccin\w*|safety|efficacy|will be"
    r"|tissue(?! (?:expan|integrity|damage|injur))|specimens?|samples?|blocks?|slides?|paraffin\w*|formalin\w*"
    r"|stain\w*|tumou?r cells"
    r"|opinion|discretion|judge?ment|participation|physical examination|laboratory (?:findings?|abnormalit\w+))\b"
)
_NEEDS = regex(r"\b(?:requir\w+|need\w*|affecting)\b")  # "infection requiring antibiotics, antifungals or antivirals"
_UNIT_BEFORE = regex(r"\d\s*(?:m?c?g|ml|iu|u|units?|mmol|m\^?2)\W*$")
_OF_LESIONS = regex(r"\W*(?:previously )?(?:ir)?radiated (?:lesions?|sites?|areas?|disease)\b")
_SETTINGS = regex(r"adjuvant|setting|\bfor\b")
_ISOTOPE = regex(r"\[\^?\d{1,3}[a-z]{1,2}\\?\]\s?-?$")  # "[177Lu]Lu-ABC1"
_HANGS = regex(r"\b(?:to|of|on|with|in|for|by|after|the|an?)\W*$")  # "progression on, or intolerance to, trastuzumab"
_WITH_OR = regex(r"\bwith\W+$")
_WITHOUT = regex(r"\W*without\b")
_EARLY_ATTRIBUTE = regex(r"\W*(?:for|in|if|when|at|during|before|after|where|because|as)\b")
_ROUTE = regex(
    r"\W*(?:intranasal|nasal|inhaled|topical|oral|intravenous|iv|intra-?articular|ocular|ophthalmic|intramuscular"
    r"|subcutaneous|inject(?:ed|able)|parenteral|intravitreal|local)\W*"
)
_CONCURRENT = regex(r"^\W*(?:and |or )?no (?:other )?(?:concurrent|concomitant|current|prior)\b")
# "platinum-resistant or -refractory ovarian cancer": how the cancer that is named behind it responds
_RESPONDS_SO = regex(
    r"\W*(?:"
    r"(?:must|have|has|having|with|primary|an?|the|be|who|is|are|patients?|participants?|subjects?|histologically"
    r"|cytologically|confirmed|advanced|or) )*"
    r"(?:platinum[- ]?)?-?(?:resistant|refractory|sensitive|intolerant)\W*"
)
# "willing to change her diet and track her meals": what one is asked for in person, through the whole list
_WILLING = regex(
    r"\W*(?:"
    r"(?:patients?|subjects?|participants?|women|individuals|you|must|should|be|is|are|express(?:es)?|indicate|a|the)"
    r" )*(?:willing(?:ness)?|agree(?:s|ment)?|desires?|wish(?:es)?|consents?) to\b"
    r"(?!.*\b(?:who|which|if|unless|have|has|had)\b)"
)
# what an interval hangs on, or is thought of the treatment that was read: "this interval depends on the drug", "is recommended"
_SAYS_OF_IT = regex(
    r".*\b(?:intervals?|periods?|times?|choice|doses?|durations?|lengths?|numbers?)\b.*\bdepends? (?:up)?on\b.*"
    r"|\W*(?:is|are) (?:recommended|indicated|appropriate|advised|planned)\W*"
    r"|\W*(?:(?:and|the|treatment|therapy|it) )*(?:is|are) expected to (?:continue|go on)\W*"
    r"|\W*(?:fit|fits|fall|falls|belong|belongs) (?:in|into|to|within) (?:at least )?(?:one|1|any) of "
    r"(?:the|these) (?:following )?(?:\w+ )?(?:groups|categories|cohorts)\W*"
    r"|.*\bbeing (?:an? )?part of (?:the|their|her) (?:\w+ )?(?:plan|procedure|operation|surgery|treatment)\W*"
)
# "if letrozole was given, it must have been stopped 3 weeks ago": the time has been read with what was given
_STOPPED_THEN = regex(
    r"\W*(?:(?:it|they|this|these|such|the|treatment|therapy|drugs?|medications?|last|dose) )+(?:must|should) (?:also )?(?:have )?(?:been |be )?"
    r"(?:stopped|discontinued|completed|finished|ended)(?: it| them)? (?=(?:at least|more than|for|\d|[<>≥≤]))"
)
_LONGEST = 12  # words; what is longer is no item of a list


def unread(passage: Passage, atoms: list[Atom]) -> list[Atom]:
    """An atom without meaning for each stretch of the sentence that may ask for something and was not read.

    It is of the kind and polarity of its neighbour in the list, so that it joins as that would.
    """
    words = str(passage.lower)
    read = sorted(
        [
            *passage.claimed,
            *passage.excepted,
            *((a.start, a.end) for a in atoms),
            *(a.exception for a in atoms if a.exception),
        ]
    )
    if all(a.requirement.kind in _REMARKED for a in atoms):
        whom = narrowing(passage, atoms, _gaps(read, len(words)))
        return [_atom(words, Member(start, end, ""), atoms[0], CLAUSE) for start, end in whom]
    if not (
        _states_more(passage, atoms) and any(says_something(passage, words[a:b]) for a, b in _gaps(read, len(words)))
    ):
        return []
    return list(_found(passage, atoms, read))


def _states_more(passage: Passage, atoms: list[Atom]) -> bool:
    """Whether the sentence can hold an item of a list or a clause of its own beside what was read."""
    return any(a.requirement.kind in _listed(passage) for a in atoms) or _STATES.search(passage.lower) is not None


def _listed(passage: Passage) -> frozenset[Kind]:
    """The kinds that come in lists, of which an item may be unknown."""
    return _LISTED_TO_EXCLUDE if passage.base is Effect.EXCLUDE else _LISTED


def _gaps(read: list[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, stop in read:
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < end:
        yield at, end


def _found(passage: Passage, atoms: list[Atom], read: list[tuple[int, int]]) -> Iterator[Atom]:
    lower = passage.lower
    parts = members(lower, 0, len(lower), [(m.start, m.end) for m in passage.mentions])
    reach = ""  # what the clause that goes on says: how ("open"), for what reason ("reason"), needing what ("needs")
    for index, part in enumerate(parts):
        words = lower[part.start : part.end]
        reach = _goes_on(part, reach)
        if any(a < part.end and part.start < b for a, b in read):
            end = max(b for a, b in read if a < part.end and part.start < b)
            reach = _opened(lower, end, part.end)
            continue
        if _is_resumed(lower, parts, index):
            continue
        if not reach and says_something(passage, words) and not is_another_name(passage.text, parts, index, atoms):
            beside = neighbour(parts, index, atoms)
            if beside is not None and _asks(passage, parts, index, beside, atoms):
                is_clause = index > 0 and (_PREDICATE.match(words) is not None or _is_told_of(lower, words, beside))
                yield _atom(lower, part, beside, CLAUSE if is_clause else None)
                reach = "open" if is_clause else ""
                continue
        if not reach and index and _ATTRIBUTE.match(words):
            reach = _opened(lower, part.start, part.end) or "open"


def _is_told_of(lower: str, words: str, neighbour: Atom) -> bool:
    """Whether words go on with what is told of the spread before them: "metastases that have grown or need steroids"."""
    of_spread = neighbour.requirement.kind in (Kind.METASTASIS, Kind.CANCER)
    told = of_spread and _THAT.search(lower, neighbour.start, neighbour.end) is not None
    return told and _VERB_FIRST.match(words) is not None


def _goes_on(part: Member, reach: str) -> str:
    """What is left of a clause behind the sign or word before the part."""
    if part.is_loose:
        return reach
    through = reach in ("reason", "needs") and not any(sign in part.separator for sign in "();:.")
    return reach if through else ""


def _opened(lower: str, start: int, end: int) -> str:
    """The kind of clause that stands open at the end of a part."""
    if _NEEDS.search(lower, start, end):
        return "needs"
    if _REASON.search(lower, start, end):
        return "reason"
    return "open" if _OPEN.search(lower, start, end) else ""


def _is_resumed(lower: str, parts: list[Member], index: int) -> bool:
    """Whether it is the noun of what was read before: "injections to the study, or any other, joint"."""
    before = parts[index - 1] if index else None
    return before is not None and lower[before.start : before.end].strip() == "any other"


def _atom(lower: str, part: Member, neighbour: Atom, value: str | None) -> Atom:
    start = _SUBJECT.match(lower, part.start, part.end)
    begin = start.end() if start else part.start
    end = begin + len(lower[begin : part.end].rstrip(" .,"))
    return Atom(
        begin, end, Requirement(neighbour.requirement.kind, UNREAD, value), neighbour.polarity, neighbour.alternatives
    )


def _ends_a_name(lower: str, part: Member) -> bool:
    """Whether it is the rest of a code name, or of a unit: "[177Lu]Lu-ABC1", "10 mg/day"."""
    if "/" in part.separator and _UNIT_BEFORE.search(lower, 0, part.start - 1):
        return True
    return _ISOTOPE.search(lower, max(0, part.start - 12), part.start) is not None


def _is_in_an_unread_scope(passage: Passage, part: Member, atoms: list[Atom]) -> bool:
    """Whether all of the exception or the condition that holds the part is unread."""
    scopes = (passage.scopes.over(part.end - 1, cue) for cue in (Cue.EXCEPTION, Cue.CONDITION))
    return any(s is not None and not any(s.start <= a.start < s.end for a in atoms) for s in scopes)


def _is_of_a_setting(passage: Passage, part: Member) -> bool:
    """Whether it is one of the settings of a treatment: "in the adjuvant, unresectable, or metastatic setting", "for recurrent, inoperable cancer"."""
    if not _SETTINGS.search(passage.lower):
        return False
    return any(s.start <= part.start and part.end <= s.end for s in settings(passage.lower, 0, len(passage.lower)))


def _is_said_of_others(lower: str, start: int, words: str) -> bool:
    """Whether it says what becomes of what was read, or is one of the things that someone is to be willing to do."""
    return _SAYS_OF_IT.fullmatch(words) is not None or (_WILLING.match(lower) is not None and ";" not in lower[:start])


def _asks(passage: Passage, parts: list[Member], index: int, neighbour: Atom, atoms: list[Atom]) -> bool:
    lower, part = passage.lower, parts[index]
    words = lower[part.start : part.end]
    kind = neighbour.requirement.kind
    if index + 1 < len(parts) and ":" in parts[index + 1].separator:
        return False
    stopped = neighbour.requirement.when is not None and _STOPPED_THEN.match(words) is not None
    if stopped or _HANGS.search(words) or says_nothing_new(passage, part, words, atoms):
        return False
    if _ADMITS.search(words) or _NOT_MEDICAL.search(words) or passage.scopes.mood(part.start) is Mood.PERMITTED:
        return False
    if _is_in_an_unread_scope(passage, part, atoms) or _is_of_a_setting(passage, part):
        return False
    if (
        _OF_LESIONS.match(words)
        or _ends_a_name(lower, part)
        or _is_said_of_others(lower, part.start, words)
        or says_how_given(lower, part.start, words, atoms)
    ):
        return False  # what may be measured, not what one must have
    if _WITHOUT.match(words) and _WITH_OR.search(
        lower[max(0, part.start - 12) : part.start].replace("or", "").replace("and", "")
    ):
        return False  # "with or without"
    if kind is Kind.CANCER and index + 1 < len(parts) and _RESPONDS_SO.fullmatch(words):
        return False
    if kind in _REMARKED or (kind is Kind.THERAPY and _ROUTE.fullmatch(_CONCURRENT.sub("", words))):
        return False  # "intranasal, inhaled, topical steroids", "no concurrent oral or topical steroids"
    if _PREDICATE.match(words) and index:
        return True
    if (
        (_ATTRIBUTE if index else _EARLY_ATTRIBUTE).match(words)
        or neighbour.requirement.concept == "unresolved toxicity"
        or len(words.split()) > _LONGEST
    ):
        return False
    if (
        kind in (Kind.THERAPY, Kind.ALLERGY)
        and index + 1 < len(parts)
        and (_ADJECTIVE if parts[index + 1].is_loose else _OF_THE_MARKET).search(words)
    ):
        return False  # "oral or intravenous bisphosphonates"
    return kind in _LISTED or (
        kind is Kind.STAGE
        and kind in _listed(passage)
        and "or" in part.separator
        and not describes(lower, part.start, words)
    )
