"""Owns which therapy of a sentence each of its times dates: before it, behind it, or in its bracket."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from criteria.atoms.therapies.therapy_anchor import LOCAL
from criteria.atoms.therapies.therapy_name import Name
from criteria.atoms.therapies.therapy_statement import Statement
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Window
from criteria.words.context import Cue
from criteria.words.windows import FoundWindow, windows

_WAITS = regex(
    r"\bwash-?\s?out|\belaps|\bsince\b|\bintervals?\b|\bwindow between\b|\btime\s+from\b|\bdiscontinu|\bstopped"
    r"|\bwithin\s+the\s+following\s+(?:time\s?-?(?:periods?|frames?|windows?|limits?)|periods?|windows?|times?)\b"
)
# "last dose of chemotherapy ≥ 4 weeks", "off chemotherapy 3 weeks"
_LAST_DOSE = regex(
    r"\W*(?:(?:the\s+)?(?:last|most\s+recent)\s+(?:dose|administration|infusion|cycle)\s+of\b|(?:must\s+(?:be|have\s+been)\s+)?off\b)"
)
_BEFORE_SURGERY = regex(
    r"\s*(?:prior\s+to|before|preceding)\s+(?:the\s+|their\s+|planned\s+|scheduled\s+|study\s+|breast\s+)*(?:surger|operat)"
)
_ENTRY = regex(
    r"\b(?:randomi[sz]|regist|enrol|entry|entered|inclusion|study\s+start|start\s+of\s+(?:study|protocol)"
    r"|(?:begin|start|beg[au]n|started|initiated|commence)\b)"
)
# "time from diagnosis to surgery less than 60 days": it does not reach today
_BETWEEN_OTHERS = regex(
    r"\b(?<!free )(?:time|interval|period|delay|window)\s+(?:from|between)\s[^.;]{3,50}?\s(?:to|until|and)\s+"
    r"(?!(?:(?:the|date|time|day|first|start|initiation|beginning|of|dose)\s+)*"
    r"(?:random|regist|enrol|study|entry|inclusion|trial|protocol|treatment|therapy|screen|consent))[^.;]{3,60}$"
)
# "registered within 36 weeks after the last dose of chemotherapy"
_JOINS = regex(
    r"\b(?:regist\w+|randomi[sz]\w+|enrol\w+|(?:study\s+)?entry|entered)\s+"
    r"(?:(?:must|should|will|has|be|is|to|performed|occur|take|place|required|on|in|the|study)\s+)*$"
)
_ITS_END = regex(
    r"\s*(?:\([^()]*\)\s*)?(?:of|after|from|following|since)\s+(?:the\s+|their\s+)?"
    r"(?:last|final|most\s+recent|complet\w+|end(?:ing)?\b|finish\w+)"
    r"(?!\s+(?:\w+\s+of\s+)?(?:the\s+)?(?:study|trial|protocol))"
)
# "relapsed within 12 months of completing letrozole": the time is of what it is counted from
_OF_ITS_END = regex(
    r"\s*(?:of|after|from|following|since)\s+(?:(?:the|their|its|prior|previous|any)\s+)*"
    r"(?:"
    r"complet\w+|end(?:ing)?\b|finish\w+|stopp\w+|cessation|discontinu\w+|last\s+dose|\(?neo\W{0,2}adjuvant|adjuvant)"
    r"\b"
)
_DISEASE_CAME = regex(r"\b(?:relapsed|recurred|diagnosed)\s*$")
# "progression within 6 months of starting letrozole": the time is counted from what follows
_PROGRESSED = regex(
    r"\b(?:progress\w*|relapse\w*|recur\w*)(?:\s+disease)?(?:"
    r"\s+(?:(?:while|whilst)\s+(?:on|receiving)|during|on),?(?:\s[^.;,]{3,50}?,?)?\s+or"
    r"|(?:\s+or\s+metasta\w+)?\s+(?:occurr\w+|develop\w+)"
    r"|\s+(?:must|should|may)\s+(?:not\s+)?(?:be|occur|have\s+(?:been|occurred)))?\s*$"
)
_CAME_AGAIN = regex(r"\b(?:or|and)\s+(?:\w+\s+){0,2}?(?:progress|relaps|recur|fail)\w*")
_OF_STARTING = regex(
    r"\s*(?:of|after|from|since)\s+(?:the\s+)?(?:start\w*|beginn\w*|initiat\w*|commenc\w*)\s+(?:of\s+)?(?!study|trial|treatment)"
    r"|\s*(?:of|after|from)\s+(?:receiving\s+)?(?:(?:the|their|its)\s+)?"
    r"(?:(?:last|final|most\s+recent)\b|complet\w+|end(?:ing)?|finish\w+|stopp\w+|discontinu\w+|cessation)\b"
    r"|\s*(?:of|after|from|following)\s+(?:"
    r"(?:receiving|the|their|an?|any|prior|previous|adjuvant|neo-?\s?adjuvant|\(neo\)\s?-?\s?adjuvant|and/or|or|and"
    r"|first-line|initial|primary|systemic|regimens?|containing|(?:treatment|therapy)\s+(?:with|containing))[\s/]+)*$"
)

_AT_BEST = regex(r"\b(?:preferably|ideally|optimally)\s+$")  # "preferably within 4 weeks before entry" asks for no time


def dating_windows(passage: Passage, statement: Statement) -> list[FoundWindow]:
    """The windows of a statement that can date a therapy; bare durations are washouts where the lead says so."""
    lower = passage.lower
    bare = ">=" if _WAITS.search(passage.lead) or _LAST_DOSE.match(lower, statement.start) else None
    dating = []
    for found in windows(lower, statement.start, statement.end, bare=bare):
        came = _DISEASE_CAME.search(lower, max(0, found.start - 30), found.start)
        if came and not ("diagnosed" not in came.group() and _OF_ITS_END.match(lower, found.end)):
            continue
        if _AT_BEST.search(lower, max(statement.start, found.start - 14), found.start):
            continue
        if not found.ahead and _BETWEEN_OTHERS.search(lower, max(statement.start, found.start - 110), found.start):
            continue
        if found.window.anchor == "enrolment":
            joins = _JOINS.search(lower, max(statement.start, found.start - 60), found.start)
            dating.append(replace(found, ahead=True) if joins and _ITS_END.match(lower, found.end) else found)
        elif found.window.anchor == "surgery" and _ENTRY.search(
            lower, max(statement.start, found.start - 60), found.start
        ):
            # "randomization within 12 weeks after surgery" dates the operation
            dating.append(replace(found, window=replace(found.window, anchor="enrolment"), ahead=True))
        elif found.window.anchor == "surgery" and _before_it(passage, found):
            dating.append(replace(found, window=replace(found.window, anchor="enrolment")))
    return dating


def _before_it(passage: Passage, found: FoundWindow) -> bool:
    """Whether what must not have been taken is dated by the operation to come: "no tamoxifen within 6 weeks before surgery"."""
    denied = passage.base is Effect.EXCLUDE or passage.scopes.negations(found.start) % 2 == 1
    return denied and not found.ahead and _BEFORE_SURGERY.match(passage.lower, found.end) is not None


def lead_window(lead: str) -> Window | None:
    """The window of the words that introduce a list: "any of the following within 4 weeks"."""
    return next((found.window for found in windows(lead) if found.window.anchor == "enrolment"), None) if lead else None


def assign(lower: str, start: int, names: Sequence[Name], found: Sequence[FoundWindow]) -> dict[Name, FoundWindow]:
    """The window that dates each name of the statement that starts at ``start``; both sequences are in order.

    A window dates the names that stand before it, back to the window before ("X within 4 weeks, Y within 2"); one that
    opens its statement, looks ahead ("4 weeks since X") or has a colon behind it, dates those that follow, up to the next window.
    """
    dated: dict[Name, FoundWindow] = {}
    starts = [name.start for name in names]
    floor = 0
    for place, window in enumerate(found):
        ceiling = found[place + 1].start if place + 1 < len(found) else starts[-1] + 1
        before = names[bisect_left(starts, floor) : bisect_right(starts, window.start)]
        free = [name for name in before if name.end <= window.start + 1 and name not in dated]
        opened = lower.rfind("(", floor, window.start)
        if opened > lower.rfind(")", floor, window.start):  # "chemotherapy (taxanes only if > 12 months ago)"
            free = [name for name in free if name.start > opened] or free
        free = _last_named(lower, free)
        after = names[bisect_left(starts, window.end - 1) : bisect_left(starts, ceiling)]
        between = lower[window.end : after[0].start] if after else ""
        came = _PROGRESSED.search(lower, max(floor, window.start - 90), window.start) is not None
        joined = _OR_JUST_BEFORE.search(lower, max(floor, window.start - 8), window.start) is not None
        if joined and _OF_ENDING_ADJUVANT.match(lower, window.end) is not None:
            came = True
            again = _DURING_ANOTHER.search(lower, window.end, ceiling)
            after = after if again is None else [name for name in after if name.start < again.start()]
        joined = joined and _CAME_BACK.search(lower, floor, window.start) is None
        came = came or (joined and _OF_ENDING.match(between) is not None)
        counted = _FOR.match(between) is not None or (came and _OF_STARTING.match(between) is not None)
        anew = _TREATED.search(lower, max(floor, window.start - 40), window.start) is not None
        counted = counted or (anew and _WITH.match(between) is not None)
        if counted and came and (again := _CAME_AGAIN.search(lower, window.end, ceiling)) is not None:
            after = [name for name in after if name.start < again.start()]
        ahead = bool(after) and (window.ahead or ":" in between or counted)
        opens = not free and _OPENS.fullmatch(lower, start, window.start) is not None
        closes = closing_bracket(lower, start, window)
        if window.ahead and closes is not None and not after and place + 1 < len(found):
            floor = window.end
            continue  # "(2 weeks for weekly schedules, 6 weeks for mitomycin)": of what is not named
        if (ahead or opens) and closes is not None:
            behind = [name for name in after if name.start > closes]
            counts = not ahead and bool(behind) and _COUNTED_FROM.match(between) is not None
            after = behind if counts else [name for name in after if name.start < closes] or after
            outer = found[place - 1] if place else None
            if (
                outer is not None
                and outer.ahead
                and behind
                and closing_bracket(lower, start, outer) != closes
                and _LISTS_ON.fullmatch(lower, closes, behind[0].start)
            ):
                dated |= {name: outer for name in behind if name not in dated}
        if ahead and place + 1 < len(found) and not found[place + 1].ahead:
            after = _before_the_next(lower, after, found[place + 1].start)
        both = [name for name in free if ahead and came and _is_spoken_of_on(lower, name, after[0], window.start)]
        for name in (*both, *after) if ahead or opens else free:
            dated.setdefault(name, window)
        floor = window.end
    return dated


def _is_spoken_of_on(lower: str, name: Name, again: Name, start: int) -> bool:
    """Whether a name behind a window is the one before it: "had letrozole and relapsed within a year of the end of letrozole"."""
    between = _AND_IT.search(lower, name.end, start)
    return name.concept == again.concept and between is not None


def _before_the_next(lower: str, after: Sequence[Name], start: int) -> Sequence[Name]:
    """The names that a window dates which looks ahead, without those behind a comma that the next one, at ``start``, dates."""
    last = lower.rfind(",", after[0].end, start)
    rest = [name for name in after if name.start < last]
    own = last >= 0 and start - after[-1].end <= _AT_ONCE and len(after) - len(rest) == 1
    return rest if own and rest else after


def _last_named(lower: str, free: Sequence[Name]) -> list[Name]:
    """Of a name that "or" says again the last: "trastuzumab for metastatic disease, or trastuzumab within 12 months"."""
    again = free[-1] if free else None
    if again is None or again.concept in LOCAL - _SAID_AGAIN:
        return list(free)
    return [name for name in free if name is again or not _is_said_again(lower, name, again)]


def _is_said_again(lower: str, name: Name, again: Name) -> bool:
    return name.concept == again.concept and _OTHERWISE_SET.search(lower, name.end, again.start) is not None


def closing_bracket(lower: str, start: int, window: FoundWindow) -> int | None:
    """Where the bracket closes that a window stands in: "(6 weeks for mitomycin)" dates nothing behind it; None outside any."""
    opened = lower.rfind("(", start, window.start)
    if opened < 0 or ")" in lower[opened : window.start]:
        return None
    closes = lower.find(")", window.end)
    return closes if closes >= 0 else None


# "completed surgery and off all therapy for 3 months": the time is that of what is over
_AND_OFF = regex(r"\s*,?\s*and\s+(?:(?:be|is|are|been|have|has|now|currently)\s+)*off\b")


# "recent (within 10 days before the first dose of the study drug) use of warfarin": the bracket names what it counts from
_COUNTED_FROM = regex(r"\s*(?:of|before|prior\s+to|preceding|from)\s")


def without_those_before(passage: Passage, dated: dict[Name, FoundWindow]) -> dict[Name, FoundWindow]:
    """The dates without those of names behind which something else must have been over for so long."""
    lower = passage.lower
    return {n: w for n, w in dated.items() if w.start <= n.end or _AND_OFF.match(lower, n.end) is None}


def without_conditions(passage: Passage, dated: dict[Name, FoundWindow]) -> dict[Name, FoundWindow]:
    """The dates without those of names that only say who is meant: "patients on tamoxifen must stop it for 2 weeks"."""
    kept = dict(dated)
    for name, window in dated.items():
        scope = passage.scopes.over(name.start, Cue.CONDITION)
        if scope is None or scope.end > window.start:
            continue
        if any(other.start >= scope.end and found is window for other, found in dated.items()):
            del kept[name]
    return kept


# behind a bracket the list goes on: "chemotherapy (6 weeks for mitomycin), radiotherapy"
# "and had recurrence during or"
_AND_IT = regex(
    r"\band\s+(?:(?:who|that|then|have|has|had|experienced|developed)\s+)*(?:disease\s+)?(?:recur|relaps|progress)\w*(?:(?!\bin\s+the\b)[^.;,])*$"
)
_AT_ONCE = 12  # characters between a name and the window behind it: "hormone therapy within one week"
_OTHERWISE_SET = regex(r"\b(?:metasta\w+|advanced|recurrent|(?:neo-?)?adjuvant|setting)\b[^.;]*\b(?:or|and)\b")
_SAID_AGAIN = frozenset({"chemotherapy", "radiation therapy", "systemic therapy", "anticancer therapy"})
_LISTS_ON = regex(
    r"\)\s*(?:,\s*(?:and/or|and|or)?|and/or|and|or)\s+(?:(?:prior|previous|any|other|major|immuno\w+|hormon\w+|systemic|the)\s+){0,2}"
)
_FOR = regex(r"\s+for\s[\w\s]{0,20}$")
# "or treatment within the past 12 months with X"
# "for metastatic disease or within a year of completing adjuvant docetaxel": the time is of what follows
_OR_JUST_BEFORE = regex(r"\b(?:or|and)\s+$")
_CAME_BACK = regex(r"\b(?:progress|relaps|recur)\w*")
_OF_ENDING = regex(
    r"\s*(?:of|after|from|following|since)\s+(?:(?:the|their|its)\s+)?(?:complet\w+|end(?:ing)?|finish\w+|stopp\w+|last\s+dose|discontinu\w+)\b"
)
_OF_ENDING_ADJUVANT = regex(rf"{_OF_ENDING.pattern}(?:\s+of)?\s+\(?(?:neo\)?-?)?adjuvant\b")
_DURING_ANOTHER = regex(r"\bor\b[^.;]{0,12}\b(?:during|while|on|progress\w*|relaps\w*|recur\w*)\b")
_WITH = regex(r"\s+with\s+(?:(?:an?|any|the)\s+)*(?:\w+\s+)?$")
_TREATED = regex(r"\b(?:or|and)\s+(?:(?:any|prior|previous|other)\s+)*(?:treatments?|therap(?:y|ies)|exposure)\s*$")
# words before a window that opens its statement: "Patients who have, within 4 weeks, received"
_OPENS = regex(
    r"(?:\W|\b(?:has|have|had|is|are|was|were|be|been|patients?|subjects?|participants?|women|who|that|with|any|of|the|following|not|no|must"
    r"|should|may|received?|receiving|undergone|taken|used?|treated|treatment|prior|previous(?:ly)?|history|either|or|and|in|a|to|on|but|for|recent(?:ly)?"
    r"|at|least|current(?:ly)?|past|note)\b)*"
)
