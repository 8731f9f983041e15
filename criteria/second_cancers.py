"""Owns the exceptions that trials make for other malignancies: named cancers, each with its own state and years, as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from criteria.atoms import Atom
from criteria.atoms.cancer_names import cancers, is_breast, is_unnamed
from criteria.atoms.second_cancer import OTHER
from criteria.atoms.stage import stage_list
from criteria.context import Cue, Mood
from criteria.numbers import NUMBER_OR_WORD, number
from criteria.passage import Passage
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import All, Allow, Any, Effect, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, Window, walk

AS_ANOTHER = ("as", "other malignancy")
"""The detail of a cancer that is had beside the trial's own: looked for in the history, not in the diagnosis."""

_UNNAMED = regex(
    r"\b(?:(?:any|all|an|a|another|other|prior|previous|past|second|secondary|that|those|such|invasive|solid|non-breast|primary|malignant|localized|early|in|situ)\s+)*"
    r"(?:malignan(?:cy|cies|t (?:disease|tumou?rs?|neoplasms?))|cancers?|tumou?rs?|neoplas(?:ms?|ias?)|carcinomas?)\b(?! of (?:the )?(?:disease|recurrence))"
)
_OWN = regex(
    r"\b(?:the )?(?:(?:current|present|primary|index|study|target|underlying|presenting)\W+)+(?:breast )?(?:disease|cancer|tumou?r|malignancy|indication)\b"
    r"|\b(?:the )?(?:disease|cancer|tumou?r|malignancy|indication)s? (?:under|being|of)\W+(?:the\W+)?(?:study|studied|treat\w*|investigat\w*|interest)(?: in this (?:study|trial))?\b"
)
_SEPARATOR = regex(r"[,;:(/]|\b(?:and/or|or|and|unless|except\w*|as well as|other than|like)\b")
_OR_WHO = regex(r",?\s*\bor (?:who|those|if|patients|women|subjects|participants|have|has|had|in whom)\b")
_INCLUDES = regex(r"[;,(] ?(?:but )?(?:also )?including\b")  # named again as no exception
_EXCEPTS = regex(
    r"\b(?:except(?:ions?|ing|ional)?|unless|other than|excluding|exclude[sd]?|eligible|allowed|permitted|acceptable)\b[^.;]{0,60}$"
)
_TREATED = regex(
    r"\b(?:(?:adequate|appropriate|effective|successful|curative|proper|definitive|complete|full|surgical|previous|radical|local|prior|optimal)(?:ly)?[\s-]+)*"
    r"(?:treated|resected|excised|cured|removed|irradiated|ablated|managed)\b(?: (?:by|with|using) (?:curative intent|curative therapy|surgery(?: alone| only)?|(?:local|surgical|wide)? ?(?:excision|resection)(?: alone| only)?|mastectomy(?: alone| only)?|cone biopsy))*"
    r"|\b(?:has|have|had)? ?(?:undergone|received|completed|following|after) (?:(?:potentially|all|adequate|definitive|successful|complete) )*(?:curative|radical|definitive) (?:therapy|treatment|surgery|resection|excision|intent)\b"
    r"|\b(?:potentially )?curative(?:ly)? (?:therapy|treatment|surgery|resection)\b|\bcurative intent\b|\bcone[- ]biopsied\b|\b(?:complete|surgical|adequate) (?:resection|excision)\b"
    r"|\b(?:definitive |all |anti-?cancer |successful )*(?:treatment|therapy) (?:was |has been |been )*completed\b|\bcompleted (?:all )?(?:treatment|therapy)\b|\b(?:considered|deemed|regarded as|thought to be) (?:to be )?cured\b"
)
_FREE = regex(
    r"\b(?:continuously |remained |clinically )*(?:disease|recurrence|relapse|cancer|event|tumou?r|progression)[- ]free\b(?: (?:survival|interval|period|status))?"
    r"|\b(?:no|without|not)\b(?: (?:any|known|subsequent|further|current|clinical|radiographic|active|been|shown|had|evidence|signs?|of|having|there|since))*[\s-]+(?:recurrences?|relapsed?|recurred|disease|active disease|malignancy|cancer|evidence)\b(?: (?:or|and) (?:recurrence|relapse|metasta\w+|progression|disease))?"
    r"|\b(?:in )?(?:(?:complete|clinical|current(?:ly)?|full|durable) )*remission\b|\bned\b|\bfree (?:of|from) (?:the )?(?:\w+ )?(?:disease|cancer|recurrence|relapse|malignancy|tumou?r)\b|\binactive\b"
)
_DIAGNOSED = regex(r"\b(?:was |were |been |is )?(?:first |initially )?diagnos(?:ed|is)\b|\bpost[- ]diagnosis\b")
_YEARS = regex(
    rf"(?P<op>≥|>\s?/?=|=?\s?>|\b(?:at least|more than|greater than|over|minimum(?: of)?|longer than|a period of|up to|no less than|last|past|previous|within)\b)?(?: the)?(?: (?:last|past|previous))?\s*(?:a |an )?"
    rf"(?<![\w.])(?P<number>{NUMBER_OR_WORD})\s*(?:\(\s*[\w≥>= ]+\s*\)\s*)?(?:\+\s*|or more\s+|full\s+)?-?\s*(?P<unit>years?|yrs?|months?)\b(?: (?:or more|or longer|or greater|ago|earlier))*"
)
_UNTIMED = regex(
    r"\b(?:even if|regardless|irrespective)\b[^.;:]*?(?:years?|months?|interval|time)\b|\b(?:have been |were )?diagnosed (?:and|or) treated within the (?:past|last) \S+ (?:years?|months?)"
)
_STAGE = regex(
    r"\b(?:figo |clinical |tnm )?stages?\s+(?P<groups>(?:iv|i{1,3}|[0-4])[abc]?\d?(?:\s*(?:-|,|/|or|to|and)+\s*(?:iv|i{1,3}|[0-4])[abc]?\d?\b)*)\b(?:,? grade (?:1|i|2)\b)?"
)
_KIND_OF = regex(
    r"\b(?:(?:very |clinically )?low[- ](?:grade|risk|stage)|early(?:[- ]stage)?|locali[sz]ed|superficial|non-?\s?invasive|non-?muscle[- ]invasive|papillary|follicular|indolent|incidental\w*|small|grade [12i]+|contralateral|ipsilateral|focal|minimally invasive|well[- ]differentiated|benign|organ[- ]confined|t1a?|ta|cutaneous|gleason\s*(?:scores?|grades?|sum|group|of|\s)*[≤<=]*\s*\d)\b"
)
_FILLER = regex(
    r"\b(?:the|a|an|any|all|of|or|and|for|with|is|are|was|were|be|been|being|which|that|who|whom|whose|where|has|have|had|having|from|to|in|at|by|on|if|provided|as|long|may|will|can|also|but|this|these|those|such|like|including|includes?|following|surgically|eg|e\.g|i\.e|etc|"
    r"patients?|subjects?|participants?|women|individuals?|persons?|they|their|her|it|history|prior|previous(?:ly)?|past|known|only|other|types?|forms?|cases?|eligible|allowed|allowable|permitted|permissible|acceptable|included|enrolled|enter|participate|considered|exceptions?|except|excepting|excluding|exception|unless|than|however|"
    r"skin|uterine|uteri|uterus|cell|cells|carcinomas?|cancers?|malignanc(?:y|ies)|malignant|tumou?rs?|neoplasms?|neoplasias?|lesions?|disease|situ|site|sites|organ|breast|female|mammary|human|both|either|one|more|some|not|limited|currently|current|now|synchronous|metachronous|since|there|evidence|time|prior|before|enrol\w*|entry|registration|randomi[sz]ation|study|trial|screening|ago|earlier|previously|diagnosed|diagnosis|first|dose|least|definitive|therapy|treatment|years?|months?|long|duration|invasive|histologically|confirmed|biopsy[- ]proven|pure)\b"
)
_WORD = regex(r"[a-z][a-z-]{2,}")


