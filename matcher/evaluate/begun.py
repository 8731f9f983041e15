"""Owns how long a treatment has gone on: the time since its start, which may be known to the month only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from criteria.tree import Window
from matcher.bounds import limits, within
from matcher.derive import therapy as derived
from matcher.patient.dates import WRITTEN, Gap, date_told
from matcher.patient.record import Medication, Patient, Treatment
from matcher.truth import Truth

_TOLD = re.compile(r"(?P<op>>=|<=|>|<) (?P<number>\d+(?:\.\d+)?) (?P<unit>\w+)")


def begun(value: str, treatment: Treatment, patient: Patient) -> Truth:
    """Whether a treatment was started when the detail "begun" of a requirement asks for: ">= 60 days" ago."""
    told = _TOLD.fullmatch(value)
    if told is None:
        return Truth.UNKNOWN
    return has_begun(Window(told["op"], float(told["number"]), told["unit"]), patient, treatment)


def has_begun(window: Window, patient: Patient, treatment: Treatment) -> Truth:
    """Whether the time since the first dose lies in the window; open where no start is recorded."""
    if treatment.start is None:
        return Truth.UNKNOWN
    return within(window, Gap.since(treatment.start, patient.as_of))


def has_gone_on(window: Window, patient: Patient, treatment: Treatment, given: Iterable[Treatment]) -> Truth:
    """Whether a treatment has gone on for as long as is asked, with what it may have followed on.

    Who changed from one drug of a class to another may have been on the class for long enough: that is open.
    """
    alone = has_begun(window, patient, treatment)
    if alone is not Truth.FALSE:
        return alone
    followed = any(_leads_up(window, patient, earlier) for earlier in given if earlier is not treatment)
    return Truth.UNKNOWN if followed else Truth.FALSE


_SINCE = re.compile(rf"[^.;,]{{0,20}}?\bsince ({WRITTEN})\b", re.IGNORECASE)


def taken_so_long(window: Window, patient: Patient, medicine: Medication) -> Truth:
    """TRUE where an entry tells that a medicine has been taken for as long as is asked: "controlled on entecavir since 2024-02"."""
    entries = [f"{c.name}; {c.status or ''}; {c.note or ''}" for c in patient.conditions if c.present]
    named = [
        told[told.lower().index(medicine.name.lower()) :] for told in entries if medicine.name.lower() in told.lower()
    ]
    for told in (*named, f"{medicine.name} {medicine.note or ''}"):
        found = _SINCE.match(told[len(medicine.name) :])
        since = None if found is None else date_told(found[1])
        if since is not None and within(window, Gap.since(since, patient.as_of)) is Truth.TRUE:
            return Truth.TRUE
    return Truth.UNKNOWN


def _leads_up(window: Window, patient: Patient, earlier: Treatment) -> bool:
    """Whether an earlier treatment may reach from before the time that is asked for into it."""
    ends = limits(window)
    if ends is None or has_begun(window, patient, earlier) is Truth.FALSE:
        return False
    return derived.gap(patient, earlier).least < ends[0]
