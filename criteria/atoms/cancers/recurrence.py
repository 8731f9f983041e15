"""Owns recurrence by its noun, what is named beside it ("relapsed or refractory"), and what comes back that is not the cancer."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.patterns import either, hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement

_NONE_CAME_BACK = regex(
    r"\bno(?: (?:"
    r"known|current|clinical|radiographic|radiologic(?:al)?|evidence of|signs? of|suspicion of|any|locali[sz]ed|local"
    r"|regional|loco-?regional|distant|disease|tumou?r|or|and|systemic|breast cancer|cancer|metastas[ie]s|metastatic))* "
    r"(?P<again>recurrences?|relapse)\b"
    r"(?=(?:,? (?:or|and|and/or|nor),? (?:distant )?(?:metasta|progress|spread))|\W*$|[.;,(])"
)
_CAME_BACK = regex(
    r"\b(?:with|have|has|had|having) (?:(?:documented|confirmed|local|regional|loco-?regional|distant|or|and) )*"
    r"(?P<again>recurrence|relapse)(?:,? (?:or|and/or) (?:distant )?(?P<spread>metasta[st]\w+))"
)
# a line that says no more: "known recurrence of the breast cancer", "evidence of cancer recurrence"
_COMES_BACK = regex(
    r"\W*(?:"
    r"(?:known|any|prior|previous|current|evidence|history|documented|confirmed|presence|clinical|radiographic|of|the"
    r"|an?|patients?|subjects?|women|with|who|have|has|had|local|regional|loco-?regional|distant|systemic|or|and"
    r"|breast|mammary|unifocal|isolated|first|second|in-breast|primary|cancer|carcinoma|tumou?r|disease)[ ,/]+)*"
    r"(?P<again>(?:recurrence|relapse)s?)(?:"
    r" of (?:the |their |her |primary |breast |mammary )*(?:cancer|carcinoma|tumou?r|disease|malignancy)(?: \(bc\))?)?"
    r"(?: ?\((?:local|regional|loco-?regional|distant|or|and|any|[ ,/])+\))?"
    r"(?: at any time(?: (?:prior to|before) [a-z ]{3,30})?)?"
    # where, and behind what: "in the ipsilateral breast after lumpectomy"
    r"(?: (?:in|within|of|to) (?:(?:"
    r"the|an?|prior|previously|ipsilateral|same|treated|conserved|irradiated|radiotherapy|radiation|breast|axillae?"
    r"|axillary|chest wall|field|lymph|nodes?|or|and|regional)\b[ ,/]*)+)?"
    r"(?: ?(?:after|following) (?!(?:less|more|at least|within)\b)[a-z ,/-]{3,60})?\W*"
)
# at the head of a line, beside the spread or another cancer: "distant metastases and/or evidence of recurrence"
_HEAD = (
    r"\W*(?:(?:known|any|current|evidence|presence|signs?|documented|clinical|radiographic|distant|disease|tumou?r"
    r"|breast cancer|of|the|patients?|subjects?|participants?|women|with|who|have|has|had)[ ,/]+)*"
)
_AGAIN = (
    r"(?P<again>(?:(?:local|regional|loco-?regional)(?:(?:/| or | and/or )(?:regional|distant))? )?"
    r"(?:recurrences?|relapses?)\b)(?![- ](?:risk|rate|score|free))"
)
_OF_IT = r"(?: of (?:the |their |her |primary )*(?:breast )?(?:cancer|carcinoma|tumou?r|disease))?"
_OR = r"(?:,? (?:and/or|or) (?:(?:any|an?|the|current|evidence|signs?|diagnosis|of|with) )*|/)"
_BESIDE = either(
    rf"{_HEAD}(?P<spread>metastas[ie]s|metastatic disease){_OF_IT}(?: (?:beyond|outside) [a-z ]{{3,40}}?)?{_OR}"
    rf"(?:(?:disease|tumou?r|breast|cancer) )*{_AGAIN}",
    rf"{_HEAD}{_AGAIN}{_OF_IT}{_OR}(?:distant )?(?P<spread>metastas[ie]s|metastatic)\b",
    rf"{_HEAD}{_AGAIN}{_OF_IT}{_OR}(?:(?:new|other|another|second) )+(?:primary )?(?:cancer|malignan|tumou?r)",
)
REFRACTORY = "refractory"
"""What is found where a disease has withstood its treatment: "relapsed or refractory"."""
HAS_WITHSTOOD = Requirement(Kind.THERAPY, "anticancer therapy", "progressed", detail=(("as", REFRACTORY),))
_OR_REFRACTORY = regex(
    r"\b(?:relapsed|recurrent)(?: disease)?(?:,? (?:or|and/or) | ?/ ?)(?P<behind>refractory)\b(?! to\b)"
    r"|\b(?<!-)(?P<before>refractory)(?: disease)?(?:,? (?:or|and/or) | ?/ ?)(?:relapsed|recurrent)\b"
)
# "relapsed or progressed on letrozole", "relapsed or refractory to chemotherapy": two ways in which that treatment failed
_ON_ITS_TREATMENT = regex(
    r"(?:relapsed|recurred)(?:,? (?:or|and/or) | ?/ ?)(?:(?:is|are|has|have|been|that|which) )*"
    r"(?:progress(?:ed|ing|ion) (?:on or after|on|after|during|following|despite)|(?:refractory|resistant) to) "
)
_OF_TWO = regex(r"\b(?:or|and)\b|/")  # "local or distant recurrence": of both
_ANOTHER_CANCER = hints(
    "malignan", "other cancer", "prior cancer", "skin", "melanoma", "second", "basal", "years", "months"
)

# "recurrent or persistent vaginal bleeding": of something else than the cancer
_OF_A_SYMPTOM = regex(
    r"(?:(?:,? (?:or|and|and/or)|,|/) ?(?:"
    r"persistent|chronic|severe|progressive|active|acute|new|ongoing|frequent|unexplained|uncontrolled|untreated"
    r"|serious)\b)+ (?:\w+ )?(?:"
    r"vaginal|uterine|bleed|hemorr|infect|seizur|headach|fever|pleural|pericard|ascit|effusion|pneumon|diarrh|vomit"
    r"|nausea|urin|thromb|stroke|embol|abdom|chest|pain|hypo|hyper|arrhythm|uveit|sinus|cyst|bowel|hernia|ulcer"
    r"|depress|syncop|angina|autoimmun|dermat|hepatit|pancreat|herpes|gastro)"
)
# "recurrent or prior diagnosis of pneumonitis", "recurrent, or a history of, gout": of the condition that is named behind it
_TO_A_CONDITION = regex(
    r"(?:,? ?(?:or|and|and/or)|,|/)(?: ?(?:"
    r"a|an|the|prior|previous|past|known|history|diagnos[ei]s|episodes?|evidence|of|or|and|and/or|[\w-]+ive|[\w-]+ed"
    r"|persistent|chronic|severe|acute|new|ongoing|frequent|serious)\b,?"
    r"| ?\([^()]*\))* "
)
_NEAR = 60  # characters


def of_recurrence(passage: Passage, kept: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Where it is spoken of, and the spread beside it, as start, end and concept; ``kept`` are the extents found so far."""
    lower = passage.lower
    whole = _COMES_BACK.fullmatch(lower)
    told = whole is not None and any(
        start < whole.end("again") and whole.start("again") < end for start, end, _ in kept
    )
    if whole is not None and (not told or _OF_TWO.search(lower)):
        yield *whole.span("again"), "recurrent"
        return
    if passage.base is Effect.EXCLUDE:
        found = [_BESIDE.match(lower)]
    elif _ANOTHER_CANCER.search(lower):
        return
    else:
        found = [_NONE_CAME_BACK.search(lower), _CAME_BACK.search(lower)]
    for match in found:
        for concept, group in (("recurrent", "again"), ("metastatic", "spread")):
            start, end = match.span(group) if match is not None and match.groupdict().get(group) else (0, 0)
            if start < end and not any(a < end and start < b for a, b, _ in kept):
                yield start, end, concept


