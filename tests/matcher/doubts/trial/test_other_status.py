"""Where women of another menopausal status are let in, the one that is asked for rules nobody out."""

from __future__ import annotations

import pytest

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

PREMENOPAUSAL = {"menopausal_status": "premenopausal"}


@pytest.mark.parametrize(
    ("inclusion", "expected"),
    [
        ("* Postmenopausal women", Verdict.INELIGIBLE),
        ("* Postmenopausal women (premenopausal women allowed with goserelin)", Verdict.UNKNOWN),
        ("* Postmenopausal women\n* Premenopausal women are eligible if they take goserelin", Verdict.UNKNOWN),
        ("* Postmenopausal women\n* Premenopausal women are not eligible", Verdict.INELIGIBLE),
    ],
)
def test_a_status_rules_out_only_where_no_other_is_let_in(inclusion: str, expected: Verdict) -> None:
    assert read(inclusion, "", **PREMENOPAUSAL) is expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [({"menopausal_status": "postmenopausal"}, Verdict.ELIGIBLE), (PREMENOPAUSAL, Verdict.INELIGIBLE)],
)
def test_what_premenopausal_women_must_have_had_is_asked_of_them_alone(
    record: dict[str, str], expected: Verdict
) -> None:
    none = {"treatments": [], "medications": [], "complete": ["treatments", "medications"]}
    assert read("* Premenopausal women must have received goserelin", "", **none, **record) is expected
