"""Owns inclusions that do no more than deny something: what no recogniser finds there is looked for as an exclusion of it."""

from __future__ import annotations

from dataclasses import replace

from criteria import atoms
from criteria.patterns import Words, regex
from criteria.sentence.compose import compose
from criteria.text.clean import Clean
from criteria.text.passage import Passage
from criteria.text.tag import mentions
from criteria.tree import Allow, Comparison, Effect, Leaf, Node, Section, Unparsed, walk
from criteria.words.context import scopes
from criteria.words.plain_words import FILLERS

_DENIES = regex(
    r"\W*(?:no|without|absence of|free (?:of|from)"
    r"|(?:(?:patients?|subjects?|participants?|women|they|and) )*(?:must|should) not (?:have|be))\b"
    r"(?: (?:any|an?)\b)?\s*(?:(?:patients?|subjects?|participants?) (?:with|who (?:have|had))\s+)?"
    r"(?!(?:or|and|more|longer)\b(?! than\b))"
)
# more than a name: a demand, a permission, another denial, a consequence
_SAYS_MORE = regex(
    r"\b(?:"
    r"must|should|shall|will|may|can|cannot|required?|needed|eligib\w+|ineligible|allowed|permitted|acceptable|no|not"
    r"|without|never|if|then|have|has|be|is|are|was|were|restrictions?|limits?|criteria|requirements?|other than)\b"
    r"|[;:]"
)


_NOTHING_LEFT = regex(
    r"\b(?:standard|options?|curative|effective|available|alternatives?|approved|satisfactory|proven|known to (?:be|prolong|confer))\b"
)
_COUNTS = regex(r"\W*(?:more|greater|fewer|less|longer|later|earlier|higher|lower|at)\b")
_PARTS = regex(r"[,;:()]|\b(?:or|and|and/or|that|which|who|whose|due|because)\b")
_WORD = regex(r"[a-z][a-z-]{3,}")
_FEW = 2  # words beside what was read: "ovariectomy *for advanced disease*"


def read_denied(passage: Passage) -> Node | None:
    """What an inclusion denies, read as an exclusion of it; None where it says anything else, or much of it stays unread.

    "No prior ovariectomy for advanced disease" keeps out whom "Prior ovariectomy for advanced disease" does.
    """
    excluded = _excluded(passage)
    node = None if excluded is None else compose(excluded, atoms.read(excluded))
    if excluded is None or node is None:
        return None
    parts = list(walk(node))
    leaves = [part for part in parts if isinstance(part, Leaf)]
    if not leaves or any(isinstance(part, Allow) for part in parts):
        return None
    if _COUNTS.match(excluded.lower) and not all(isinstance(e.requirement.value, Comparison) for e in leaves):
        return None
    read = sorted(excluded.view.place(part.span) for part in parts if isinstance(part, Leaf | Unparsed))
    return node if _is_whole(excluded, read) else None


# "this exception does not include carcinomatous meningitis, which is excluded regardless"
_UNEXCEPTED = regex(
    r"\W*(?:this|the|these) exceptions? (?:do|does) not (?:include|apply to|cover|extend to|pertain to) "
    r"(?P<what>[^.;,:]*?)(?:,? (?:which|who|that|as it|as they) (?:is|are|will be|remain) excluded\b[^.;]*)?\W*"
)


def read_unexcepted(passage: Passage) -> Node | None:
    """What an exception before it does not let in, as an exclusion of its own; None where the sentence says anything else."""
    found = _UNEXCEPTED.fullmatch(passage.lower) if passage.base is Effect.EXCLUDE else None
    if found is None:
        return None
    excluded = _as_exclusion(passage, passage.view.cut(*found.span("what")))
    return compose(excluded, atoms.read(excluded))


def _is_whole(excluded: Passage, read: list[tuple[int, int]]) -> bool:
    """Whether only a few words stand beside what was read, and none of them as a part of its own."""
    lower, at, left = str(excluded.lower), 0, 0
    for start, end in [*read, (len(lower), len(lower))]:
        if start > at:
            words = [word for word in _WORD.findall(lower[at:start]) if word not in FILLERS]
            left += len(words)
            if words and _PARTS.search(lower, at, start) is not None:
                return False
        at = max(at, end)
    return left <= _FEW


def _excluded(passage: Passage) -> Passage | None:
    if passage.base is not Effect.REQUIRE or passage.section is not Section.INCLUSION:
        return None
    found = _DENIES.match(passage.lower)
    if found is None or any(says.search(passage.lower, found.end()) for says in (_SAYS_MORE, _NOTHING_LEFT)):
        return None
    view = passage.view.cut(found.end(), len(passage.text))
    return _as_exclusion(passage, view) if view.text else None


def _as_exclusion(passage: Passage, view: Clean) -> Passage:
    """A part of a passage as if it stood under the exclusions."""
    lower = Words.of(view.lower)
    return replace(
        passage,
        view=view,
        text=lower.also(view.text),
        lower=lower,
        section=Section.EXCLUSION,
        base=Effect.EXCLUDE,
        mentions=mentions(view),
        scopes=scopes(lower, excludes=True),
        claimed=[],
        excepted=[],
    )
