"""The third pass: recognisers, one module for each kind of requirement, from a passage to typed atoms.

The order matters: a recogniser may look at ``passage.is_free`` to leave alone what an earlier one has read.
"""

from __future__ import annotations

from collections.abc import Callable

from criteria.atoms import administrative
from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.cancers import (
    breast_findings,
    cancer,
    disease_measure,
    lesion_places,
    margins,
    metastasis,
    named_findings,
    stage,
)
from criteria.atoms.cancers.complete_response import without_its_meaning
from criteria.atoms.cancers.tumor_grade import grades
from criteria.atoms.cancers.tumor_lists import as_alternatives
from criteria.atoms.conditions import allergy, anesthetic_class, comorbidity, wounds
from criteria.atoms.conditions.how_often import how_often
from criteria.atoms.labs import either_score, lab, open_scores
from criteria.atoms.markers import biomarker, named_antigens
from criteria.atoms.person import (
    age,
    descent,
    life_expectancy,
    menstruation,
    performance,
    pregnancy,
    relatives,
    risk_models,
    sex,
)
from criteria.atoms.therapies import beyond_cure, contraindication, lines, operated, therapy
from criteria.atoms.unread import unread
from criteria.text.passage import Passage

Recogniser = Callable[[Passage], list[Atom]]

RECOGNISERS: tuple[Recogniser, ...] = (
    relatives.read,
    risk_models.read,
    menstruation.read,
    age.read,
    sex.read,
    descent.read,
    performance.read,
    anesthetic_class.read,
    life_expectancy.read,
    pregnancy.read,
    lab.read,
    biomarker.read,
    margins.read,
    disease_measure.read,
    allergy.read,
    metastasis.read,
    stage.read,
    wounds.read,
    lines.read,
    therapy.read,
    operated.read,
    cancer.read,
    contraindication.read,
    breast_findings.read,
    named_antigens.read,
    lesion_places.read,
    named_findings.read,
    open_scores.read,
    either_score.read,
    administrative.read,
    comorbidity.read,
)


def read(passage: Passage) -> list[Atom]:
    """All atoms of a passage in the order of its words."""
    found: list[Atom] = []
    for recogniser in RECOGNISERS:
        atoms = recogniser(passage)
        if not atoms:
            continue
        passage.claimed.extend((a.start, a.end) for a in atoms)
        passage.excepted.extend(a.exception for a in atoms if a.exception is not None)
        found.extend(atoms)
    found = as_alternatives(passage, disease_measure.without_examples(passage, without_its_meaning(found)))
    graded = list(grades(passage, found))
    found += graded
    passage.claimed.extend((a.start, a.end) for a in graded)
    found += list(how_often(passage, found))
    passage.claimed.extend(beyond_cure.stretches(passage.lower))
    return sorted([*found, *unread(passage, found)], key=lambda a: (a.start, a.end))


__all__ = ["RECOGNISERS", "Atom", "Polarity", "Recogniser", "read"]
