"""Owns the JSON in which the screening of a cohort leaves, whichever interface it leaves by."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from criteria.criterion import Criteria
from criteria.render import render
from criteria.span import NOWHERE
from indexer.index import SearchQuery, StoredStudy, StudyIndex
from indexer.study import Study
from matcher.at_once.cohort import Cohort, TrialCohort
from matcher.hard import softened
from matcher.topic import Topic, topic
from matcher.whatif import Step, funnel_of, returning, reworded, without

Record = dict[str, Any]


def every_trial(cohort: Cohort, index: StudyIndex, query: SearchQuery) -> Iterator[Record]:
    """The counts of each trial that the query admits and that is about the patients' disease, as the index gives them."""
    for stored in index.scan(query):
        study = stored.study()
        if topic(study) is not Topic.OTHER:
            yield trial_record(cohort, study, cohort.screen_softened(softened(stored, study)))


def best_first(trials: Collection[Record]) -> list[Record]:
    """Trials in the order of whom they may take: most who are eligible, then most who may be."""
    return sorted(trials, key=lambda one: (-len(one["eligible"]), -len(one["unknown"]), one["study"]))


def trial_record(cohort: Cohort, study: Study, found: TrialCohort) -> Record:
    """Who is eligible for a trial, of whom it is unknown, and how many are ruled out."""
    open_ = cohort.everyone & ~(found.eligible | found.ineligible)
    return {
        "study": study.nct_id,
        "title": study.title,
        "status": study.status,
        "patients": len(cohort.patients),
        "eligible": list(cohort.ids(found.eligible)),
        "unknown": list(cohort.ids(open_)),
        "ineligible": found.ineligible.bit_count(),
    }


def one_trial(
    cohort: Cohort, stored: StoredStudy, dropped: Collection[int] = (), words: dict[int, str] | None = None
) -> Record:
    """One trial with its funnel; with criteria dropped or reworded, by their numbers from 1, who would return.

    Raises ValueError for a number that no criterion has, or a criterion that has no words to change.
    """
    study = stored.study()
    criteria = stored.criteria(study)
    found = cohort.screen(criteria)
    record = trial_record(cohort, study, found) | {
        "criteria": [
            _step_record(number, step, criteria.text)
            for number, step in zip(_numbers(criteria), funnel_of(cohort, criteria), strict=True)
        ]
    }
    if dropped or words:
        changed = _changed(study, criteria, dropped, words or {})
        after = cohort.screen(changed)
        back = returning(found, after)
        record["what_if"] = {
            "without": sorted(dropped),
            "reworded": [{"number": number, "words": said} for number, said in sorted((words or {}).items())],
            "eligible": list(cohort.ids(after.eligible)),
            "unknown": list(cohort.ids(cohort.everyone & ~(after.eligible | after.ineligible))),
            "ineligible": after.ineligible.bit_count(),
            "returning": list(cohort.ids(found.ineligible & ~back.ineligible)),
        }
    return record


def _numbers(criteria: Criteria) -> Iterator[int]:
    """The numbers, from 1 in the order of all criteria, of those that hold for all arms."""
    return (number for number, criterion in enumerate(criteria.criteria, 1) if criterion.arm is None)


def _changed(study: Study, criteria: Criteria, dropped: Collection[int], words: dict[int, str]) -> Criteria:
    for number in (*dropped, *words):
        if not 1 <= number <= len(criteria.criteria):
            raise ValueError(f"there is no criterion {number}: {study.nct_id} has {len(criteria.criteria)}")
    if len(words) > 1 or (words and dropped):
        raise ValueError("either criteria are dropped or one is reworded")
    for number, said in words.items():
        try:
            return reworded(study, criteria, number - 1, said)
        except ValueError as error:
            raise ValueError(f"criterion {number}: {error}") from None
    return without(criteria, *(number - 1 for number in dropped))


def _step_record(number: int, step: Step, text: str) -> Record:
    criterion = step.criterion
    return {
        "number": number,
        "words": criterion.span.of(text) if criterion.span != NOWHERE else "",
        "registry_field": criterion.registry_field,
        "section": str(criterion.section),
        "sentence": render(criterion.node, text),
        "fails": step.fails,
        "remaining": step.remaining,
        "returns": list(step.patients),
    }
