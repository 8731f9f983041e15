"""Owns whom an exception spares of which only a part was read: whoever that part is true of, or nobody for certain.

"Unless there is a lytic lesion that can be measured" names bone metastases, and spares nobody for having these.
"""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import All, Allow, Any, Kind, Leaf, Node, Unparsed, walk
from criteria.words.plain_words import FILLERS

_WORD = regex(r"[a-z]{4,}")
_BESIDE = 1  # so many words may stand beside what was read, a brand or "resolved to grade 2"
_INTOLERANT = ("discontinued", "stopped", "withdrawn")  # what "intolerant" was read from


def spared_in_part(passage: Passage, asked: Node, atoms: Sequence[Atom], whole: Node, unread: Unparsed) -> Node:
    """What lifts ``asked`` by an exception whose words ``unread`` were read as ``whole``, but not all of them.

    Whoever is not in what was read may still be in the rest. Whoever is in it is spared, unless the rest may narrow it.
    """
    if _may_be_narrowed(passage, asked, atoms, unread):
        return Any((All((whole, unread), unread.span), unread), unread.span)
    return Any((whole, unread), unread.span)


def _may_be_narrowed(passage: Passage, asked: Node, atoms: Sequence[Atom], unread: Unparsed) -> bool:
    parts = asked.nodes if isinstance(asked, All) else (asked,)
    if all(isinstance(part, Allow) for part in parts):
        return False  # who may take part "unless …" is kept out by any part of what follows
    if all(node.requirement.kind is Kind.LAB for node in walk(asked) if isinstance(node, Leaf)):
        return False  # "unless the elevation is due to Gilbert's syndrome or another slow conjugation": a cause
    start, end = passage.view.place(unread.span)
    said = set(_WORD.findall(" ".join(_words_of(passage, a) for a in atoms if not a.is_unread)))
    return len({word for word in _WORD.findall(passage.lower[start:end]) if word not in said | FILLERS}) > _BESIDE


def _words_of(passage: Passage, atom: Atom) -> str:
    """The words that a statement was read from, and those that it says in its own way."""
    asked = atom.requirement
    own = [passage.lower[atom.start : atom.end], asked.concept, *(value for _, value in asked.detail)]
    return " ".join([*own, *(_INTOLERANT if asked.value == "intolerant" else ())]).lower()
