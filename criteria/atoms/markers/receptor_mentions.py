"""Owns receptors that are named without saying how they are: as the target of a drug, as what is tested, as lacking."""

from __future__ import annotations

from criteria.atoms.markers.receptor_states import Sentence, Stated

_TESTS = frozenset({"testing", "test", "tests", "analysis", "evaluation", "assessment", "determination", "assay",
    "tested", "evaluated", "assess", "evaluate", "determine", "confirm", "confirmation"})  # fmt: skip
_DRUGS = frozenset({
    "targeted", "targeting", "directed", "based", "modulator", "modulators", "antagonist", "antagonists", "inhibitor", "inhibitors", "degrader",
    "degraders", "downregulator", "down", "blockade", "blocker", "agonist", "agonists", "agent", "agents", "tyrosine", "therapy", "therapies", "treatment",
    "antibody", "antibodies", "vaccine", "replacement", "adc",
})  # fmt: skip


def names_a_drug(sentence: Sentence, found: Stated) -> bool:
    """Whether the receptor is only the target of a drug: "HER2-directed therapy"."""
    after = found.after + (sentence.text(found.after) == "-")
    return not found.own and sentence.text(after) in _DRUGS


def lack_before(sentence: Sentence, found: Stated) -> int | None:
    """Where "no", "lack of" or their like begin that take back an expression named behind: "no HER2 overexpression"."""
    back = found.at - 1
    while sentence.text(back) in ("of", "evidence", "known", "any", "the"):
        back -= 1
    expressed = found.own and found.values == ("positive",) and "express" in sentence.text(found.after - 1)
    amplified = found.own and found.values == ("positive",) and "amplif" in sentence.text(found.after - 1)
    return sentence.words[back].start if (expressed or amplified) and sentence.kind(back) == "lack" else None


def is_tested(sentence: Sentence, found: Stated) -> bool:
    """Whether the state is only what a test is for: "testing of HER2 overexpression"."""
    noun = found.own and sentence.text(found.after - 1).endswith(("ion", "ity"))
    asked = found.at - 2 if sentence.kind(found.at - 1) == "of" else found.at - 1
    return noun and sentence.text(asked) in _TESTS
