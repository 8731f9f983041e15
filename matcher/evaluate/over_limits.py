"""Owns bounds by how much a value exceeds the upper limit of normal: "no more than 0.3 mg/dL above the ULN"."""

from __future__ import annotations

import math

from criteria.tree import Between, Comparison
from criteria.vocabulary import OVER_ULN
from matcher.bounds import satisfies
from matcher.patient.record import Lab
from matcher.patient.units import analyte, convert
from matcher.truth import Truth


def counts_from_limit(asked: Comparison | Between) -> bool:
    """Whether the bound counts from the upper limit of normal."""
    return asked.unit.endswith(OVER_ULN)


def over_limit(key: str, asked: Comparison | Between, lab: Lab, span: tuple[float, float]) -> Truth:
    """A value against the laboratory's own upper limit, else the common one, with what it may exceed it by."""
    table = analyte(key)
    more = convert(key, asked.number, asked.unit.removesuffix(OVER_ULN)) if isinstance(asked, Comparison) else None
    common = None if table is None else table.high
    limit = common if lab.uln is None else convert(key, lab.uln, lab.unit)
    ends = [end if math.isinf(end) else convert(key, end, lab.unit) for end in span]
    known = [round(end, 4) for end in ends if end is not None]
    if not isinstance(asked, Comparison) or more is None or limit is None or len(known) < len(ends):
        return Truth.UNKNOWN
    return satisfies(Comparison(asked.op, round(limit + more, 4)), known[0], known[-1])
