"""Whose cancer came back years after a course beside the operation is not kept out for its resistance to that."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS


def _relapsed(since: str, **treatment: Any) -> dict[str, Any]:
    diagnosis = {"cancer": "breast cancer", "presentation": "recurrent", "metastatic_since": since, "m": "M1"}
    course = {"name": "docetaxel", "setting": "adjuvant", "start": "2018-01", "end": "2018-05", "outcome": "completed"}
    return {"diagnosis": diagnosis, "treatments": [course | treatment], "complete": ALL_LISTS}


@pytest.mark.parametrize("line", ["* Taxane-resistant disease", "* Cancer that is resistant to taxanes"])
@pytest.mark.parametrize(
    ("record", "held"),
    [
        (_relapsed("2023-06"), True),
        (_relapsed("2018-11"), False),
        (_relapsed("2018-04", outcome="progression"), False),
        (_relapsed("2023-06") | {"conditions": [{"name": "taxane-resistant disease"}]}, False),
    ],
)
def test_a_cancer_that_was_held_for_years_resists_nothing(line: str, record: dict[str, Any], held: bool) -> None:
    assert (read("", line, **record) is Verdict.ELIGIBLE) is held


def test_who_progressed_after_it_is_not_spared_by_the_years() -> None:
    assert read("", "* Progression after a taxane", **_relapsed("2023-06")) is not Verdict.ELIGIBLE
