"""Owns scores and measures that the vocabulary does not know, in the words of a sentence that does nothing but bound one."""

from __future__ import annotations

from dataclasses import replace

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Between, Comparison, Effect, Kind, Requirement, Value
from criteria.words.context import Cue
from criteria.words.lab_units import Quantity, quantities

_LONGEST = 40  # words; a longer sentence says more than one thing
_LONGEST_NAME = 10
_NUMBER = regex(r"\d")
_LEAD = regex(
    r"\W*(?:(?:all|eligible|the|an?|patients?|subjects?|participants?|women|individuals|who|must|should|have|has|had|having|with|be|is"
    r"|are|reports?|reporting|endorses?|documented|confirmed|current|currently|baseline|minimum|meet|criterion of|(?:self|patient)-reported)\s+)*"
)
# what measures, so that the words before it are the name of a measure
_MEASURE = regex(
    r"(?:scores?|sub-?scores?|scales?|inventory|questionnaire|assessment|status|time|area|capacity|volume|intensity|risk|pain|severity"
    r"|titers?|titres?|index)$"
)
_BETWEEN = regex(
    r"\s*[,:-]?\s*(?:\b(?:rated|scores?|values?|levels?|ratings?|results?|of|as|is|are|was|be|must|should|at|between|average|mean|total)\s*)*"
    r"[,:-]?\s*$"
)
_ONLY_SCORE = regex(r"(?:(?:an?|total|mean|cut-?off|minimum|global)\s+)*scores?")
_ASIDES = regex(r"\s*[(\[][^()\[\]]*[)\]]")
# of the tumor or the treatment, or of a thing that is more than a measure: these have readers of their own
_OF_ANOTHER_KIND = regex(
    r"\b(?:tumou?rs?|cancers?|carcinoma|disease|lesions?|nod(?:e|es|al)|metasta\w+|margins?|mass(?:es)?|allred|h-?score|her-?2\S*|er|pr|staining|stain"
    r"|receptors?|prolifer\w+|nuclear|histolog\w*|grades?|tils?|cps|tps|rs|genom\w+|gene\w*|recurrence|expression|copy|ratio|ihc|fish|ish|stages?|cells?"
    r"|dos(?:e|es|age)|cycles?|lines?|courses?|therap\w+|treatments?|drugs?|medications?|surger\w+|radiation|chemotherapy|ages?|years?|days?"
    r"|weeks?|months?|hours?|since|bi-?rads|toxicit\w+|ctcae|class|nyha|expectancy|survival|samples?|tissue|relatives?|children|performance"
    r"|ecog|karnofsky|pregnan\w+|donor\w*|graft\w*|change|increase|decrease|increased|decreased|interval|menstrua\w+|menses|infant\w*|birth)\b"
)
_OTHER_KINDS = frozenset(Kind) - {Kind.LAB, Kind.COMORBIDITY, Kind.ADMINISTRATIVE}
_JOINS = regex(
    r"\b(?:or|unless|except|if|when|who|whom|whose|that|which|but|not|no|non|only|plus|minus|without|while|never|than|then|because|will|may|can|based|women|men|males?|females?|patients|subjects|participants|those)\b|[<>≤≥;]"
)
_AND = regex(r"\band\b")
# what may follow: of how many, on which scale, when, how it was asked
_TAIL = regex(
    r"\s*(?:(?:points?|units?)\b)?\s*(?:(?:out of|/) ?\d{1,3}\b)?\s*,?\s*(?:(?:on|in|at|by|using|from|during|over|within|for|as|according|prior|before"
    r"|documented|measured|assessed|scale|inclusive)\b|[(\[]|$)"
)
_ON_SCALE = regex(
    r"\s*(?:out of \d{1,3} )?(?:on|in|for|using|according to|by) (?:the |an? )?(?P<name>[^.;:,()\[\]<>≤≥\d]{3,90}?)"
    r"(?:\s(?:at|in the (?:past|last)|during|within|prior to|before)\b.*|\s*[(\[.;,].*)?"
)
_LOW_MEANS_BAD = regex(r"\b(?:capacity|volume)\b")
_ENDS_SENTENCE = " \t.;,"
_ENDS = " \t.,:;()[]\"'-"


def read(passage: Passage) -> list[Atom]:
    """The one bound of a sentence that names a scale or measure and nothing else; none where anything else was read in it."""
    lower = passage.lower
    if passage.claimed or not _NUMBER.search(lower) or lower.count(" ") > _LONGEST or _is_conditional(passage):
        return []
    lead = _LEAD.match(lower)
    start = lead.end() if lead is not None else 0
    found = quantities(lower, "", start, len(lower))
    quantity = next((_either_of_two(lower, q) for q in found), None)
    if quantity is None or (value := _value(quantity)) is None:
        return []
    rest = str(lower[quantity.end :]).rstrip(_ENDS_SENTENCE)
    if _JOINS.search(rest) or not _TAIL.match(rest):
        return []
    named = _name(passage, start, quantity.start) or _behind(passage, start, quantity)
    if named is None or _of_another_kind(passage, *named) or _is_lost_exclusion(passage, *named, value):
        return []
    name = " ".join(_ASIDES.sub(" ", str(lower[named[0] : named[1]])).split()).strip(_ENDS)
    kind = Kind.COMORBIDITY if _is_of_a_complaint(passage, *named) else Kind.LAB
    return [Atom(min(named[0], quantity.start), max(named[1], quantity.end), Requirement(kind, name, value))]


