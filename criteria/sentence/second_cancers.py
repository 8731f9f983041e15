"""Owns the exceptions that trials make for other malignancies: named cancers, each with its own state and years, as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from criteria.atoms import Atom
from criteria.atoms.cancers.cancer_names import cancers, is_breast, is_unnamed
from criteria.atoms.cancers.other_cancer_words import AS_ANOTHER, HERS_TOO, OTHER
from criteria.patterns import regex
from criteria.sentence.cancer_states import FREE, NEGLIGIBLE_RISK, STAGES, TREATED, State, state_of
from criteria.sentence.unread_cancers import names_more
from criteria.span import Span
from criteria.text.passage import Passage
from criteria.tree import All, Allow, Any, Effect, Kind, Leaf, Node, Requirement, Unless, Unparsed
from criteria.words.context import Cue
from criteria.words.moods import Mood

BESIDE_HERS = frozenset({"other malignancy", "contralateral breast cancer"})
"""Cancers that a patient may have had beside the one that a trial is about."""
_UNNAMED = regex(
    r"\b(?:"
    r"(?:any|all|an|a|another|other|prior|previous|past|second|secondary|that|those|such|invasive|solid|non-breast"
    r"|primary|malignant|localized|early|in|situ)\s+)*"
    r"(?:malignan(?:cy|cies|t (?:disease|tumou?rs?|neoplasms?))|cancers?|tumou?rs?|neoplas(?:ms?|ias?)|carcinomas?)\b(?! of (?:the )?(?:disease|recurrence))"
)
_OWN = regex(
    r"\b(?:the )?(?:(?:current|present|primary|index|study|target|underlying|presenting)\W+)+(?:breast )?(?:disease|cancer|tumou?r|malignancy|indication)\b"
    r"|\b(?:the )?(?:disease|cancer|tumou?r|malignancy|indication)s? (?:under|being|of)\W+(?:the\W+)?"
    r"(?:study|studied|treat\w*|investigat\w*|interest)(?: in this (?:study|trial))?\b"
)
_IN_SITU = regex(r"\b(?:in[ -]situ|dcis|lcis)\b")  # "contralateral DCIS" lifts less than the cancer of that breast
_SEPARATOR = regex(r"[,;:(/]|\b(?:and/or|or|and|unless|(?:with the )?except\w*|as well as|other than|like)\b")
_OR_WHO = regex(r",?\s*\bor (?:who|those|if|individuals|patients|women|subjects|participants|have|has|had|in whom)\b")
_INCLUDES = regex(r"[;,(] ?(?:but )?(?:also )?including\b")  # named again as no exception
_EXCEPTS = regex(
    r"\b(?:except(?:ions?|ing|ional)?|exempt(?:ed|ions?)?|unless|other than|excluding|exclude[sd]?|eligible|allowed|permitted|acceptable)\b[^.;]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """A cancer that an exception names, at ``start`` to ``end``; ``concept`` is None for the trial's own disease."""

    start: int
    end: int
    concept: str | None
    unnamed: bool = False


def exception(
    passage: Passage, start: int, end: int, *, treated: bool = False, of: str = "other malignancy"
) -> Node | None:
    """The cancers that the words at ``start`` to ``end`` except, each a requirement of its own, any of which will do.

    Words that were not read stay as an alternative, or narrow the cancer beside them. None where nothing is excepted but
    the trial's own disease, or the words only introduce a list. ``treated`` tells that the words before them ask for that.
    Where they name no cancer, they are about the one that they are an exception ``of``.
    """
    included = _INCLUDES.search(passage.lower, start, end)
    if included is not None and not _names_what_is_excepted(passage, start, included.start(), included.end()):
        end = included.start()
    heads = _heads(passage, start, end)
    if (cut := _another_exception(passage, heads, start, end)) is not None:
        first = exception(passage, *cut[0], treated=treated)
        further = exception(passage, *cut[1], treated=treated) if cut[1][0] >= cut[0][1] else None
        further = further or Unparsed(passage.view.span(*cut[1]), "exception")
        return further if first is None else Any((first, further), passage.view.span(start, end))
    where = passage.view.span(start, end)
    others = [h for h in heads if h.concept is not None]
    if not others:
        return _without_names(passage, start, end, own=bool(heads), of=of)
    nodes: dict[Requirement | Span, Node] = {}
    for item in _items(passage, heads, start, end, State(treated=treated)):
        if item[0].concept is not None:
            node = _node(passage, *item)
            nodes.setdefault(node.requirement if isinstance(node, Leaf) else node.span, node)
    ways = list(nodes.values())
    if names_more(passage.lower[start:end], ways):
        ways.append(Unparsed(where, "exception read in part"))
    return ways[0] if len(ways) == 1 else Any(tuple(ways), where)


