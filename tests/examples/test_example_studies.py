"""The invented trials in examples/ are readable, marked as invented, and show every layout that real texts have."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from criteria import parse
from indexer.records import read_study

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "studies"
FILES = sorted(FOLDER.glob("*.json"))

LAYOUTS = {
    "bullets of current records": r"^\* \S",
    "numbers": r"^1\. \S",
    "nested bullets": r"^  \* \S",
    "bullets nested twice": r"^    \* \S",
    "nested numbers": r"^   1\. \S",
    "numbers with a parenthesis": r"^1\) \S",
    "letters": r"^ +a\) \S",
    "roman numerals": r"^ +\(i\) \S",
    "round bullets": r"^• \S",
    "o as a bullet": r"^ +o \S",
    "hard-wrapped text of the old registry": r"^ {10}-  \S.*\n {13}\S",
    "headings of the old NCI records, as lists": r"DISEASE CHARACTERISTICS:\n\n +-  ",
    "headings of the old NCI records, as running text": r"DISEASE CHARACTERISTICS: \S",
    "old lines of the patient's characteristics": r"Menopausal status:",
    "old headings of earlier treatment": r"PRIOR CONCURRENT THERAPY:",
    "everything on one line": r"\AInclusion Criteria: - .*Exclusion Criteria: - .*\Z",
    "capitals throughout": r"^[A-Z ≥≤0-9,]{60,}$",
    "sentences as headings": r"^Patients are eligible if",
    "sections that say main": r"^Main inclusion criteria:$",
    "sections that say key": r"^Key Exclusion Criteria:$",
    "bold headings": r"^\*\*Ineligible:\*\*$",
    "escaped comparisons": r"\\[<>]",
    "escaped numbers": r"^1\\\. ",
    "escaped powers": r"10\\\^9",
    "cohorts": r"^Cohort 1 \(",
    "parts": r"^Part 2A:$",
    "subgroups": r"^If the tumor is HER2-positive:$",
    "codes as bullets": r"^A1\. ",
    "paragraphs after headings": r"Criteria:\n\n[A-Z][^\n*]+\.\n\n[A-Z][^\n*]+\.\n\n",
}


def record_of(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def text_of(path: Path) -> str:
    return str(record_of(path)["protocolSection"]["eligibilityModule"]["eligibilityCriteria"])


def test_there_are_at_least_forty() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryTrial:
    def test_is_read_whole(self, path: Path) -> None:
        study = read_study(record_of(path))
        assert study.nct_id == path.stem
        assert study.eligibility.strip()
        assert study.sites
        assert all(site.lat is not None and site.lon is not None for site in study.sites)

    def test_says_that_it_is_invented(self, path: Path) -> None:
        protocol = record_of(path)["protocolSection"]
        assert re.fullmatch(r"NCT9\d{7}", protocol["identificationModule"]["nctId"])
        assert protocol["identificationModule"]["briefTitle"].startswith("[Invented example] ")
        assert "(invented" in protocol["identificationModule"]["organization"]["fullName"]
        assert "(invented" in protocol["sponsorCollaboratorsModule"]["leadSponsor"]["name"]
        assert protocol["descriptionModule"]["briefSummary"].startswith("This record is invented")
        assert all("(invented)" in site["facility"] for site in protocol["contactsLocationsModule"]["locations"])

    def test_has_criteria_that_lead_to_facts(self, path: Path) -> None:
        study = read_study(record_of(path))
        assert len(parse(study.eligibility).facts()) >= 5

    def test_names_no_address_that_could_be_someones(self, path: Path) -> None:
        addresses = re.findall(r"[\w.+-]+@[\w.-]+", path.read_text(encoding="utf-8"))
        assert all(address.endswith("@example.org") for address in addresses)


@pytest.mark.parametrize(("layout", "pattern"), LAYOUTS.items(), ids=LAYOUTS)
def test_every_layout_of_real_texts_occurs(layout: str, pattern: str) -> None:
    assert any(re.search(pattern, text_of(path), re.MULTILINE) for path in FILES), f"no example shows {layout}"


def test_some_text_has_no_heading_at_all() -> None:
    headings = re.compile(r"criteri|inclusion|exclusion|eligib|CHARACTERISTICS|may take part", re.IGNORECASE)
    assert [path for path in FILES if not headings.search(text_of(path))]


def test_every_status_and_purpose_that_matters_occurs() -> None:
    studies = [read_study(record_of(path)) for path in FILES]
    statuses = Counter(str(study.status) for study in studies)
    assert statuses["RECRUITING"] > len(studies) / 2
    assert {"NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "COMPLETED", "TERMINATED", "SUSPENDED"} <= statuses.keys()
    assert {str(study.sex) for study in studies} == {"ALL", "FEMALE", "MALE"}
    assert len({site.country for study in studies for site in study.sites}) >= 20


def test_some_sites_of_a_recruiting_trial_do_not_recruit() -> None:
    recruiting = [study for study in map(read_study, map(record_of, FILES)) if study.status == "RECRUITING"]
    assert any(site.status != "RECRUITING" for study in recruiting for site in study.sites)
