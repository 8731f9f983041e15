"""Lists of what cannot be measured ask nobody to have it."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Effect

LIST = ("Bone lesions", "Leptomeningeal disease", "Ascites", "Inflammatory breast disease", "Cystic lesions")


def concepts(text: str) -> list[str]:
    return [fact.requirement.concept for fact in parse(text).facts()]


@pytest.mark.parametrize(
    "head",
    [
        "The following are not considered measurable:",
        "These are considered non-measurable disease:",
        "Non-measurable disease, including the following:",
        "Lesions that are not measurable are:",
    ],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_the_list_under_its_head_asks_for_nothing(head: str, indent: str) -> None:
    lines = "\n".join(f"{indent}* {line}" for line in LIST)
    text = f"Inclusion Criteria:\n\n* Measurable disease\n* {head}\n{lines}\n* ECOG 0-1"
    assert concepts(text) == ["measurable disease", "ECOG"]


def test_a_list_that_lost_its_head_asks_for_nothing() -> None:
    lines = "\n".join(f"* {line}" for line in LIST)
    assert concepts(f"Inclusion Criteria:\n\n{lines}\n* ECOG 0-1") == ["ECOG"]


def test_a_single_site_is_asked_for() -> None:
    assert concepts("Inclusion Criteria:\n\n* Leptomeningeal disease\n* ECOG 0-1") == ["leptomeningeal", "ECOG"]


def test_in_an_exclusion_the_list_excludes_nobody() -> None:
    lines = "\n".join(f"  * {line}" for line in LIST)
    text = f"Exclusion Criteria:\n\n* Only non-measurable disease, which includes the following:\n{lines}\n* Pregnancy"
    assert concepts(text) == ["measurable disease", "pregnant"]


def test_whatever_stands_under_the_head_asks_for_nothing() -> None:
    lines = "  * Bone disease only; lytic lesions are to be followed\n  * Skin plaques"
    assert concepts(f"Inclusion Criteria:\n\n* Lesions that do not qualify as measurable:\n\n{lines}\n* ECOG 0-1") == [
        "ECOG"
    ]


@pytest.mark.parametrize(
    "head", ["The following are not considered measurable or evaluable:", "Unacceptable as measurable disease:"]
)
def test_a_flattened_list_of_it_asks_for_nothing(head: str) -> None:
    text = (
        "DISEASE CHARACTERISTICS: Metastatic breast cancer Lesions that can be measured required "
        f"{head} Bony sites of involvement Pulmonary lymphangitic carcinomatosis Osteoblastic skeletal lesion "
        "No brain metastases Hormone receptor status: Not specified PATIENT CHARACTERISTICS: Age: Over 18"
    )
    found = concepts(text)
    assert "brain" in found
    assert not {"bone", "lymphangitic"} & set(found)


def test_a_flattened_list_of_what_excludes_is_excluded_to_its_end() -> None:
    text = (
        "DISEASE CHARACTERISTICS: Histologically proven carcinoma of the breast The following conditions exclude: "
        "Palpable nodes in the contralateral axilla or probable supraclavicular or infraclavicular nodal involvement "
        "unless proven to be benign by biopsy Inflammatory breast cancer Edema of the arm "
        "Hormone receptor status: Not specified PATIENT CHARACTERISTICS: Age: Over 18"
    )
    effects = {f.requirement.concept: f.effect for f in parse(text).facts()}
    assert effects["inflammatory breast cancer"] is Effect.EXCLUDE


def test_a_flattened_definition_of_menopause_asks_for_none_of_its_lines() -> None:
    text = (
        "DISEASE CHARACTERISTICS: Carcinoma of the breast PATIENT CHARACTERISTICS: Menopausal status: "
        "Postmenopausal by one of the following: Amenorrhea of more than 1 year in women under 50 years of age with no prior hysterectomy "
        "No menses for half a year before surgery in women of at least 50 years of age without prior hysterectomy "
        "Documented oophorectomy before the diagnosis Performance status: ECOG 0-1"
    )
    criteria = parse(text)
    assert [f.requirement.concept for f in criteria.facts() if f.group is None] == [
        "breast cancer",
        "postmenopausal",
        "ECOG",
    ]