_NOT_ALL = regex(r",? but (?:is |are )?not limited to\b")


def _names_what_is_excepted(passage: Passage, start: int, at: int, end: int) -> bool:
    """Whether what an exception includes is named as let in: "those of negligible risk, including, but not limited to, …"."""
    before = _heads(passage, start, at)
    return _NOT_ALL.match(passage.lower, end) is not None or (bool(before) and all(h.unnamed for h in before))


# "other than breast cancer, with the exception of those of negligible risk", "a benign skin lesion or carcinoma in situ"
_EXCEPTED_AGAIN = regex(r",? (?:with the exceptions? of|except(?:ing|ed)?(?: for)?|apart from)\s")
_SOMETHING_ELSE_OR = regex(
    r"(?:(?!\b(?:or|and)\b)[^,;:()]){6,60}\b"
    r"(?:lesions?|neoplasias?|dysplasias?|polyps?|growths?|hyperplasias?|naevi|nevi|papillomas?)"
    r"(?P<or>,? (?:or|and|and/or) |, )"
)


def _another_exception(
    passage: Passage, heads: Sequence[_Head], start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the named cancers stand and where something else that is excepted beside them, which was not read; None for no such."""
    if not heads:
        return None
    again = _EXCEPTED_AGAIN.search(passage.lower, heads[-1].end, end)
    if again is not None:
        return (start, again.start()), (again.start(), end)
    before = _SOMETHING_ELSE_OR.match(passage.lower, start, heads[0].start)
    return None if before is None else ((before.end(), end), (start, before.start("or")))


def permission(passage: Passage, atoms: Sequence[Atom]) -> Node | None:
    """A sentence that permits other malignancies, or an item of a list of those that are; None where it does neither."""
    listed = OTHER.search(passage.lead) is not None and _EXCEPTS.search(passage.lead) is not None
    if not (listed or may_permit(passage)):
        return None
    heads = [h for h in _heads(passage, 0, len(passage.text)) if h.concept is not None]
    if not heads or not (listed or _permits(passage, heads[0])):
        return None
    others = any(a.requirement.kind is Kind.CANCER and a.requirement.concept == "other malignancy" for a in atoms)
    named = any(not h.unnamed and _is_another(h.concept or "") for h in heads)
    if not (others or listed or named or NEGLIGIBLE_RISK in state_of(passage.lower).detail):
        return None
    if any(a.start < heads[0].start and a.requirement.kind not in _ABOUT_CANCER for a in atoms):
        return None
    if not (others or listed) and any(a.requirement.value == "concurrent" for a in atoms):
        return None  # "breast cancer patients on tamoxifen and colon cancer patients on aspirin are eligible": of their treatment
    asked = state_of(passage.lead[-_TAIL:]).treated if listed else False
    node = exception(passage, 0, len(passage.text), treated=asked)
    if node is None or (listed and passage.base is not Effect.ALLOW):
        return node
    return Allow(node, node.span)


def _is_another(concept: str) -> bool:
    """Whether a cancer is another than the trial's: of no breast, or of the other one."""
    return not is_breast(concept) or concept in BESIDE_HERS


_TAIL = 40  # characters at the end of a heading that can ask something of its list: "except curatively treated:"
_ABOUT_CANCER = frozenset({Kind.CANCER, Kind.STAGE, Kind.ADMINISTRATIVE, Kind.SEX})


def announces(words: str) -> bool:
    """Whether a line, in lower case, opens a list of the other malignancies that it excepts."""
    return words.endswith(":") and _EXCEPTS.search(words) is not None and OTHER.search(words) is not None


_EXCEPTIONS = regex(r"\W*(?:the )?(?:only )?exceptions?(?: (?:are|is|include|includes|to this))*\W*")


def says_exceptions(words: str, before: str) -> bool:
    """Whether a line, in lower case, says only that exceptions follow, behind one about other malignancies."""
    return words.endswith(":") and _EXCEPTIONS.fullmatch(words) is not None and OTHER.search(before) is not None


def may_permit(passage: Passage) -> bool:
    """Whether anything in the sentence is permitted or excepted."""
    scopes = passage.scopes
    permitted = any(clause.mood is Mood.PERMITTED for clause in (*scopes.asides, *scopes.clauses))
    return permitted or any(scope.cue is Cue.EXCEPTION for scope in scopes.found)


def _permits(passage: Passage, head: _Head) -> bool:
    opening = passage.scopes.over(head.start, Cue.EXCEPTION)
    return passage.scopes.mood(head.start) is Mood.PERMITTED or (opening is not None and opening.at <= _OPENING)


_OPENING = 2  # characters before a word that opens a sentence


def excepting(passage: Passage, node: Node, atom: Atom) -> tuple[Node, list[tuple[int, int]]]:
    """The exclusion of other malignancies with the exceptions behind it, and the stretches of those that were read.

    An exception within an exception gives one more way out: "other than melanoma, unless cured 5 years ago".
    """
    done: list[tuple[int, int]] = []
    reach = atom.start
    scopes = [s for s in passage.scopes.found if s.cue is Cue.EXCEPTION and s.start >= atom.end]
    for scope in sorted(scopes, key=lambda s: s.at):
        done.append((scope.at, scope.end))
        if scope.at < reach:
            continue
        # "except skin cancer, unless cured 5 years ago": the second is a way out of its own
        unless = (s.at for s in scopes if scope.start < s.at < scope.end and passage.lower.startswith("unless", s.at))
        reach = min(unless, default=scope.end)
        lifting = exception(passage, scope.start, reach, of=atom.requirement.concept)
        if lifting is not None:
            node = Unless(node, lifting, node.span.cover(passage.view.span(scope.at, reach)))
    return node, done


def _without_names(passage: Passage, start: int, end: int, *, own: bool, of: str) -> Node | None:
    """An exception by state alone: "unless disease-free for 5 years"."""
    where = passage.view.span(start, end)
    if (cut := _OR_WHO.search(passage.lower, start, end)) is not None:
        ways = [_without_names(passage, a, b, own=own, of=of) for a, b in ((start, cut.start()), (cut.end(), end))]
        named = tuple(way for way in ways if way is not None)
        return Any(named, where) if len(named) > 1 else next(iter(named), None)
    words = passage.lower[start:end].strip()
    found = state_of(words)
    if words.endswith(":") or not words:
        return None
    if found.value is None and NEGLIGIBLE_RISK not in found.detail:
        return None if own else Unparsed(where, "exception")
    return _node(passage, _Head(start, end, of, unnamed=True), found, start, end)


def _heads(passage: Passage, start: int, end: int) -> list[_Head]:
    lower = passage.lower
    own = [_Head(m.start(), m.end(), None) for m in _OWN.finditer(lower, start, end) if "breast" not in m.group()]
    free = [m.span() for m in (*FREE.finditer(lower, start, end), *HERS_TOO.finditer(lower, start, end))]
    named = [
        _Head(m.start, m.end, m.name)
        for m in cancers(passage)
        if start <= m.start < end
        and not is_unnamed(m.name)
        and not any(o.start < m.end and m.start < o.end for o in own)
        and not any(a <= m.start < b for a, b in free)  # "no recurrence of the first breast cancer"
    ]
    states = [*free, *(m.span() for m in TREATED.finditer(lower, start, end))]
    taken = [*own, *named]
    for match in _UNNAMED.finditer(lower, start, end):
        if any(a < match.end() <= b for a, b in states):
            continue  # "free of cancer"
        if not any(h.start < match.end() and match.start() < h.end for h in taken):
            taken.append(_Head(match.start(), match.end(), "other malignancy", unnamed=True))
    return sorted(taken, key=lambda h: (h.start, h.end))


def _items(
    passage: Passage, heads: list[_Head], start: int, end: int, handed: State
) -> list[tuple[_Head, State, int, int]]:
    """Each cancer with what is asked of it and the stretch of words that are about it.

    "adequately treated A or B" asks the same of both, and so does what closes a list of names: "A or B that was cured".
    """
    lower = passage.lower
    cuts = [start]
    for left, right in pairwise(heads):
        found = _separators(lower, min(left.end, right.start), right.start)
        cuts.append(found[-1] if found else min(left.end, right.start))
    cuts.append(end)
    closing = None if heads[-1].unnamed else _OR_WHO.search(lower, heads[-1].end, end)
    if closing is not None and state_of(lower[closing.start() : end]).years:
        cuts[-1] = closing.start()
    items: list[tuple[_Head, State, int, int]] = []
    opening = [m for m in _SEPARATOR.finditer(lower, start, heads[0].start) if state_of(lower[start : m.start()]).years]
    if opening and not heads[0].unnamed:  # "who have been disease-free for 5 years, or had a basal cell carcinoma"
        cuts[0] = opening[0].start()
        items.append(
            (_Head(start, cuts[0], "other malignancy", unnamed=True), state_of(lower[start : cuts[0]]), start, cuts[0])
        )
    if cuts[-1] < end:  # "who had a basal cell carcinoma, or who have been disease-free for 5 years"
        head = _Head(cuts[-1], end, "other malignancy", unnamed=True)
        items.append((head, state_of(lower[cuts[-1] : end]), cuts[-1], end))
    before = [state_of(lower[cuts[i] : h.start]) for i, h in enumerate(heads)]
    after = [state_of(lower[h.end : cuts[i + 1]]) for i, h in enumerate(heads)]
    for i, head in enumerate(heads):
        if head.unnamed or head.concept is None:
            handed = State()
        elif before[i].treated:
            handed = State(treated=True)
        elif handed.treated:
            before[i] = before[i].joined(handed)
    if len(heads) > 1 and not heads[-1].unnamed and after[-1].treated and not after[-1].years:
        for i in range(len(heads) - 2, -1, -1):
            if after[i].value or heads[i].unnamed:
                break
            before[i] = before[i].joined(State(treated=True))
    return items + [(h, before[i].joined(after[i]), cuts[i], cuts[i + 1]) for i, h in enumerate(heads)]


def _separators(lower: str, start: int, end: int) -> list[int]:
    """Where a new item may begin: at commas, "or" and the like, but for those of "stage I or II"."""
    stages = [m.span() for m in STAGES.finditer(lower, start, end)]
    found = [m.start() for m in _SEPARATOR.finditer(lower, start, end)]
    return [at for at in found if not any(a <= at < b for a, b in stages)]


def _node(passage: Passage, head: _Head, state: State, start: int, end: int) -> Node:
    concept = head.concept or ""
    detail = (AS_ANOTHER,) if concept != "other malignancy" else ()
    requirement = Requirement(
        Kind.CANCER, concept, state.value, state.years, detail=tuple(sorted({*detail, *state.detail}))
    )
    leaf = Leaf(requirement, passage.view.span(head.start, head.end))
    # any cancer at all would lift the exclusion whole: what singles out those that are meant was not read
    in_situ = is_breast(concept) and "situ" not in concept and _IN_SITU.search(passage.lower, head.start, head.end)
    if not state.rest and not in_situ and (not head.unnamed or state.value is not None or state.detail):
        return leaf
    where = passage.view.span(start, end)
    return All((leaf, Unparsed(where, "narrows the exception")), where)
