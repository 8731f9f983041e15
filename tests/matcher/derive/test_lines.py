"""How many lines of treatment a record surely holds, and how many it may hold."""

from __future__ import annotations

from typing import Any

from matcher.derive.lines import Count, count_lines
from tests.matcher.people import ALL_LISTS, patient


def _counted(setting: str, *treatments: dict[str, Any], extent: str = "metastatic") -> Count:
    disease = {"cancer": "breast cancer", "extent": extent} | (
        {"metastatic_since": "2024"} if extent == "metastatic" else {}
    )
    return count_lines(
        patient(diagnosis=disease, treatments=list(treatments), complete=ALL_LISTS), "chemotherapy", setting
    )


def _drug(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, **more}


def test_what_has_neither_date_nor_line_may_belong_to_the_course_beside_it() -> None:
    first = _drug("doxorubicin", setting="adjuvant", start="2025-01", end="2025-03")
    undated, later = _drug("paclitaxel", setting="adjuvant"), _drug("paclitaxel", setting="adjuvant", start="2025-09")
    assert (_counted("adjuvant", first, undated).least, _counted("adjuvant", first, undated).most) == (1, 2)
    assert _counted("adjuvant", first, later).least == 2
    assert _counted("adjuvant", undated).least == 1


def test_what_has_neither_setting_nor_line_is_surely_no_line_beside_those_that_have() -> None:
    first = _drug("docetaxel", setting="metastatic", line=1, start="2025-04", end="2025-08")
    other = _drug("cyclophosphamide", start="2025-10", end="2025-10")
    assert (_counted("metastatic", first, other).least, _counted("metastatic", first, other).most) == (1, 2)
    assert _counted("metastatic", other).least == 1
    assert _counted("metastatic", first, other | {"setting": "metastatic"}).least == 2
