"""Owns how a reviewer says what a criterion means: by other words that the parser does read, or by what it lacks."""

from __future__ import annotations

from criteria import parse
from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import All, Node, Section, Unparsed
from indexer.errors import IndexerError
from indexer.relocate import relocated
from indexer.review import fingerprint

_HEADINGS = {Section.INCLUSION: "Inclusion Criteria:", Section.EXCLUSION: "Exclusion Criteria:"}


def find_criterion(criteria: Criteria, hash_: str) -> Criterion:
    """The criterion whose fingerprint begins with ``hash_``; IndexerError if there is none, or more than one."""
    found = {
        print_: c
        for c in criteria.criteria
        if c.registry_field is None
        and (print_ := fingerprint(str(c.section), c.span.of(criteria.text))).startswith(hash_)
    }
    if len(found) != 1:
        raise IndexerError(f"{len(found)} criteria of the study have a fingerprint that begins with {hash_!r}")
    return next(iter(found.values()))


def restated(criterion: Criterion, words: str) -> Node:
    """The meaning of ``words``, standing for the whole criterion; IndexerError where they are not read in full.

    They are read under the heading of the criterion's own section, so an exclusion is said as an exclusion.
    """
    read = parse(f"{_HEADINGS[criterion.section]}\n\n* {' '.join(words.split())}\n")
    own = [c for c in read.criteria if c.registry_field is None]
    if not own or any(c.read < 1 for c in own):
        raise IndexerError(f"these words are not read in full either: {words!r}")
    node = own[0].node if len(own) == 1 else All(tuple(c.node for c in own), Span(0, 0))
    return relocated(node, lambda _: criterion.span)


def unread(criterion: Criterion, why: str) -> Node:
    """The criterion as words that no one has read: it stays open for everyone."""
    return Unparsed(criterion.span, why)
