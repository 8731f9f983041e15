"""Whose cells a transplant was of is told by its name in the record."""

from __future__ import annotations

import pytest

from criteria.tree import Kind, Requirement
from matcher.evaluate import evaluate
from matcher.truth import Truth
from tests.matcher.people import treated


@pytest.mark.parametrize(
    ("name", "allogeneic"),
    [
        ("allogeneic stem cell transplant", Truth.TRUE),
        ("bone marrow transplant (allogenic)", Truth.TRUE),
        ("autologous stem cell transplant", Truth.FALSE),
        ("stem cell transplant", Truth.UNKNOWN),
    ],
)
def test_an_allogeneic_transplant_is_known_by_its_name(name: str, allogeneic: Truth) -> None:
    asked = Requirement(Kind.THERAPY, "stem cell transplant", "prior", detail=(("donor", "allogeneic"),))
    assert evaluate(asked, treated({"name": name, "start": "2015-01"})).truth is allogeneic
