"""Age, menopause and performance status, and what follows from them."""

from __future__ import annotations

import pytest

from matcher.derive.renal import cockcroft_gault
from matcher.derive.status import age_range, childbearing_potential, ecog_range, karnofsky_range, menopause
from matcher.truth import Truth
from tests.matcher.people import patient


def test_age_from_a_birth_date_counts_completed_years() -> None:
    found = age_range(patient(birth_date="1960-03-16"))
    assert found is not None
    assert found[:2] == (65, 65)


def test_age_from_a_year_of_birth_is_one_of_two() -> None:
    found = age_range(patient(birth_date="1960"))
    assert found is not None
    assert found[:2] == (65, 66)


def test_oophorectomy_and_age_sixty_settle_the_menopause() -> None:
    treated = patient(sex="female", age=44, treatments=[{"name": "bilateral oophorectomy", "kind": "surgery"}])
    assert menopause(treated)[0] == "postmenopausal"
    assert menopause(patient(sex="female", age=60))[0] == "postmenopausal"
    assert menopause(patient(sex="female", age=55))[0] is None


def test_removal_of_one_ovary_does_not() -> None:
    treated = patient(sex="female", age=44, treatments=[{"name": "unilateral oophorectomy", "kind": "surgery"}])
    assert menopause(treated)[0] is None


def test_childbearing_potential_ends_with_hysterectomy() -> None:
    premenopausal = {"sex": "female", "age": 40, "menopausal_status": "premenopausal", "complete": ["treatments"]}
    assert childbearing_potential(patient(**premenopausal))[0] is Truth.TRUE
    operated = patient(**premenopausal, treatments=[{"name": "hysterectomy", "kind": "surgery"}])
    assert childbearing_potential(operated)[0] is Truth.FALSE


@pytest.mark.parametrize(("ecog", "low", "high"), [(0, 80, 100), (1, 70, 90), (2, 50, 70), (3, 30, 50)])
def test_ecog_gives_a_range_of_karnofsky(ecog: int, low: int, high: int) -> None:
    found = karnofsky_range(patient(ecog=ecog))
    assert found is not None
    assert found[:2] == (low, high)


@pytest.mark.parametrize(("karnofsky", "low", "high"), [(100, 0, 0), (90, 0, 1), (70, 1, 2), (60, 2, 2), (40, 3, 3)])
def test_karnofsky_gives_a_range_of_ecog(karnofsky: int, low: int, high: int) -> None:
    found = ecog_range(patient(karnofsky=karnofsky))
    assert found is not None
    assert found[:2] == (low, high)


def test_creatinine_clearance_by_cockcroft_and_gault() -> None:
    labs = [{"name": "creatinine", "value": 1.0, "unit": "mg/dL"}, {"name": "weight", "value": 72, "unit": "kg"}]
    man = cockcroft_gault(patient(sex="male", age=60, labs=labs))
    woman = cockcroft_gault(patient(sex="female", age=60, labs=labs))
    assert man is not None
    assert woman is not None
    assert man[0] == pytest.approx(80.0)
    assert woman[0] == pytest.approx(68.0)
    assert cockcroft_gault(patient(sex="female", age=60, labs=labs[:1])) is None
