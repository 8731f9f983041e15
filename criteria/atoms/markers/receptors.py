"""Owns the receptors of a sentence with their states: lists that share one, and what only spells another out."""

from __future__ import annotations

from criteria.atoms.markers import her2
from criteria.atoms.markers.receptor_lead import before
from criteria.atoms.markers.receptor_mentions import is_tested, lack_before, names_a_drug
from criteria.atoms.markers.receptor_states import OF_HEAD, Sentence, Stated
from criteria.patterns import regex
from criteria.tree import Between, Comparison

USUAL = 1.0
"""Per cent from which ER and PR count as positive (ASCO/CAP 2020); a bound there only spells the word out."""
USUAL_LOW = 10.0
"""Per cent up to which ER counts as low positive (ASCO/CAP 2020)."""
_SCORES_BEFORE = 60  # characters before HER2 in which its score may stand
_ISH_BEHIND = 90  # characters behind HER2 in which the result of in situ hybridisation may stand
# "known HER2 status (FISH to be done where 2+)": what is done to know it, and no score that is asked for
_HOW_TESTED = regex(
    r"[\s-]*(?:receptors?\s+)?status(?:es)?\s*\((?=[^()]*\b(?:to be|(?:must|should|will|has to) be|is|are) "
    r"(?:done|performed|tested|carried out|required|recommended)\b)"
)
_OR_BOTH = regex(r"[\s)\],-]*or both\b")
_OF_TUMOR = frozenset({",", "-", "type", "phenotype", "adenocarcinoma"})


def is_usual(bound: Comparison | Between | None, values: tuple[str, ...] = ()) -> bool:
    """Whether a share of stained cells only says what the laboratory means by the state (ASCO/CAP 2020)."""
    if isinstance(bound, Between):
        return values == ("low",) and bound.low == USUAL and bound.high <= USUAL_LOW
    return bound is not None and (bound.number == USUAL or values == ("low",) and bound.number <= USUAL_LOW)


def stated(lower: str) -> list[Stated]:
    """The receptors of a sentence that have a state, in order."""
    sentence = Sentence(lower)
    found: list[Stated] = []
    at = 0
    while at < len(sentence.words):
        if sentence.kind(at) != "name":
            at += 1
            continue
        chain = _chain(sentence, at)
        at = chain[-1].after
        _share(sentence, chain)
        found.extend(chain)
    _mark_definitions(sentence, found)
    return [s for s in found if s.values or s.bound is not None]


def _chain(sentence: Sentence, at: int) -> list[Stated]:
    """Receptors joined by nothing but "and", "or", commas and slashes, from the name at token ``at`` on."""
    chain = [_with_its_short_name(sentence, sentence.element(at))]
    while True:
        following, joined = sentence.next_in_list(chain[-1].after, stated=chain[-1].own)
        if following is None:
            break
        chain.append(_with_its_short_name(sentence, sentence.element(following)))
        chain[-1].joined, chain[-1].linked = joined, True
    for earlier, later in zip(chain[-2::-1], chain[:0:-1], strict=True):
        if earlier.joined == "," and later.joined == "or":  # "ER-, PR- or HER2-positive"
            earlier.joined = "or"
    if len(chain) > 1 and _OR_BOTH.match(sentence.lower, max(chain[-1].end, sentence.words[chain[-1].after - 1].end)):
        for element in chain[1:]:  # "positive for ER, PgR, or both"
            element.joined = "or"
    for element in chain:
        element.chain = at
    return chain


def _with_its_short_name(sentence: Sentence, found: Stated) -> Stated:
    """A receptor with what is said of its short name in a bracket: "progesterone positive (PgR+), defined as > 10 %"."""
    if sentence.kind(found.after) != "open" or sentence.kind(found.after + 1) != "name" or not found.own:
        return found
    again = sentence.element(found.after + 1)
    same = again.concept == found.concept and again.values == found.values and found.bound is None
    if same and again.bound is not None and again.after > sentence.closing.get(found.after, again.after):
        found.bound, found.end, found.after = again.bound, again.end, again.after
    return found


