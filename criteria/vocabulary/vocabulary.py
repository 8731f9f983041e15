"""Owns the vocabulary: which concepts there are, what they are called, and which is a kind of which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from criteria.errors import VocabularyError
from criteria.tree import Kind
from criteria.vocabulary.concept import Concept, Surface
from criteria.vocabulary.spelling import fold, key, plain, unhyphenated, variants
from criteria.vocabulary.tables import TABLES, concepts, rows
from criteria.vocabulary.uncollected import uncollected

_LETTERS = 6


class Vocabulary:
    """All concepts by kind. Immutable once built; ``load()`` gives the one that the package carries."""

    __slots__ = ("_ancestors", "_beginnings", "_by_key", "_concepts", "_descendants", "_rules", "_surfaces")

    def __init__(self, all_concepts: Iterable[Concept], rules: dict[tuple[str, str], str] | None = None) -> None:
        """Index ``all_concepts``; a later one of the same name gives synonyms and codes to the earlier.

        ``rules`` maps a surface and a kind ("" for all) to how it is restricted.
        """
        self._concepts: dict[tuple[Kind, str], Concept] = {}
        self._by_key: dict[tuple[Kind, str], str] = {}
        self._rules = rules or {}
        for concept in all_concepts:
            place = concept.kind, fold(concept.name)
            if place in self._by_key:
                self._add_to(self._concepts[concept.kind, self._by_key[place]], concept)
            else:
                self._by_key[place] = concept.name
                self._concepts[concept.kind, concept.name] = concept
        for concept in self._concepts.values():
            for synonym in concept.synonyms:
                self._by_key.setdefault((concept.kind, fold(synonym)), concept.name)
        self._ancestors: dict[tuple[Kind, str], frozenset[str]] = {}
        self._descendants: dict[tuple[Kind, str], frozenset[str]] = {}
        self._beginnings: dict[Kind, frozenset[str]] = {}
        self._surfaces: tuple[Surface, ...] | None = None

    def _add_to(self, known: Concept, more: Concept) -> None:
        self._concepts[known.kind, known.name] = replace(
            known, synonyms=(*known.synonyms, *more.synonyms), codes=(*known.codes, *more.codes)
        )

    def __len__(self) -> int:
        return len(self._concepts)

    def concepts(self, kind: Kind | None = None) -> Iterator[Concept]:
        """Every concept, or those of one kind, in the order of the tables."""
        return (concept for concept in self._concepts.values() if kind is None or concept.kind is kind)

    def find(self, kind: Kind, text: str) -> Concept | None:
        """The concept with this name or synonym in any spelling (case, hyphens, plural, British), or None."""
        name = self._by_key.get((kind, key(text)))
        return self._concepts[kind, name] if name else None

    def ancestors(self, kind: Kind, name: str) -> frozenset[str]:
        """The names of everything broader than ``name``, without itself; a regimen is what its drugs are."""
        known = self._ancestors.get((kind, name))  # most are asked by their own names, and again and again
        if known is not None:
            return known
        concept = self.find(kind, name)
        if concept is None:
            return frozenset()
        known = self._ancestors.get((kind, concept.name))
        if known is None:
            known = frozenset(self._broader(concept)) - {concept.name}
            self._ancestors[kind, concept.name] = known
        return known

    def _broader(self, concept: Concept) -> set[str]:
        found: set[str] = set()
        waiting = [*concept.parents, *concept.components]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                above = self._concepts.get((concept.kind, name))
                waiting += [*above.parents, *above.components] if above else []
        return found

    def is_a(self, kind: Kind, name: str, ancestor: str) -> bool:
        """Whether ``name`` is ``ancestor`` or a kind of it; names and synonyms alike, unknown names only themselves."""
        one, other = self.find(kind, name), self.find(kind, ancestor)
        if one is None or other is None:
            return key(name) == key(ancestor)
        return one.name == other.name or other.name in self.ancestors(kind, one.name)

    def descendants(self, kind: Kind, name: str) -> frozenset[str]:
        """The names of everything that is a kind of ``name``, without itself."""
        if not self._descendants:
            below: dict[tuple[Kind, str], set[str]] = {}
            for each, lower in self._concepts:
                for ancestor in self.ancestors(each, lower):
                    below.setdefault((each, ancestor), set()).add(lower)
            self._descendants = {place: frozenset(names) for place, names in below.items()}
        concept = self.find(kind, name)
        return frozenset() if concept is None else self._descendants.get((kind, concept.name), frozenset())

    def begins_like_a_name(self, kind: Kind, word: str) -> bool:
        """Whether a word shares its first six letters with a name of this kind: it may be that name, misspelt."""
        known = self._beginnings.get(kind)
        if known is None:
            known = frozenset(name[:_LETTERS] for of, name in self._by_key if of is kind)
            self._beginnings[kind] = known
        return key(word)[:_LETTERS] in known

    def surfaces(self) -> tuple[Surface, ...]:
        """Every way of writing every concept, for the tagger; one surface can name concepts of several kinds."""
        if self._surfaces is None:
            found: dict[tuple[str, Kind], Surface] = {}
            for concept in self._concepts.values():
                self._write(concept, concept.name, found)
            for concept in self._concepts.values():
                for synonym in concept.synonyms:
                    self._write(concept, synonym, found)
            self._surfaces = tuple(found.values())
        return self._surfaces

    def _write(self, concept: Concept, spelling: str, found: dict[tuple[str, Kind], Surface]) -> None:
        kind = concept.kind
        rule = self._rules.get((spelling, kind)) or self._rules.get((spelling, ""))
        if rule == "never":
            return
        if rule == "case" or (rule is None and is_short_code(spelling)):
            found.setdefault((spelling, kind), Surface(spelling, kind, concept.name, True, False))
            return
        text = plain(spelling).lower()
        for form in unhyphenated(text) if concept.category in _INVARIABLE else variants(text):
            if (form, kind) not in found:
                found[form, kind] = Surface(form, kind, concept.name, False, rule == "context")


_INVARIABLE = frozenset({"drug", "gene", "disease", "neoplasm"})
"""Categories whose names have no plural and one spelling, or are too rare for further ones to pay."""


def is_short_code(spelling: str) -> bool:
    """Whether a spelling is so short an abbreviation that in lower case it would be another word ("AI", "SG")."""
    if len(spelling) > 5:
        return False
    letters = spelling.replace("-", "").replace("/", "")
    return len(letters) <= 3 and letters.isalpha() and not letters.islower()


RULES = ("case", "context", "never")
"""How a surface may be restricted: matched only as it stands, only in context, or never (but still found)."""


def read_rules() -> dict[tuple[str, str], str]:
    """The restricted surfaces of ``surfaces.tsv``. Raises VocabularyError for a rule that is none."""
    rules = {(row["surface"], row["kind"]): row["rule"] for row in rows("surfaces.tsv")}
    for (surface, _), rule in rules.items():
        if rule not in RULES:
            raise VocabularyError(f"surfaces.tsv, {surface!r}: rule must be one of {', '.join(RULES)}, got {rule!r}")
    return rules


@lru_cache(maxsize=1)
@uncollected()
def load() -> Vocabulary:
    """The package's vocabulary, read once. Raises VocabularyError when one of its files breaks its rules."""
    return Vocabulary((concept for table in TABLES for concept in concepts(table)), read_rules())
