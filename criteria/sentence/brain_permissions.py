"""Owns what a whole sentence permits or demands of metastases of the brain, and exceptions behind what they spare."""

from __future__ import annotations

from collections.abc import Sequence

from criteria.atoms import Atom
from criteria.patterns import regex
from criteria.sentence.brain_metastases import SITES, exception
from criteria.text.passage import Passage
from criteria.tree import Allow, Effect, Kind, Leaf, Node, Not, Requirement, Unless, Unparsed, walk
from criteria.words.context import Cue
from criteria.words.moods import Mood


def permission(passage: Passage, atoms: Sequence[Atom]) -> Node | None:
    """A sentence that lets in some metastases of the brain: "those that are treated and stable are eligible"."""
    atom = _about(atoms)
    if atom is None and _OF_THE_BRAIN.search(passage.lead) and passage.scopes.mood(0) is Mood.PERMITTED:
        return _allowed(passage)  # "Exception: treated and stable", of the line before
    if atom is None or passage.scopes.mood(atom.start) is not Mood.PERMITTED:
        return None
    return _allowed(passage)


def condition_of_list(passage: Passage) -> Node | None:
    """An item of the conditions on which metastases of the brain are let in: "Asymptomatic", "stable for 3 months"."""
    if passage.base is not Effect.REQUIRE or _ON_CONDITIONS.search(passage.lead) is None:
        return None
    node = exception(passage, 0, len(passage.text))
    return None if any(isinstance(part, Unparsed) for part in walk(node)) else node


def demanded(passage: Passage, atoms: Sequence[Atom]) -> Node | None:
    """What a sentence asks of whoever has metastases of the brain, and of no one else; None for any other sentence.

    "Patients with brain metastases must have been stable for 4 weeks" excludes the others of them; a line of an inclusion
    that only names "treated, stable brain metastases" says which are no obstacle.
    """
    atom = _about(atoms)
    if atom is None:
        return None
    if _OF_THOSE.fullmatch(passage.lower, 0, atom.start) and _DEMANDS.match(passage.lower, atom.end):
        where = passage.view.span(atom.start, atom.end)
        leaf = Leaf(Requirement(Kind.METASTASIS, atom.requirement.concept, "any"), where)
        asked = exception(passage, atom.end, len(passage.text))
        known = not isinstance(asked, Unparsed)
        return Unless(Not(leaf, where), asked, where.cover(asked.span)) if known else None
    is_history = passage.base is Effect.REQUIRE and not passage.lead and _HISTORY.match(passage.lower) is not None
    stable = atom.requirement.value == "stable" and passage.scopes.mood(atom.start) is Mood.PLAIN
    return _allowed(passage) if is_history and stable else None


def _about(atoms: Sequence[Atom]) -> Atom | None:
    """The metastases of the brain that a sentence begins with."""
    atom = next((a for a in atoms if _is_about(a)), None)
    if atom is None or any(a.start < atom.start and a.requirement.kind not in _BESIDE for a in atoms):
        return None
    return atom


def _allowed(passage: Passage) -> Node | None:
    node = exception(passage, 0, len(passage.text))
    return None if isinstance(node, Unparsed) else Allow(node, node.span)


_OF_THE_BRAIN = regex(r"\b(?:brain|cns|central nervous system|cerebral|intracranial|leptomeningeal)\b")
_ON_CONDITIONS = regex(
    r"\b(?:brain|cns|central nervous system|cerebral|intracranial)\b[^:]*\b"
    r"(?:allowed|eligible|permitted|acceptable|(?:may|can) (?:be|participate|enrol\w*|enter|join))\b[^:]*\b"
    r"(?:if|provided|when|only|following|conditions|criteria)\b"
)
_BESIDE = frozenset({Kind.METASTASIS, Kind.STAGE, Kind.SEX, Kind.THERAPY, Kind.CANCER})


# what is asked of those who have them: "patients with brain metastases must be stable", "…, stable disease is required"
_OF_THOSE = regex(
    r"\W*(?:(?:for|in|if|all|any) )*(?:(?:the )?(?:patients|subjects|participants|women|individuals|those|persons) )?"
    r"(?:who )?(?:with|have|had|having|(?:a )?(?:prior |previous |known )?history of)"
    r" (?:(?:known|prior|previous|previously|a|history|of|treated|stable|controlled|the|asymptomatic|any) )*"
)
_DEMANDS = regex(
    r"[^.;]{0,120}?\b(?:must|should|have to|need to|(?:is|are) (?:required|mandatory)|only if|only when)\b"
    r"(?! (?:not )?be (?:eligible|enrolled|included|excluded|ineligible|documented|present))"
)
# "previously treated brain metastases, stable for 4 weeks": a line that says which are no obstacle
_HISTORY = regex(
    r"\W*(?:(?:patients|subjects|participants|women) (?:with )?)?(?:(?:a )?history of )?"
    r"(?:(?:previously|adequately|definitively|treated|stable|asymptomatic|controlled|and|or)[ ,]+)+"
    r"(?:brain|cns|central nervous system)\b"
)


def _is_about(atom: Atom) -> bool:
    return atom.requirement.kind is Kind.METASTASIS and atom.requirement.concept in SITES


def excepting(passage: Passage, node: Node, atom: Atom) -> tuple[Node, list[tuple[int, int]]]:
    """The exclusion of brain metastases with the exceptions behind it, and the stretches of those that were read."""
    done: list[tuple[int, int]] = []
    reach = atom.end
    for scope in sorted(passage.scopes.found, key=lambda s: s.at):
        if scope.cue is not Cue.EXCEPTION or scope.at < reach:
            continue
        done.append((scope.at, scope.end))
        reach = scope.end
        lifting = exception(passage, scope.start, scope.end)
        node = Unless(node, lifting, node.span.cover(passage.view.span(scope.at, scope.end)))
    return node, done
