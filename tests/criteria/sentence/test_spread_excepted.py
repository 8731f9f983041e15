"""A metastasis in the list of conditions that an exception names is an item of its own, and spares nobody for what else they have."""

from __future__ import annotations

from tests.criteria.trees import lifts_alone


def test_each_item_lifts_by_itself_and_a_spread_none_for_certain() -> None:
    line = "Active hepatitis (except for gallstones, liver metastases, or Gilbert's syndrome)"
    assert lifts_alone(line) == ["gallstones", "gilbert's syndrome"]


def test_a_spread_that_goes_on_about_an_item_is_none() -> None:
    assert lifts_alone("Liver disease, except for fatty liver with liver metastases") == ["fatty liver", "liver"]
