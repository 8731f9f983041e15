"""A permission is open for the viral load that it asks for without naming the virus."""

from __future__ import annotations

from criteria import parse
from criteria.tree import Unparsed, walk


def _why(more: str) -> set[str | None]:
    line = f"* HIV infection. Note: women on antiretroviral therapy{more} are eligible"
    node = parse(f"Exclusion Criteria:\n\n{line}").criteria[0].node
    return {part.why for part in walk(node) if isinstance(part, Unparsed)}


def test_a_permission_is_open_for_the_viral_load_that_it_asks_for() -> None:
    assert _why("") == set()
    assert _why(" with an undetectable viral load") == {"a viral load"}
