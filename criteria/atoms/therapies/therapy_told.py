"""Owns what a statement tells of a therapy in its place: by the words around it, the lead of its list or its topic."""

from __future__ import annotations

from criteria import vocabulary
from criteria.atoms.therapies.dated import lead_window
from criteria.atoms.therapies.therapy_defined import is_all_of_its_line
from criteria.atoms.therapies.therapy_detail import amounts
from criteria.atoms.therapies.therapy_governed import offered, to_be_over
from criteria.atoms.therapies.therapy_in_role import is_supportive
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_outcome import Role, Said, responded
from criteria.atoms.therapies.therapy_role import is_ever_before, other_at_once, said
from criteria.atoms.therapies.therapy_shared import OF_ONE_PLACE
from criteria.atoms.therapies.therapy_statement import Around
from criteria.atoms.therapies.therapy_then_progressed import then_progressed
from criteria.atoms.therapies.therapy_unfit import unfit
from criteria.patterns import regex
from criteria.tree import Effect, Kind
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.windows import FoundWindow

# "undergoing surgery", "receiving first-line chemotherapy": it may have begun, or lie ahead
_BEGINNING = regex(
    r"(?<!currently )(?<!actively )(?<!already )\b(?:undergoing\b(?!\s+(?:treatment|therapy)\b)[^.;]{0,100}"
    r"|(?:receiving|undergoing)\s+(?:\w+\s+)?(?:first|1st|second|2nd|third|3rd)[- ]line\s+(?:[\w-]+\s+){0,2})$"
)
# "radiotherapy during the study or within 3 weeks of its start": it may have been before as well
_DURING_OR_WITHIN = regex(
    r"[^.;:]{0,60}?\b(?:during|throughout)\s+(?:(?:the|this|course|of)\s+)*(?:study|trial|treatment)"
    r"(?:\s+(?:treatment|period|participation))?,?\s+(?:and/or|or|and)\s+(?:within|in\s+the|for)\b"
)
_PRESCRIBED = regex(r"\b(?:must|should|is|are|be|been|being|has|have) (?:\w+ )?prescribed (?:\w+ ){0,2}$")
_INTERVAL_SINCE = regex(r"\b(?:interval|time|period|window)\s+(?:between|from|since)\s+(?:\w+\s+){0,3}$")
OR = regex(r"\bor\b|/|\be\.g\b|\bsuch\s+as\b|\bincluding\b")
# "is currently receiving A, or any other B": the whole list is what goes on
_OPENS_NOW = regex(
    r"\W*(?:(?:the\s+)?(?:patients?|subjects?|participants?|women)\s+(?:who\s+)?)?(?:(?:is|are)\s+)?"
    r"(?:currently|presently)\s+(?:receiving|taking|using|on|being\s+treated|undergoing)\b"
)
_BEFORE_NOW = regex(r"\b(?:received|had|prior|previous(?:ly)?|past|history|within|since|planned|scheduled)\b")
_OF_ONE_SORT = regex(r"\b(?!(?:or|and|other|any|as|like|all|dietary|nutritional|the)\b)[a-z]{3,}\s$")
_OPENING = 20  # characters in which a line has hardly begun
# "mastectomy with clear margins and axillary dissection": an operation beside the one that opens the line
_BESIDE_AN_OPERATION = regex(
    r"\W*(?:(?!no\b|not\b)[\w-]+ ){0,3}?(?:mastectomy|lumpectomy|surgery|resection|excision|operation)\b"
    r"(?:(?!\b(?:no|not|without|except|if|unless|before|after|following|than)\b)[^.;:]){0,80}?\b(?:and|plus|with|or)\s+"
    r"(?:(?:an?|the|complete|full|ipsilateral)\s+)*$"
)
_OPERATIONS = frozenset({"axillary lymph node dissection", "sentinel lymph node biopsy", "mastectomy", "lumpectomy"})
_PLANNED = Said((Role.PLANNED,))
_IN_GENERAL = frozenset({"anticancer therapy", "systemic therapy", "investigational agent"})