def of_resistance(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Where a disease that has come back may instead have withstood its treatment, as start, end and concept."""
    if passage.base is Effect.REQUIRE:
        for match in _OR_REFRACTORY.finditer(passage.lower):
            yield *match.span("behind" if match["behind"] else "before"), REFRACTORY


def is_no_extent(passage: Passage, start: int, end: int) -> bool:
    """Whether a word of recurrence says nothing of how far the cancer has come: it is one of a condition, or on a treatment."""
    if not _is_on_its_treatment(passage, start):
        return _is_of_a_condition(passage, end)
    passage.claimed.append((start, end))
    return True


def _is_on_its_treatment(passage: Passage, start: int) -> bool:
    """Whether a relapse is one on the treatment that is named behind it: "relapsed or progressed on letrozole"."""
    found = _ON_ITS_TREATMENT.match(passage.lower, start)
    return found is not None and any(
        found.end() <= m.start <= found.end() + _NEAR for m in passage.of_kind(Kind.THERAPY)
    )


def _is_of_a_condition(passage: Passage, end: int) -> bool:
    """Whether the adjective that stops at ``end`` is the first of several to a symptom or condition."""
    if _OF_A_SYMPTOM.match(passage.lower, end):
        return True
    return any(
        end < m.start <= end + _NEAR and _TO_A_CONDITION.fullmatch(passage.lower, end, m.start) is not None
        for m in passage.of_kind(Kind.COMORBIDITY)
    )
