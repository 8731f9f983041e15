"""What a person corrects holds wherever the same words stand, survives everything, and is flagged when they change."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import pytest

from criteria.criterion import Criteria, Criterion
from criteria.span import Span
from criteria.tree import Kind, Leaf, Not, Requirement
from indexer import review, upkeep
from indexer.document import prepare
from indexer.errors import IndexerError, RefreshRefusedError
from indexer.index import StudyIndex
from indexer.records import read_study, typed_criteria
from tests.indexer.records import record

WORDS = "Der blorptinib Schnurps darf nicht second gezwirbelt sein"


def trial(number: int, line: str = WORDS) -> dict[str, Any]:
    text = f"Inclusion Criteria:\n\n* ECOG performance status 0 or 1\n* {line}\n"
    return record(number, eligibilityModule={"eligibilityCriteria": text})


@pytest.fixture
def index(local_index: StudyIndex) -> StudyIndex:
    with local_index.change() as change:
        change.put(prepare(trial(1), "2026-02-01T09:00:00"))
        change.put(prepare(trial(2, WORDS.replace("Schnurps ", "Schnurps\n  ")), "2026-02-01T09:00:00"))
        change.put(prepare(trial(3, "Something else"), "2026-02-01T09:00:00"))
    return local_index


def criteria_of(index: StudyIndex, nct_id: str) -> Criteria:
    stored = index.get(nct_id)
    assert stored is not None
    return stored.criteria()


def the_one(criteria: Criteria, word: str = "blorptinib") -> Criterion:
    (found,) = [c for c in criteria.criteria if word in c.span.of(criteria.text)]
    return found


def meaning(criteria: Criteria, criterion: Criterion) -> Not:
    """That the drug is excluded, pointing at its name."""
    at = criteria.text.index("blorptinib")
    leaf = Leaf(Requirement(Kind.THERAPY, "blorptinib", "prior"), Span(at, at + len("blorptinib")))
    return Not(leaf, criterion.span)


@pytest.fixture
def made(index: StudyIndex) -> review.Correction:
    criteria = criteria_of(index, "NCT90000001")
    criterion = the_one(criteria)
    return review.correction(
        criteria, criterion, meaning(criteria, criterion), nct_id="NCT90000001", who="Dr. A", note="a drug"
    )


def test_a_correction_reaches_every_study_with_the_words_however_their_lines_break(
    index: StudyIndex, made: review.Correction
) -> None:
    assert review.correct(index, [made], partial(upkeep.reread, index)) == ["NCT90000001", "NCT90000002"]
    for nct_id in ("NCT90000001", "NCT90000002"):
        criteria = criteria_of(index, nct_id)
        found = the_one(criteria)
        assert found.node == meaning(criteria, found)
        assert found.node.node.span.of(criteria.text) == "blorptinib"
        assert found.read == 1.0
    assert criteria_of(index, "NCT90000003") == typed_criteria(read_study(trial(3, "Something else")))


def test_it_survives_a_rebuild_and_a_new_version_of_the_record(index: StudyIndex, made: review.Correction) -> None:
    review.correct(index, [made], partial(upkeep.reread, index))
    upkeep.rebuild(index)
    criteria = criteria_of(index, "NCT90000002")
    assert the_one(criteria).node == meaning(criteria, the_one(criteria))
    assert list(upkeep.verify(index)) == []


def test_who_and_when_are_kept(index: StudyIndex, made: review.Correction) -> None:
    review.correct(index, [made], partial(upkeep.reread, index))
    (kept,) = review.corrections(index).values()
    assert kept == made
    assert (kept.who, kept.note, kept.when[:2]) == ("Dr. A", "a drug", "20")


def test_withdrawn_it_is_read_as_before(index: StudyIndex, made: review.Correction) -> None:
    before = criteria_of(index, "NCT90000001")
    review.correct(index, [made], partial(upkeep.reread, index))
    assert criteria_of(index, "NCT90000001") != before
    review.withdraw(index, made.hash, partial(upkeep.reread, index))
    assert criteria_of(index, "NCT90000001") == before
    assert review.corrections(index) == {}


def test_while_a_refresh_is_under_way_nothing_is_kept_and_nothing_dropped(
    index: StudyIndex, made: review.Correction
) -> None:
    index.lease("refresh", "elsewhere/12/1", 60)
    with pytest.raises(RefreshRefusedError):
        review.correct(index, [made], partial(upkeep.reread, index))
    assert review.corrections(index) == {}
    index.release("refresh", "elsewhere/12/1")
    review.correct(index, [made], partial(upkeep.reread, index))
    index.lease("refresh", "elsewhere/12/1", 60)
    with pytest.raises(RefreshRefusedError):
        review.withdraw(index, made.hash, partial(upkeep.reread, index))
    assert review.corrections(index) == {made.hash: made}


def test_it_is_flagged_when_the_words_under_it_change(index: StudyIndex, made: review.Correction) -> None:
    review.correct(index, [made], partial(upkeep.reread, index))
    assert review.outdated(index) == []
    with index.change() as change:
        change.put(prepare(trial(1, WORDS.replace("second", "third")), "2026-02-02T09:00:00"))
    assert review.outdated(index) == [made]


def test_the_same_words_in_the_other_section_are_another_criterion() -> None:
    assert review.fingerprint("inclusion", WORDS) != review.fingerprint("exclusion", WORDS)
    assert review.fingerprint("inclusion", WORDS) == review.fingerprint("inclusion", WORDS.replace(" ", "\n  "))


def test_a_meaning_beyond_the_words_and_an_unnamed_corrector_are_refused(index: StudyIndex) -> None:
    criteria = criteria_of(index, "NCT90000001")
    criterion = the_one(criteria)
    beyond = replace(meaning(criteria, criterion), span=Span(0, 3))
    with pytest.raises(ValueError, match="beyond the words"):
        review.correction(criteria, criterion, beyond, nct_id="NCT90000001", who="Dr. A")
    with pytest.raises(ValueError, match="needs the name"):
        review.correction(criteria, criterion, criterion.node, nct_id="NCT90000001", who=" ")


def test_doubts_begin_with_what_is_least_read(index: StudyIndex) -> None:
    doubts = review.queue(index)
    assert [doubt.read for doubt in doubts] == sorted(doubt.read for doubt in doubts)
    (unread,) = [doubt for doubt in doubts if "blorptinib" in doubt.text]
    assert unread.studies == ("NCT90000001", "NCT90000002")
    assert unread.read < 1
    assert len(review.queue(index, limit=1)) == 1


def test_what_is_exported_can_be_imported(index: StudyIndex, made: review.Correction) -> None:
    review.correct(index, [made], partial(upkeep.reread, index))
    lines = list(review.export(index))
    assert review.read_lines([*lines, "\n"]) == [made]


@pytest.mark.parametrize("line", ["{}", "nonsense", "[]", '{"hash": 3}'])
def test_a_line_that_is_no_correction_is_named(line: str) -> None:
    with pytest.raises(IndexerError, match="line 1 is not a correction"):
        review.read_lines([line])


def test_a_line_that_was_tampered_with_is_refused(made: review.Correction) -> None:
    changed = asdict(made) | {"text": made.text.upper()}
    with pytest.raises(IndexerError, match="line 1: the fingerprint is not that of the text"):
        review.read_lines([json.dumps(changed)])
