"""What a trial says of something narrower holds for it, against a general exclusion, in its own setting."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read
from tests.matcher.people import ALL_LISTS

DOCETAXEL = {"name": "docetaxel", "setting": "metastatic", "start": "2024-01", "end": "2024-06"}
LINE = "* Earlier anticancer therapy for metastatic breast cancer"


def test_what_is_allowed_before_it_spread_is_not_allowed_after() -> None:
    had = {"treatments": [DOCETAXEL], "complete": ALL_LISTS}
    assert read("* Adjuvant chemotherapy is allowed", LINE, **had) is Verdict.INELIGIBLE
    assert read("* Earlier chemotherapy is allowed", LINE, **had) is Verdict.UNKNOWN


def test_whoever_had_something_else_of_the_class_as_well_is_excluded() -> None:
    allowed, both = "* Earlier anthracyclines are allowed", [DOCETAXEL, {**DOCETAXEL, "name": "doxorubicin"}]
    line = "* Earlier chemotherapy"
    assert read(allowed, line, treatments=both[1:], complete=ALL_LISTS) is Verdict.UNKNOWN
    assert read(allowed, line, treatments=both, complete=ALL_LISTS) is Verdict.INELIGIBLE


def test_what_is_to_be_given_has_not_been_had() -> None:
    palbociclib = {"name": "palbociclib", "setting": "metastatic", "start": "2023-01", "end": "2024-01"}
    had = {"treatments": [palbociclib], "complete": ALL_LISTS}
    assert read("* About to start palbociclib", "* Earlier CDK4/6 inhibitor", **had) is Verdict.INELIGIBLE
