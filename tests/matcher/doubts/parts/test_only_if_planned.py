"""A state that excludes only where the investigator means to treat it does not exclude alone."""

from __future__ import annotations

from matcher.screening import Verdict
from tests.matcher.doubts.readings import read

EQUIVOCAL = {
    "diagnosis": {"cancer": "breast cancer"},
    "biomarkers": [{"name": "HER2", "result": "equivocal", "ihc": "2+", "ish": "equivocal"}],
    "treatments": [],
    "complete": ["treatments", "conditions", "biomarkers"],
}


def test_what_is_equivocal_excludes_only_with_the_treatment_that_is_planned() -> None:
    alone = "* Tumor that was found to be HER2-equivocal"
    planned = f"{alone} and the treating physician intends to give trastuzumab or another targeted therapy"
    assert read(exclusion=alone, **EQUIVOCAL) is Verdict.INELIGIBLE
    assert read(exclusion=planned, **EQUIVOCAL) is not Verdict.INELIGIBLE
