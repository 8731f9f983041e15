"""Gates go into the index as keys and come back; whoever stored them by other rules is not heard."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import replace

from criteria import serial
from criteria.criterion import Criteria
from criteria.tree import Kind, Requirement
from indexer.document import prepare
from indexer.gates import LONGEST, NO_GATES, Gate, Gates
from tests.indexer.records import record

HER2: Gate = (Requirement(Kind.BIOMARKER, "HER2", "negative"), True)
BRAIN: Gate = (Requirement(Kind.METASTASIS, "brain"), False)


def both_twice(_: Criteria) -> Iterable[Gate]:
    return HER2, BRAIN, HER2, BRAIN


def to_nothing(criteria: Criteria) -> Criteria:
    return replace(criteria, criteria=())


def both_if_softened(criteria: Criteria) -> Iterable[Gate]:
    return () if criteria.criteria else (HER2, BRAIN)


def endless(_: Criteria) -> Iterable[Gate]:
    return ((Requirement(Kind.BIOMARKER, "x" * LONGEST), True),)


NOTHING = Criteria("", ())


def test_gates_come_back_from_their_keys_each_once() -> None:
    gates = Gates(both_twice, "one")
    keys = gates.keys(NOTHING)
    assert tuple(gates.read(keys).values()) == (HER2, BRAIN)


def test_a_record_is_stored_with_the_gates_that_were_passed_in() -> None:
    gates = Gates(both_twice, "one")
    made = prepare(record(1), "2026-02-01T09:00:00", gates=gates)
    assert made.values["gate"] == gates.keys(NOTHING)
    assert made.parser.endswith("+one")
    assert prepare(record(1), "2026-02-01T09:00:00").values["gate"] == ()


def test_criteria_are_stored_as_verdicts_take_them_too_and_gates_are_those_of_these() -> None:
    gates = Gates(both_if_softened, "one", to_nothing)
    made = prepare(record(1), "2026-02-01T09:00:00", gates=gates)
    assert tuple(gates.read(made.values["gate"]).values()) == (HER2, BRAIN)
    stored = zlib.decompress(made.typed).decode()
    assert serial.load(stored, "").criteria
    assert serial.load_softened(stored, "").criteria == ()


def test_gates_of_another_version_are_left_out() -> None:
    keys = Gates(both_twice, "one").keys(NOTHING)
    assert Gates(both_twice, "two").read(keys) == {}
    assert NO_GATES.read(keys) == {}


def test_a_gate_that_no_other_study_will_share_is_left_out() -> None:
    assert Gates(endless, "one").keys(NOTHING) == ()