# as in: chemotherapy that includes one of the following; "a CDK4/6 inhibitor (palbociclib) combined with letrozole"
_MADE_OF = regex(
    r"[^.;]*(?:\(|\b(?:includ\w+|contain\w+|consist\w+ of|comprising|any of|one of|such as|combined with|combination with|plus)\b)[^.;]*"
    r"|[\s,/&+]*(?:(?:and/or|and|or)\s+)?(?:an?\s+)?"
)
# words that begin something else, of which the plan is none
_SOMETHING_ELSE = regex(
    r"\b(?:no|not|without|if|unless|except|who|whom|ha(?:s|ve|d)|must|should|may|can|was|were|been|prior|previous\w*|received|after|(?<!the )following"
    r"|since|before|completed|history|failed|allowed|permitted|eligible)\b"
)


def as_its_head(lower: str, name: Name, told: Said, head: tuple[Name, Said] | None) -> Said:
    """An example in brackets is taken when what it exemplifies is, and what a planned treatment is made of is planned.

    "antiemetics (e.g., metoclopramide, granisetron)", "will start chemotherapy that includes docetaxel".
    """
    if head is not None and told.roles == (Role.PRIOR,) and not told.denied and head[1] == _PLANNED:
        between = lower[head[0].end : name.start]
        made_of = _MADE_OF.fullmatch(between) is not None and _SOMETHING_ELSE.search(between) is None
        return head[1] if made_of else told
    if told.sure or told.roles != (Role.PRIOR,) or head is None or head[1].roles != (Role.CONCURRENT,):
        return told
    opened = lower.rfind("(", 0, name.start)
    apart = ")" in lower[max(opened, 0) : name.start] or ")" in lower[head[0].end : name.start]
    return told if opened < 0 or apart else head[1]


def told_of(words: Around, dated: FoundWindow | None) -> Said | None:
    """What is said of the therapy; None when it is named and nothing is asked of it.

    A time counted from it says enough ("3 years post surgery"). A bare name stands for a therapy had or taken under
    exclusion, under a topic of its own, in a list whose lead says so or dates it ("washout before entry: – surgery:
    3 weeks"), and where an operation opens its line ("Lumpectomy …").
    """
    passage, name = words.passage, words.name
    supportive = is_supportive(name.concept)
    opens = words.first == name.start and passage.lower.startswith("other ", name.start)
    before = f"{words.before}other " if opens else words.before
    told = _with_what_stands_beside(words, said(before, words.after, supportive=supportive))
    ruled = unfit(words) or offered(words) or to_be_over(words, dated=dated is not None) or _all_of_a_line(words)
    if ruled is not None:
        return ruled
    ever = supportive and is_ever_before(passage.lower, name.end, words.before)
    if ever or responded(words) is not None:
        return Said((Role.PRIOR,))
    if told.roles == (Role.PLANNED,) and (begun := _begun(words, dated)) is not None:
        return begun
    if told.roles == (Role.CONCURRENT,) and passage.base is Effect.REQUIRE and _BEGINNING.search(words.before):
        return Said((Role.CONCURRENT, Role.PLANNED))  # who undergoes an operation has it before them
    if name.concept in _IN_GENERAL and told.roles == (Role.PRIOR,) and dated is None and other_at_once(before):
        return Said((Role.CONCURRENT,))
    counted = dated is not None and (passage.lead or dated.ahead or _INTERVAL_SINCE.search(words.own) is not None)
    if not told.sure and (_OPENS_NOW.match(words.before) and not _BEFORE_NOW.search(words.before)):
        return Said((Role.CONCURRENT,))
    if not told.sure and passage.base is Effect.REQUIRE and _is_of_the_denied(words):
        return told
    if told.sure or name.naive or name.none_left or counted or amounts(words):
        return told
    plain = passage.scopes.mood(0) is Mood.PLAIN
    if passage.lead:
        led = said(passage.lead + " ", "", supportive=supportive)
        if led.sure:
            dated_too = led.roles == (Role.PLANNED,) and lead_window(passage.lead) is not None
            return Said((Role.PRIOR, Role.PLANNED)) if dated_too and OR.search(passage.lead) else led
    elif plain and _opens_its_line(words):
        return told
    return told if passage.base is not Effect.REQUIRE or passage.topic or not plain else None


