"""What a service has loaded is kept apart from what the garbage collector looks at."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from api.memory import keep_apart


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_what_lives_is_set_aside_and_what_is_dead_is_not() -> None:
    loaded = [[number] for number in range(1000)]
    gc.unfreeze()
    before = gc.get_freeze_count()
    keep_apart()
    assert gc.get_freeze_count() >= before + len(loaded)
    assert not any(one is loaded for one in gc.get_objects())


def test_a_later_load_frees_what_an_earlier_one_left_in_cycles() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    keep_apart()
    frozen = gc.get_freeze_count()
    del cycle
    keep_apart()
    assert gc.get_freeze_count() < frozen + 100
    assert gc.get_threshold()[0] > 10_000
