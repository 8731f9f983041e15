"""Prints criteria that may be misread: of real texts, those that alone rule out many labelled patients who fit the rest.

python -m tests.labels.suspects [SHARE]

Nobody needs to label these texts. A criterion that alone rules out a large SHARE (0.08 if not given) of those who meet
all the others is either what the trial is about or a misreading; reading it beside its tree tells which. The trials of
the sets that are only measured are left out. Takes some five minutes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence

from api.cli.outline import outline
from criteria import parse
from matcher.at_once.cohort import Cohort
from matcher.patient import Patient, load_patients
from tests.labels.layout import rows
from tests.shared import SHARED

SHARE = 0.08
READ, MEASURED = ("ours", "later", "wide"), ("unseen", "fresh")


def suspects(failing: Sequence[int], everyone: int, share: float = SHARE) -> Iterator[tuple[int, int, int]]:
    """Place, how many it alone rules out, and how many meet all, of each criterion that rules out such a share alone.

    ``failing`` holds for each criterion the patients whom it contradicts, as bits of those in ``everyone``.
    """
    once, twice = 0, 0
    for some in failing:
        once, twice = once | some, twice | (once & some)
    passing = (everyone & ~once).bit_count()
    for place, some in enumerate(failing):
        alone = (some & ~twice).bit_count()
        if alone and alone / (alone + passing) >= share:
            yield place, alone, passing


def people() -> tuple[Patient, ...]:
    """Everyone who was made to meet a trial of the sets that may be read."""
    made = [patient for name in READ for row in rows(name, "made") for patient in row["patients"]]
    fitting = [one for one in made if one["made"]["verdict"] == "eligible"]
    numbered = [{key: value for key, value in one.items() if key != "made"} for one in fitting]
    return load_patients([one | {"id": f"{place}"} for place, one in enumerate(numbered)])


def texts() -> Iterator[tuple[str, str]]:
    """The criteria of the registry's breast-cancer records, by NCT id, but for those that are only measured."""
    kept_back = {row["study"] for name in MEASURED for row in rows(name, "made")}
    with gzip.open(SHARED / "registry" / "studies.jsonl.gz", "rt") as lines:
        for line in lines:
            section = json.loads(line)["protocolSection"]
            named = (
                *section.get("conditionsModule", {}).get("conditions", ()),
                section["identificationModule"]["briefTitle"],
            )
            text = section.get("eligibilityModule", {}).get("eligibilityCriteria", "").replace("\r\n", "\n")
            digest = hashlib.sha256(text.encode()).hexdigest()[:16]
            if text and "breast" in " ".join(named).lower() and digest not in kept_back:
                yield section["identificationModule"]["nctId"], text


def main() -> None:
    """Print each suspect with its words and its tree."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else SHARE
    cohort = Cohort(people())
    for nct_id, text in texts():
        compiled = cohort.program.compile(parse(text))
        softened = compiled.criteria.criteria
        failing = [
            0 if criterion.arm is not None else some
            for criterion, some in zip(softened, cohort.failing_compiled(compiled), strict=True)
        ]
        for place, alone, passing in suspects(failing, cohort.everyone, share):
            criterion = softened[place]
            words = " ".join(criterion.span.of(text).split())
            sys.stdout.write(f"## {nct_id}:{place} {criterion.section}, rules out {alone}, {passing} pass: {words}\n")
            sys.stdout.writelines(f"    {line}\n" for line in outline(criterion.node, text))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
