"""Owns the shape of the vocabulary: concepts, and the surfaces by which a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from criteria.tree import Kind


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that criteria name; ``name`` is spelt as the gold guidelines spell it.

    ``parents`` are broader concepts of the same kind. ``components`` are the drugs of a regimen, ``members`` what an
    umbrella word stands for ("transaminases": AST and ALT). ``half_life_days`` is the terminal half-life where it is
    well known. ``codes`` are ``SYSTEM:code``. ``source`` is a key of ``SOURCES.tsv``.
    """

    kind: Kind
    name: str
    category: str
    synonyms: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    half_life_days: float | None = None
    codes: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


class Surface(NamedTuple):
    """One way of writing a concept, for the tagger; a tuple, because there are tens of thousands of them.

    ``text`` is in lower case and matches in any case, unless ``case`` is set: then it matches only as it stands.
    ``context`` marks a word that names the concept only among words that make it so ("liver" for metastases).
    """

    text: str
    kind: Kind
    name: str
    case: bool = False
    context: bool = False
