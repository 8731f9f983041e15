"""Sayings: every row of the data files says by an example what it is for, and is in use."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from criteria.text.remarks import is_elsewhere, is_remark
from criteria.tree import Effect
from criteria.words.labels import is_label
from criteria.words.sayings import Saying, sayings
from criteria.words.unasked import asks_nothing

WHOLE = {
    "unasked": {"sayings"},
    "remarks": {"beside", "lesions"},
    "labels": {"says"},
}  # what must be all of a sentence, and not only begin it
ALL = [(file, kind, saying) for file in WHOLE for kind, said in sayings(file).items() for saying in said]


def shown(row: tuple[str, str, Saying]) -> str:
    return row[2].example


@pytest.mark.parametrize("row", ALL, ids=shown)
def test_each_saying_matches_its_example(row: tuple[str, str, Saying]) -> None:
    file, kind, saying = row
    pattern = re.compile(saying.pattern)
    found = pattern.fullmatch(saying.example.lower()) if kind in WHOLE[file] else pattern.match(saying.example.lower())
    assert found is not None, f"{file}.toml, {kind}: {saying.pattern}"


@pytest.mark.parametrize("row", [row for row in ALL if row[0] == "unasked"], ids=shown)
def test_an_example_asks_nothing_where_its_row_says(row: tuple[str, str, Saying]) -> None:
    _, _, saying = row
    assert saying.where in ("both", "inclusion", "exclusion")
    if saying.where != "exclusion":
        assert asks_nothing(saying.example.lower(), required=True)
    if saying.where != "inclusion":
        assert asks_nothing(saying.example.lower(), required=False)


@pytest.mark.parametrize("row", [row for row in ALL if row[0] == "remarks"], ids=shown)
def test_an_example_is_a_remark(row: tuple[str, str, Saying]) -> None:
    _, kind, saying = row
    lower = saying.example.lower()
    assert is_elsewhere(lower) if kind == "elsewhere" else is_remark(lower, Effect.REQUIRE)


@pytest.mark.parametrize("row", [row for row in ALL if row[0] == "labels"], ids=shown)
def test_an_example_is_a_label(row: tuple[str, str, Saying]) -> None:
    assert is_label(row[2].example.lower(), excludes=False)


@pytest.mark.parametrize("file", WHOLE)
def test_no_row_stands_twice_and_every_part_is_used(file: str) -> None:
    text = files("criteria.words.sayings").joinpath(f"{file}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    rows = Counter((row["pattern"], row.get("where")) for kind in tables if kind != "parts" for row in tables[kind])
    assert [pattern for pattern, times in rows.items() if times > 1] == []
    assert [part for part in tables["parts"] if text.count("{" + part + "}") == 0] == []


def test_a_demand_is_no_saying() -> None:
    assert not asks_nothing("the biopsy must show invasive cancer", required=True)
    assert not is_remark("active infection must have been treated for a week", Effect.REQUIRE)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="zorb"):
        sayings("zorb")
