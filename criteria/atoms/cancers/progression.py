"""Owns whether the disease is progressing, in how many lesions, or stands still."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value
from criteria.words.context import Cue
from criteria.words.numbers import bounds

_HOW_KNOWN = (
    r"(?:(?:"
    r"documented|evidence of|evidence for|confirmed|clear|objective|radiographic(?:ally)?|radiologic(?:al)?|clinical"
    r"|imaging)\W+(?:\w+\W+){0,3}?)?"
)
_CANCER = r"(?:disease|cancer|carcinoma|tumou?r|malignancy|[lm]bc|abc)"
_EXTENT = r"(?:(?:locally|advanced|metastatic|recurrent|relapsed|refractory|or|and|and/or|breast|unresectable|systemic|bone)[ ,/-]+)*"
_PROGRESSIVE = regex(
    rf"\b{_HOW_KNOWN}(?:oligo-?progress(?:ive|ion)(?: (?:disease|metasta\w+|lesions?))?|(?:refractory"
    rf"|recurrent, \w+|relapsed, \w+) or progressive disease"
    rf"|(?<=documented )progression(?= of [^.;]{{0,60}}?{_CANCER}\b)|(?:disease|tumou?r) progression"
    rf"|(?<!or )(?<!, )progressi(?:ve|ng)(?= {_EXTENT}(?:disease|cancer|carcinoma|[lm]bc|bone metasta\w+)\b)"
    r"(?: disease)?"
    rf"|{_CANCER}(?: \([^()]*\))? (?:with|(?:that|which) (?:has|is)(?: \w+ly)?) progress(?:ion|ed|ing)"
    rf"|progression of (?:the |their )?{_EXTENT}{_CANCER}|evidence of progression)\b"
)
_OF_A_TREATMENT = regex(
    r"\b(?:on|after|during|following|while|under|to|despite|post|upon|through|with|since|within|prior|from"
    r"|before|until|at least \d|line)\b"
)
_NAMES_IT = regex(rf"{_CANCER}\b(?! progress)")  # the cancer itself is read elsewhere
_ON_TREATMENT = regex(r"\b(?:on|after|during|following|while|under|despite|upon|since|from)\b")
_NEAR = 40  # characters behind a treatment within which progression is on it
_ABOUT_PROGRESSION = regex(
    r"\b(?:"
    r"risk of|time to|until|at|free of|after|before|cns|brain|intracranial|leptomeningeal|without|no|not|if|assess\w*"
    r"|definition of|rapid\w*|unless|regardless of|provided|absence of|prior to|between)\W+(?:\w+\W+){0,3}$"
)


_IN_LESIONS = regex(r"\bprogress(?:ion|ive|ing)(?: (?:of )?(?:disease|tumou?r))? in ")
_LESIONS = regex(r"\s*(?:\w+ ){0,2}?(?:lesions?|sites?|metastas[ei]s)\b")


def _progressing_lesions(passage: Passage) -> list[Atom]:
    """In how many lesions disease is progressing: "progression in 1-4 lesions"."""
    match = _IN_LESIONS.search(passage.lower) if passage.base is Effect.REQUIRE else None
    found = bounds(passage.lower, match.end(), match.end() + _NEAR) if match else []
    behind = _LESIONS.match(passage.lower, found[-1].end) if found else None
    if match is None or behind is None or found[0].start - match.end() > len("no more "):
        return []
    low, high = found[0], found[-1]
    value: Value = Comparison(low.op or "=", low.number, "lesions")
    if low.high is not None:
        value = Between(low.number, low.high, "lesions")
    elif high is not low and low.op == ">=" and high.op == "<=":
        value = Between(low.number, high.number, "lesions")
    return [Atom(match.start(), behind.end(), Requirement(Kind.DISEASE_MEASURE, "progressive disease", value))]


_BRAIN = regex(r"\b(?:brain|cns|central nervous)\b")  # what a list under its metastases says is said of these
# a line that says no more than that the disease must not be progressing, or excludes whose does
_WHICH = r"(?:(?:systemic|extra-?cranial|non-cns|distant|loco-?regional|local|metastatic|breast|the|their|her) )*"
_ALONE = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women|who|with|have|has|had|must|must not|any|known"
    r"|current(?:ly)?|clinical|radiographic|radiologic(?:al)?"
    r"|documented|objective|evidence|signs?|of|an?) )*(?P<no>(?:no|without|absence of) (?:(?:any|clinical"
    r"|radiographic|radiologic(?:al)?|evidence|signs?|of|current) )*)?"
    rf"(?P<what>progressi(?:ve|ng) {_WHICH}(?:disease|cancer)|(?:disease|tumou?r|cancer) progression"
    rf"|progression of {_WHICH}(?:disease|cancer|tumou?r))"
    r"(?P<while> (?:during|while on|on|after|following) (?:the )?(?:induction|neo-?adjuvant|first[- ]line"
    r"|initial|preoperative|prior)(?: (?:chemotherapy|therapy|treatment))?)?"
    r"(?: (?:at|before|prior to)(?: the)?(?: time of)? (?:study |trial )?(?:screening|entry|enrol\w+"
    r"|registration|randomi[sz]ation|inclusion|baseline))?\W*"
)


def _alone(passage: Passage) -> Atom | None:
    """Progression that keeps out, as all that a line says: "no progressive disease", "progression of systemic disease at screening"."""
    found = _ALONE.fullmatch(passage.lower) if "progress" in passage.lower else None
    if found is None or (passage.base is Effect.EXCLUDE) is (found["no"] is not None) or passage.base is Effect.ALLOW:
        return None
    if _BRAIN.search(passage.lead.lower()):
        return None
    concept = "progressive disease"
    if found["while"]:
        concept = f"progression{found['while']}"
    return Atom(found.start("what"), len(passage.lower.rstrip(" .,;")), Requirement(Kind.DISEASE_MEASURE, concept))


# "stable or slowly progressive disease": either
_OR_STABLE = regex(r"\b(?P<stable>stable)(?: disease)?,? (?:or|and/or|/) (?:(?:slowly|minimally|slightly) )?$")
_STABLE = regex(
    r"\W*(?:(?:"
    r"patients?|participants?|subjects?|with|who|have|has|must|should|are|is|be|currently|clinically|radiographically"
    r"|a) )*(?P<stable>stable) (?:systemic |extra-?cranial |non-cns )?disease\W*(?:(?:at|for|by|on|per)\b[^.;,]*)?"
)
# "recurrent or progressive disease", "progressive or relapsed breast cancer": the one or the other
_OR_BACK = regex(
    r"\b(?:(?P<back>recurrent|relapsed)(?: disease)?(?:,? (?:or|and/or) | ?/ ?)(?P<on>progressive)"
    r"|(?<!or )(?<!, )(?P<onward>progressive)(?: disease)?(?:,? (?:or|and/or) | ?/ ?)(?P<again>recurrent|relapsed))"
    rf"(?= {_EXTENT}{_CANCER}\b)"
)
_CAME_BACK = Requirement(Kind.STAGE, "recurrent")
_STABLE_DISEASE = Requirement(Kind.DISEASE_MEASURE, "stable disease")


def progressive(passage: Passage) -> list[Atom]:
    """That disease is progressing now, or stands still; progression on a treatment is the treatment's."""
    lower = passage.lower
    if (plain := _alone(passage)) is not None:
        return [plain]
    if (
        passage.base is Effect.REQUIRE
        and (still := _STABLE.fullmatch(lower))
        and not _BRAIN.search(passage.lead.lower())
    ):
        return [Atom(still.start("stable"), len(lower.rstrip(" .;,")), _STABLE_DISEASE)]
    if counted := _progressing_lesions(passage):
        return counted
    if (choice := _recurrent_or_progressive(passage)) is not None:
        return choice
    match = _PROGRESSIVE.search(lower)
    if match is None or passage.base is not Effect.REQUIRE:
        return []
    for mention in passage.of_kind(Kind.THERAPY):
        before = mention.start < match.start() < mention.end + _NEAR and ":" not in lower[mention.end : match.start()]
        if before or mention.start > match.end() and _ON_TREATMENT.search(lower, match.end(), mention.start):
            return []
    if _OF_A_TREATMENT.match(lower[match.end() :].lstrip(" ,(")) or _ABOUT_PROGRESSION.search(lower[: match.start()]):
        return []
    if _is_aside(passage, match.start()):
        return []
    begin = max(match.start(), lower.rfind(" progress", match.start(), match.end()) + 1)
    begin = begin if _NAMES_IT.match(match.group()) else match.start()
    atom = Atom(begin, match.end(), Requirement(Kind.DISEASE_MEASURE, "progressive disease"))
    either = _OR_STABLE.search(lower, 0, match.start())
    if either is None:
        return [atom]
    way = f"progression {begin}"
    stable = Atom(*either.span("stable"), _STABLE_DISEASE, alternatives=way)
    return [stable, replace(atom, alternatives=way)]


def _recurrent_or_progressive(passage: Passage) -> list[Atom] | None:
    """Disease that has come back or grows on, each a way to have it; behind a treatment it says what that is asked for in any case."""
    match = _OR_BACK.search(passage.lower) if passage.base is Effect.REQUIRE else None
    if match is None or _is_aside(passage, match.start()) or _ABOUT_PROGRESSION.search(passage.lower, 0, match.start()):
        return None
    back, on = ("back", "on") if match["back"] else ("again", "onward")
    way = f"progression {match.start()}"
    progressive_disease = Requirement(Kind.DISEASE_MEASURE, "progressive disease")
    found = [
        Atom(*match.span(back), _CAME_BACK, alternatives=way),
        Atom(*match.span(on), progressive_disease, alternatives=way),
    ]
    return sorted(found, key=lambda atom: atom.start)


def _is_aside(passage: Passage, at: int) -> bool:
    return any(passage.scopes.over(at, cue) for cue in (Cue.EXCEPTION, Cue.CONDITION))