def _share(sentence: Sentence, chain: list[Stated]) -> None:
    """Hand on what a list has in common: the state in front of it, or that of its later members."""
    first, last = chain[0], chain[-1]
    if names_a_drug(sentence, last):
        return
    if is_tested(sentence, first):
        first.values = ()
        return
    if first.concept == "HER2" and (not first.own or first.values == ("positive",)):
        _score_before(sentence, first)
    _from_before(sentence, chain)
    if (lacking := lack_before(sentence, first)) is not None:
        first.values, first.start = ("negative",), lacking
    for element, later in zip(chain[-2::-1], chain[:0:-1], strict=True):
        if not element.values and element.bound is None and later.concept != "TNBC":
            element.values, element.bound = later.values, later.bound
            element.end = max(element.end, later.end)
        elif (
            element.values == later.values
            and element.bound is None
            and {element.concept, later.concept} == {"ER", "PR"}
        ):
            element.bound = later.bound if isinstance(later.bound, Comparison) else None
            element.end = max(element.end, later.end) if element.bound is not None else element.end
    if len({e.concept for e in chain}) == 1 or not last.values:
        for element in chain:
            if element.bare:  # the hormone itself: "estrogen or progesterone therapy"
                element.values, element.bound = (), None


def _score_before(sentence: Sentence, first: Stated) -> None:
    """HER2 takes the score right before it: "3+ expression of HER2"."""
    scored = her2.before(sentence.lower[max(0, first.start - _SCORES_BEFORE) : first.start])
    if scored == ("equivocal",):
        scored = her2.resolved(sentence.lower[first.end : first.end + _ISH_BEHIND])
    if scored:
        first.values, first.own = scored, True


def _from_before(sentence: Sentence, chain: list[Stated]) -> None:
    """Give the state in front of a list to its members up to the first that has one of its own."""
    leading = before(sentence, chain[0].at)
    if leading is None:
        return
    value, start = leading
    if value == "known" and _HOW_TESTED.match(sentence.lower, sentence.words[chain[-1].at].end):
        for element in chain:
            element.values, element.bound = (value,), None
        chain[0].start = min(chain[0].start, start)
        return
    if value in ("known", "unknown") and any(element.values for element in chain):
        return
    for number, element in enumerate(chain):
        if element.values and not (number == 0 and value in ("positive", "negative", "any")):
            return
        element.values = (value,)
        if number == 0:
            element.start = min(element.start, start)


def _mark_definitions(sentence: Sentence, found: list[Stated]) -> None:
    """What stands in the parenthesis or behind the "defined as" of a state, and is about the same, spells it out."""
    for number, head in enumerate(found):
        limit = _definition_end(sentence, head) if head.values or head.bound is not None else None
        for later in found[number + 1 :] if limit is not None else ():
            if limit is None or later.start >= limit or later.concept not in OF_HEAD[head.concept]:
                break
            if (
                head.concept == "TNBC"
                and later.values == ("positive",)
                and sentence.lower.endswith("or ", 0, later.start)
            ):
                break  # "TNBC with involved nodes, or HER2-positive"
            later.spells_out = True


def _definition_end(sentence: Sentence, head: Stated) -> int | None:
    """Where the words end that spell the state of ``head`` out; None where there are none."""
    at = head.after
    while sentence.over(at) > at or sentence.text(at) in _OF_TUMOR:
        if sentence.text(at) == "with" and head.concept == "TNBC":
            break
        at += 1
    if sentence.kind(at) == "open":
        return sentence.words[sentence.closing[at]].start if at in sentence.closing else len(sentence.lower)
    opens = sentence.kind(at) == "define" or sentence.text(at) in ("which", ":") or sentence.text(at) == "with"
    return len(sentence.lower) if opens else None