def _all_of_a_line(words: Around) -> Said | None:
    """What an operation says that is all of its line: it may be over, or be what the trial is about."""
    return Said((Role.PRIOR, Role.PLANNED)) if is_all_of_its_line(words) else None


def _opens_its_line(words: Around) -> bool:
    """Whether an operation opens its line, or stands beside the one that does."""
    first = words.name.concept in OF_ONE_PLACE and words.first < _OPENING
    return first or (words.name.concept in _OPERATIONS and _BESIDE_AN_OPERATION.match(words.before) is not None)


# "active colitis or a bowel resection": what goes on is the ailment
_GOES_ON = regex(
    r"\b(?:active(?:ly)?|chronic(?:ally)?|ongoing|current(?:ly)?|present|undergoing|receiving|taking|using)\b"
)
_OR_ONE_MORE = regex(r"(?:,|\bor\b)(?!.*\b(?:requir\w*|need\w*|treat\w*|with|for)\b)")
_OF_AN_AILMENT = frozenset({"active", "actively", "chronic", "chronically", "ongoing", "current", "present"})


def _with_what_stands_beside(words: Around, told: Said) -> Said:
    """The cancer progressed on what was had where the words behind say so; an operation is over where only an ailment before it goes on."""
    if told.roles == (Role.PRIOR,) and then_progressed(words):
        return Said((Role.PROGRESSED,))
    went_on = told.roles == (Role.CONCURRENT,) and _goes_on_beside(words)
    return Said((Role.PRIOR,), sure=told.sure) if went_on else told


def _goes_on_beside(words: Around) -> bool:
    passage, name = words.passage, words.name
    if passage.base is not Effect.EXCLUDE or _category(name.concept) != "modality":
        return False
    cues = list(_GOES_ON.finditer(words.before))
    if not cues or cues[-1].group() not in _OF_AN_AILMENT:
        return False
    begin = name.start - len(words.before) + cues[-1].end()
    ailments = [m for m in passage.of_kind(Kind.COMORBIDITY) if begin <= m.start and m.end <= name.start]
    return bool(ailments) and _OR_ONE_MORE.search(passage.lower, ailments[-1].end, name.start) is not None


def _category(concept: str) -> str | None:
    known = vocabulary.load().find(Kind.THERAPY, concept)
    return known.category if known is not None else None


def _begun(words: Around, dated: FoundWindow | None) -> Said | None:
    """What is said of a therapy that only seems to lie ahead; None where it does."""
    if words.name.concept in OF_ONE_PLACE and dated is not None and dated.ahead:
        return Said((Role.PRIOR,))  # "ready to begin within 12 weeks of surgery"
    if dated is not None and _DURING_OR_WITHIN.match(words.after):
        return Said((Role.PRIOR, Role.PLANNED))
    if words.passage.base is Effect.REQUIRE and _PRESCRIBED.search(words.before):
        return Said((Role.CONCURRENT, Role.PLANNED))  # who was prescribed a drug takes it, or will
    return None


def _is_of_the_denied(words: Around) -> bool:
    """Whether it is an example of what must not have been had, or excepted from it: "except for tamoxifen, no …"."""
    passage, name = words.passage, words.name
    excepted = passage.scopes.over(name.start, Cue.EXCEPTION)
    if excepted is not None and excepted.leads:
        return True
    if name.concept == "dietary supplement" and _OF_ONE_SORT.search(words.own):
        return False  # "sage supplements"
    return passage.scopes.over(name.start, Cue.EXAMPLES) is not None and passage.scopes.negations(name.start) % 2 == 1
