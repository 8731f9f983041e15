"""Owns the sentence that a tree makes: its requirements stated or denied, and how they are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from criteria.render.frames import phrase
from criteria.render.phrase import Clause, is_compound, listed, together
from criteria.span import Span
from criteria.tree import All, Allow, Any, AtLeast, If, Leaf, Node, Not, Requirement, Unless, Unparsed

_LONGEST_QUOTE = 200
# the words that join an unread clause are the sentence's own
_JOINING = re.compile(
    r"(?:if|unless|except(?: (?:for|if|when))?|when|where|provided(?: that)?|with the exception of)\s+", re.IGNORECASE
)


def render(node: Node, text: str, *, audience: str = "clinician") -> str:
    """The tree as one sentence; ``audience`` is ``clinician`` or ``patient``, who is spoken to.

    >>> from criteria.tree import Comparison, Kind, Leaf, Requirement
    >>> render(Leaf(Requirement(Kind.LAB, "ANC", Comparison(">=", 1.5, "10*9/L")), Span(0, 0)), "")
    'ANC at least 1.5 × 10⁹/L.'
    """
    words = "; ".join(together(_Teller(text, audience == "patient").stated(node), "and"))
    return words[:1].upper() + words[1:] + ("" if words.endswith(("?", "…")) else ".")


def describe(requirement: Requirement) -> str:
    """One requirement in a clinician's words: "prior chemotherapy for metastatic disease within 4 weeks"."""
    return str(phrase(requirement, True, patient=False))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the trees of one text to one audience."""

    text: str
    patient: bool

    def stated(self, node: Node) -> Iterator[Clause]:
        """What must all hold for the node to be true."""
        match node:
            case Leaf(requirement):
                yield phrase(requirement, True, patient=self.patient)
            case Unparsed(span):
                yield f"not read: “{self._quote(span)}”"
            case Not(part):
                yield from self._denied(part)
            case All(nodes):
                yield from self._each(nodes, True)
            case Any(nodes):
                yield self._choice(nodes)
            case AtLeast(count, nodes):
                yield f"at least {count} of ({self._listed(nodes)})"
            case Unless(part, exception):
                yield f"{self._inline(part)}, unless {self._condition(exception)}"
            case If(condition, part):
                yield f"if {self._condition(condition)}: {self._inline(part)}"
            case Allow(Unparsed(span)):
                yield f"allowed: “{self._quote(span)}” (not read)"
            case Allow(part):
                yield from self._allowed(part)

    def _denied(self, node: Node) -> Iterator[Clause]:
        """What must all hold for the node to be false."""
        match node:
            case Leaf(requirement):
                yield phrase(requirement, False, patient=self.patient)
            case Unparsed(span):
                yield f"not read: “{self._quote(span)}”"
            case Not(part):
                yield from self.stated(part)
            case All(nodes):
                yield self._not_all(nodes)
            case Any(nodes):
                yield from self._each(nodes, False)
            case AtLeast(count, nodes):
                yield f"fewer than {count} of ({self._listed(nodes)})"
            case Unless(part, exception):
                yield from self._each((part, exception), False)
            case If(condition, part):
                yield from self.stated(condition)
                yield from self._denied(part)
            case Allow(part):
                yield f"not allowed: {self._inline(part)}"

    def _allowed(self, part: Node) -> Iterator[Clause]:
        for told in self.stated(part):
            if isinstance(told, str):
                yield f"allowed: {told}"
            else:
                yield told._replace(before=f"allowed: {told.before}", denied=True)

    def _listed(self, nodes: Iterable[Node]) -> str:
        return "; ".join(self._inline(part) for part in nodes)

    def _each(self, nodes: Iterable[Node], wanted: bool) -> Iterator[Clause]:
        for node in nodes:
            yield from self.stated(node) if wanted else self._denied(node)

    def _inline(self, node: Node) -> str:
        """The node inside a sentence: several clauses joined by "and", in brackets where that is not clear."""
        told = tuple(together(self.stated(node), "and"))
        if len(told) > 1 and any(is_compound(clause) for clause in told):
            return f"({'; '.join(told)})"
        return listed(told, "and")

    def _choice(self, nodes: Sequence[Node]) -> str:
        """Nodes of which one must be true."""
        phrases: list[Clause] = []
        for node in nodes:
            told = tuple(self.stated(node))
            phrases.append(told[0] if len(told) == 1 else self._inline(node))
        ways = tuple(together(phrases, "or"))
        if len(ways) == 1:
            return ways[0]
        if len(ways) == 2 and not any(is_compound(way) for way in ways):
            return f"either {ways[0]} or {ways[1]}"
        return f"one of ({'; '.join(ways)})"

    def _not_all(self, nodes: Sequence[Node]) -> str:
        """Nodes of which one must be false; where some were not read, those that were are denied, with the words of the rest."""
        unread = [self._quote(node.span) for node in nodes if isinstance(node, Unparsed)]
        read = [node for node in nodes if not isinstance(node, Unparsed)]
        if unread and read:
            denied = self._denied(read[0]) if len(read) == 1 else iter((self._not_all(read),))
            words = " … ".join(unread)
            return f"{'; '.join(together(denied, 'and'))} (not read: “{words}”)"
        return f"not together ({'; '.join(together(self._each(nodes, True), 'and'))})"

    def _condition(self, node: Node) -> str:
        if isinstance(node, Unparsed):
            return f"“{_JOINING.sub('', self._quote(node.span), count=1)}” (not read)"
        return f"({self._inline(node)})" if isinstance(node, If | Unless) else self._inline(node)

    def _quote(self, span: Span) -> str:
        words = " ".join(span.of(self.text).split())
        return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"