@dataclass(frozen=True, slots=True)
class _Head:
    """A cancer that an exception names, at ``start`` to ``end``; ``concept`` is None for the trial's own disease."""

    start: int
    end: int
    concept: str | None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What words around a cancer ask of it; ``rest`` tells that some of them were not read."""

    treated: bool = False
    free: bool = False
    diagnosed: bool = False
    years: Window | None = None
    detail: tuple[tuple[str, str], ...] = ()
    rest: bool = False

    @property
    def value(self) -> str | None:
        if self.free:
            return "disease-free"
        if self.treated:
            return "treated"
        return "diagnosed" if self.years is not None else None

    def joined(self, other: _State) -> _State:
        return _State(
            self.treated or other.treated,
            self.free or other.free,
            self.diagnosed or other.diagnosed,
            self.years or other.years,
            tuple(sorted({*self.detail, *other.detail})),
            self.rest or other.rest,
        )


def exception(passage: Passage, start: int, end: int, *, treated: bool = False) -> Node | None:
    """The cancers that the words at ``start`` to ``end`` except, each a requirement of its own, any of which will do.

    Words that were not read stay as an alternative, or narrow the cancer beside them. None where nothing is excepted but
    the trial's own disease, or the words only introduce a list. ``treated`` tells that the words before them ask for that.
    """
    if included := _INCLUDES.search(passage.lower, start, end):
        end = included.start()
    heads = _heads(passage, start, end)
    where = passage.view.span(start, end)
    others = [h for h in heads if h.concept is not None]
    if not others:
        return _without_names(passage, start, end, own=bool(heads))
    nodes: dict[Requirement | Span, Node] = {}
    for item in _items(passage, heads, start, end, _State(treated=treated)):
        if item[0].concept is not None:
            node = _node(passage, *item)
            nodes.setdefault(node.requirement if isinstance(node, Leaf) else node.span, node)
    return next(iter(nodes.values())) if len(nodes) == 1 else Any(tuple(nodes.values()), where)


def permission(passage: Passage, atoms: Sequence[Atom]) -> Node | None:
    """A sentence that permits other malignancies, or an item of a list of those that are; None where it does neither."""
    heads = [h for h in _heads(passage, 0, len(passage.text)) if h.concept is not None]
    listed = OTHER.search(passage.lead) is not None and _EXCEPTS.search(passage.lead) is not None
    if not heads or not (listed or _permits(passage, heads[0])):
        return None
    others = any(a.requirement.kind is Kind.CANCER and a.requirement.concept == "other malignancy" for a in atoms)
    if not (others or listed or any(not h.unnamed and not is_breast(h.concept or "") for h in heads)):
        return None
    if any(a.start < heads[0].start and a.requirement.kind not in _ABOUT_CANCER for a in atoms):
        return None
    asked = _state(passage.lead[-_TAIL:]).treated if listed else False
    node = exception(passage, 0, len(passage.text), treated=asked)
    if node is None or (listed and passage.base is not Effect.ALLOW):
        return node
    return Allow(node, node.span)


_TAIL = 40  # characters at the end of a heading that can ask something of its list: "except curatively treated:"
_ABOUT_CANCER = frozenset({Kind.CANCER, Kind.STAGE, Kind.ADMINISTRATIVE, Kind.SEX})


def announces(words: str) -> bool:
    """Whether a line, in lower case, opens a list of the other malignancies that it excepts."""
    return words.endswith(":") and _EXCEPTS.search(words) is not None and OTHER.search(words) is not None


def _permits(passage: Passage, head: _Head) -> bool:
    opening = passage.scopes.over(head.start, Cue.EXCEPTION)
    return passage.scopes.mood(head.start) is Mood.PERMITTED or (opening is not None and opening.at <= _OPENING)


def loosened(before: Node, after: Node) -> Node | None:
    """An exclusion of other malignancies with a permission that stands in an item of its own; None where it is another matter."""
    granted = [part.node for part in (after.nodes if isinstance(after, All) else (after,)) if isinstance(part, Allow)]
    about = [leaf.requirement for part in granted for leaf in walk(part) if isinstance(leaf, Leaf)]
    if not about or not all(AS_ANOTHER in r.detail or r.concept == "other malignancy" for r in about):
        return None
    if isinstance(after, All) and len(granted) != len(after.nodes):
        return None
    lifting = granted[0] if len(granted) == 1 else Any(tuple(granted), after.span)
    return _loosened(before, lifting)


def _loosened(node: Node, lifting: Node) -> Node | None:
    match node:
        case Not(inner) if any(
            isinstance(n, Leaf) and n.requirement.concept == "other malignancy" for n in walk(inner)
        ):
            return Unless(node, lifting, node.span.cover(lifting.span))
        case Unless(inner):
            new = _loosened(inner, lifting)
            return None if new is None else Unless(node, lifting, node.span.cover(lifting.span))
        case All(nodes):
            parts = [(_loosened(part, lifting) or part) for part in nodes]
            return (
                None if all(new is old for new, old in zip(parts, nodes, strict=True)) else All(tuple(parts), node.span)
            )
        case _:
            return None


_OPENING = 2  # characters before a word that opens a sentence


def excepting(passage: Passage, node: Node, atom: Atom) -> tuple[Node, list[tuple[int, int]]]:
    """The exclusion of other malignancies with the exceptions behind it, and the stretches of those that were read.

    An exception within an exception gives one more way out: "other than melanoma, unless cured 5 years ago".
    """
    done: list[tuple[int, int]] = []
    reach = atom.end
    for scope in sorted(passage.scopes.found, key=lambda s: s.at):
        if scope.cue is not Cue.EXCEPTION or scope.at < atom.end:
            continue
        done.append((scope.at, scope.end))
        if scope.at < reach:
            continue
        reach = scope.end
        lifting = exception(passage, scope.start, scope.end)
        if lifting is not None:
            node = Unless(node, lifting, node.span.cover(passage.view.span(scope.at, scope.end)))
    return node, done


def _without_names(passage: Passage, start: int, end: int, *, own: bool) -> Node | None:
    """An exception by state alone: "unless disease-free for 5 years"."""
    where = passage.view.span(start, end)
    words = passage.lower[start:end].strip()
    state = _state(words)
    if words.endswith(":") or not words:
        return None
    if state.value is None:
        return None if own else Unparsed(where, "exception")
    return _node(passage, _Head(start, end, "other malignancy", unnamed=True), state, start, end)


def _heads(passage: Passage, start: int, end: int) -> list[_Head]:
    lower = passage.lower
    own = [_Head(m.start(), m.end(), None) for m in _OWN.finditer(lower, start, end) if "breast" not in m.group()]
    named = [
        _Head(m.start, m.end, m.name)
        for m in cancers(passage)
        if start <= m.start < end
        and not is_unnamed(m.name)
        and not any(o.start < m.end and m.start < o.end for o in own)
    ]
    states = [m.span() for pattern in (_FREE, _TREATED) for m in pattern.finditer(lower, start, end)]
    taken = [*own, *named]
    for match in _UNNAMED.finditer(lower, start, end):
        if any(a < match.end() <= b for a, b in states):
            continue  # "free of cancer"
        if not any(h.start < match.end() and match.start() < h.end for h in taken):
            taken.append(_Head(match.start(), match.end(), "other malignancy", unnamed=True))
    return sorted(taken, key=lambda h: (h.start, h.end))


def _items(
    passage: Passage, heads: list[_Head], start: int, end: int, handed: _State
) -> list[tuple[_Head, _State, int, int]]:
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
    if closing is not None and _state(lower[closing.start() : end]).years:
        cuts[-1] = closing.start()
    items: list[tuple[_Head, _State, int, int]] = []
    opening = [m for m in _SEPARATOR.finditer(lower, start, heads[0].start) if _state(lower[start : m.start()]).years]
    if opening and not heads[0].unnamed:  # "who have been disease-free for 5 years, or had a basal cell carcinoma"
        cuts[0] = opening[0].start()
        items.append(
            (_Head(start, cuts[0], "other malignancy", unnamed=True), _state(lower[start : cuts[0]]), start, cuts[0])
        )
    if cuts[-1] < end:  # "who had a basal cell carcinoma, or who have been disease-free for 5 years"
        head = _Head(cuts[-1], end, "other malignancy", unnamed=True)
        items.append((head, _state(lower[cuts[-1] : end]), cuts[-1], end))
    before = [_state(lower[cuts[i] : h.start]) for i, h in enumerate(heads)]
    after = [_state(lower[h.end : cuts[i + 1]]) for i, h in enumerate(heads)]
    for i, head in enumerate(heads):
        if head.unnamed or head.concept is None:
            handed = _State()
        elif before[i].treated:
            handed = _State(treated=True)
        elif handed.treated:
            before[i] = before[i].joined(handed)
    if len(heads) > 1 and not heads[-1].unnamed and after[-1].treated and not after[-1].years:
        for i in range(len(heads) - 2, -1, -1):
            if after[i].value or heads[i].unnamed:
                break
            before[i] = before[i].joined(_State(treated=True))
    return items + [(h, before[i].joined(after[i]), cuts[i], cuts[i + 1]) for i, h in enumerate(heads)]


def _separators(lower: str, start: int, end: int) -> list[int]:
    """Where a new item may begin: at commas, "or" and the like, but for those of "stage I or II"."""
    stages = [m.span() for m in _STAGE.finditer(lower, start, end)]
    found = [m.start() for m in _SEPARATOR.finditer(lower, start, end)]
    return [at for at in found if not any(a <= at < b for a, b in stages)]


def _node(passage: Passage, head: _Head, state: _State, start: int, end: int) -> Node:
    concept = head.concept or ""
    detail = (AS_ANOTHER,) if not head.unnamed else ()
    requirement = Requirement(
        Kind.CANCER, concept, state.value, state.years, detail=tuple(sorted({*detail, *state.detail}))
    )
    leaf = Leaf(requirement, passage.view.span(head.start, head.end))
    # any cancer at all would lift the exclusion whole: what singles out those that are meant was not read
    if not state.rest and (not head.unnamed or state.value is not None or state.detail):
        return leaf
    where = passage.view.span(start, end)
    return All((leaf, Unparsed(where, "narrows the exception")), where)


def _state(words: str) -> _State:
    """What a stretch of words asks of the cancer that it stands beside."""
    rest = _UNTIMED.sub(" ", words)
    found = {}
    for name, pattern in (("free", _FREE), ("treated", _TREATED), ("diagnosed", _DIAGNOSED)):
        found[name] = pattern.search(rest) is not None
        rest = pattern.sub(" ; ", rest)
    years = _YEARS.search(rest)
    window = None
    if years is not None:
        op = ">" if years["op"] in (">", "more than", "greater than", "over", "longer than") else ">="
        window = Window(op, number(years["number"]), "months" if years["unit"].startswith("mo") else "years")
        rest = _YEARS.sub(" ; ", rest)
    detail = []
    if stage := _STAGE.search(rest):
        detail.append(("stage", " or ".join(stage_list(stage["groups"]))))
        rest = _STAGE.sub(" ; ", rest)
    if kinds := [m.group() for m in _KIND_OF.finditer(rest)]:
        detail.append(("extent", ", ".join(kinds)))
        rest = _KIND_OF.sub(" ; ", rest)
    rest = _FILLER.sub(" ", rest)
    return _State(**found, years=window, detail=tuple(detail), rest=_WORD.search(rest) is not None)