_SCALE = regex(r"\b(?:scales?|inventory|questionnaire|index|assessment|status)\b")


def _is_of_a_complaint(passage: Passage, start: int, end: int) -> bool:
    """Whether it is a complaint that is bounded ("worst pain"), which is a condition with a value, and no scale by its name."""
    named = any(start <= m.start and m.end <= end for m in passage.of_kind(Kind.COMORBIDITY))
    return named and _SCALE.search(passage.lower, start, end) is None


def _is_conditional(passage: Passage) -> bool:
    """Whether the sentence says for whom it is, what is excepted, or that something is not so."""
    return any(scope.cue is not Cue.NEGATED for scope in passage.scopes.found)


def _value(quantity: Quantity) -> Value | None:
    """The bound as a value; None for one that is a dose, a distance of the tumor, or a multiple of something that normal people have."""
    if quantity.unit in _NO_SCORE:
        return None
    if quantity.high is not None:
        return Between(quantity.number, quantity.high, quantity.unit)
    return Comparison(quantity.op, quantity.number, quantity.unit) if quantity.op not in (None, "=") else None


_NO_SCORE = frozenset(
    {
        "Gy",
        "cGy",
        "cm",
        "mm",
        "mg",
        "g",
        "kg",
        "ULN",
        "LLN",
        "normal",
        "abnormal",
        "years",
        "months",
        "grade",
        "mg/m2",
        "10*6/kg",
    }
)


# "a score of 0 or 1"
_OR_NEXT = regex(r"\s+or\s+(?P<next>\d)\b(?![.,]\d)")


def _either_of_two(lower: str, quantity: Quantity) -> Quantity:
    """The quantity, of two neighbouring whole numbers that are both let in the range of them."""
    other = (
        _OR_NEXT.match(lower, quantity.end)
        if quantity.op is None and quantity.high is None and not quantity.unit
        else None
    )
    if other is None or int(other["next"]) != quantity.number + 1:
        return quantity
    return replace(quantity, end=other.end(), high=float(other["next"]))


def _name(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Where the name of a measure stands that ends before its bound."""
    lower = passage.lower
    stop = start + len(_BETWEEN.sub("", lower[start:end])) if start < end else end
    words = _ASIDES.sub("", lower[start:stop])
    if not 0 < len(words.split()) <= _LONGEST_NAME or _ONLY_SCORE.fullmatch(words) is not None:
        return None
    if _JOINS.search(words) or _AND.search(words) or any(sign in words for sign in ",:()"):
        return None
    short = _ASIDES.sub("", str(passage.text[start:stop])).split()[-1]
    is_short = sum(letter.isupper() for letter in short) > 1
    bare = any(_covers(m, start, stop) for m in passage.of_kind(Kind.LAB))
    score = _SCORE_SAID.search(lower, stop, end) is not None
    return (start, stop) if is_short or bare or score or _MEASURE.search(words) else None


_SCORE_SAID = regex(r"\bscores?\b")


def _behind(passage: Passage, start: int, quantity: Quantity) -> tuple[int, int] | None:
    """Where the name of a scale stands of which only "a score" of so much is said before it."""
    before = _BETWEEN.sub("", passage.lower[start : quantity.start])
    if before and _ONLY_SCORE.fullmatch(before) is None:
        return None
    if not before and _SCORE_SAID.search(passage.lower, start, quantity.start) is None:
        return None
    found = _ON_SCALE.fullmatch(passage.lower, quantity.end)
    return found.span("name") if found is not None and len(found["name"].split()) <= _LONGEST_NAME else None


def _covers(mention: Mention, start: int, end: int) -> bool:
    return mention.start <= start and end <= mention.end


def _of_another_kind(passage: Passage, start: int, end: int) -> bool:
    """Whether the name is of something that other readers know, or of a lab whose bound they did not understand."""
    if _OF_ANOTHER_KIND.search(passage.lower, start, end) is not None:
        return True
    within = [m for m in passage.mentions if m.start < end and start < m.end]
    labs = [m for m in within if m.kind is Kind.LAB and not (_covers(m, start, end) and m.name in _BARE)]
    return bool(labs) or any(m.kind in _OTHER_KINDS for m in within)


_BARE = frozenset({"body surface area"})


def _is_lost_exclusion(passage: Passage, start: int, end: int, value: Value) -> bool:
    """Whether too little of what ought to be much is asked for: a line of a list that excludes, whose heading is lost."""
    low = isinstance(value, Comparison) and value.op[0] == "<" and passage.base is Effect.REQUIRE
    return low and _LOW_MEANS_BAD.search(passage.lower, start, end) is not None
