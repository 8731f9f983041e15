"""Owns what a text says about the receptors of the tumor: ER, PR, HR, HER2 and triple negativity, as requirements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.markers import gene
from criteria.atoms.markers.her2_settled import settled as settled_by_ish
from criteria.atoms.markers.hla import tissue_types
from criteria.atoms.markers.receptor_states import Stated
from criteria.atoms.markers.receptor_words import HINT, NAME
from criteria.atoms.markers.receptors import is_usual, stated
from criteria.atoms.markers.receptors_unnamed import unnamed
from criteria.atoms.markers.said_before import key, said_before
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Value
from criteria.words.context import Cue

_WHEN_POSSIBLE = regex(r"\b(?:when|if|where|whenever) (?:possible|available|feasible)\b")
_SEVERAL = "receptor"
_SUBTYPES = "subtype"
_CHANGES = "HER2 change"
_OF_ANOTHER_GENE = len(" of the ")  # at most between a mutation and the gene that has it


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about biomarkers."""
    if typed := tissue_types(passage):
        return typed
    lower = passage.lower
    unsettled = settled_by_ish(lower)
    settled = None if unsettled is None else unsettled.atom
    found = stated(lower) if HINT.search(lower) and NAME.search(lower) else []
    if unsettled is not None:
        found = [e for e in found if e.start < unsettled.start and not _is_score(passage, e)]
    if not found and settled is None and (spoken := list(unnamed(passage))):
        return [*spoken, *gene.read(passage)]
    if not found:
        return sorted([*gene.read(passage), *([settled] if settled else [])], key=lambda a: a.start)
    atoms = _subtypes(_merged(_asked(passage, found), lower))
    if _WHEN_POSSIBLE.search(lower):
        atoms = [a for a in atoms if a.requirement.value != "known"]
    passage.claimed.extend((a.start, a.end) for a in atoms if said_before(passage, a))
    atoms = [a for a in atoms if not said_before(passage, a)]
    atoms = [_with_its_ratio(passage, _resolved(passage, a)) for a in atoms]
    atoms = [one for a in atoms for one in _with_mutation(passage, a)]
    for atom in atoms:
        passage.asked.update((atom.requirement.concept, key(atom)))
    taken = [(a.start, a.end) for a in atoms]
    atoms.extend(a for a in gene.read(passage) if all(a.end <= s or e <= a.start for s, e in taken))
    if settled is not None:
        atoms.append(settled)
    return sorted(atoms, key=lambda a: a.start)


def _is_score(passage: Passage, element: Stated) -> bool:
    """Whether it is the score that has to be settled, which nobody is asked to have."""
    unsettled = element.concept == "HER2" and element.values in (("low",), ("equivocal",))
    return unsettled and passage.scopes.over(element.start, Cue.CONDITION) is None


# "HER2 overexpressed, amplified or mutated": the last of its changes is one of the gene
_OR_MUTATED = regex(
    r"\s*(?:,?\s*(?:\bor\b|\band/or\b)|/)\s*(?P<change>(?:(?:activating|somatic|gene|kinase domain)\s+)*(?:mutant|mutated|mutations?))\b(?!\s+(?:status|test))"
)


def _with_mutation(passage: Passage, atom: Atom) -> tuple[Atom, ...]:
    """HER2 that is positive, and the mutation that will do as well where the words go on with it."""
    if atom.requirement.concept != "HER2" or atom.requirement.value != "positive" or atom.alternatives is not None:
        return (atom,)
    change = _OR_MUTATED.match(passage.lower, atom.end)
    if change is None or any(0 <= m.start - change.end() <= _OF_ANOTHER_GENE for m in passage.of_kind(Kind.BIOMARKER)):
        return (atom,)  # "HER2-positive or mutated PIK3CA"
    mutated = Requirement(Kind.BIOMARKER, "ERBB2", "mutated")
    return (
        replace(atom, alternatives=_CHANGES),
        Atom(*change.span("change"), mutated, atom.polarity, alternatives=_CHANGES),
    )


_MUST_BE_NEGATIVE = regex(
    r"[\w ()/-]{0,24}?\b(?:must|should|have to|has to|need to) (?:also )?be (?:(?:fish|ish|cish|sish)[- ]?)?(?:negative|non-?amplified|not amplified)"
)


def _resolved(passage: Passage, atom: Atom) -> Atom:
    """An equivocal score that has to be settled is no score that is asked for or excluded: "HER2 2+ must be FISH negative"."""
    unsettled = atom.requirement.concept == "HER2" and atom.requirement.value in ("low", "equivocal")
    if not unsettled or _MUST_BE_NEGATIVE.match(passage.lower, atom.end) is None:
        return atom
    return replace(atom, requirement=_requirement("HER2", "negative"), polarity=Polarity.MUST)


# "HER2-negative (IHC 0 or 1+, or a FISH ratio below 1.8)": a limit of the trial's own
_RATIO = regex(r"[^.;]{0,120}?\bratio\b[^.;<≤]{0,40}?(?:<|≤|less than|below|under)\s*(?P<number>\d\.\d+)")
_USUAL_RATIO = "2.0"  # ASCO/CAP 2018


def _with_its_ratio(passage: Passage, atom: Atom) -> Atom:
    """A negative HER2 with the trial's own limit of the ISH ratio, where that is not the usual one."""
    if atom.requirement.concept != "HER2" or atom.requirement.value != "negative":
        return atom
    ratio = _RATIO.match(passage.lower, atom.end)
    if ratio is None or ratio["number"] == _USUAL_RATIO:
        return atom
    return replace(atom, requirement=replace(atom.requirement, detail=(("ratio", f"< {ratio['number']}"),)))


def _asked(passage: Passage, found: list[Stated]) -> list[Stated]:
    """What is asked for, without what only spells a state out or repeats one; a share of cells that differs is kept."""
    kept: list[Stated] = []
    triple = any(e.concept == "TNBC" and e.values == ("positive",) for e in found)
    others = {e.chain for e in found if _is_of_another(e)}
    for element in found:
        if element.measured and element.concept in passage.asked:
            passage.claimed.append((element.start, element.end))
            continue  # "FISH-positive is a HER2/CEP17 ratio ≥ 2"
        repeats = triple and element.concept != "TNBC" and element.chain not in others
        if element.spells_out or (repeats and _repeats_triple(element)):
            again = repeats and not element.spells_out  # "triple-negative, unresectable, HER2-negative"
            if (again or element.bare) and _LITTLE.search(passage.lower) is None:  # the hormone is no treatment here
                passage.claimed.append((element.start, element.end))
            if element.bound is None or is_usual(element.bound, element.values) or passage.base is not Effect.REQUIRE:
                continue
            element = replace(element, values=())
        if any(k.concept == element.concept and k.values == element.values and k.bound == element.bound for k in kept):
            continue
        last = kept[-1] if kept else None
        if last is not None and last.concept == "HR" and element.concept in ("ER", "PR", "HR"):
            near = element.start - last.end < _NEAR
            if near and (element.values == last.values or (not element.values and is_usual(element.bound))):
                continue  # "hormone receptor positive, ER ≥ 1 %"
        kept.append(element)
    return kept


def _is_of_another(element: Stated) -> bool:
    """Whether no triple-negative tumor has the state: what is said beside it is said of another subtype."""
    if element.concept == "HER2":
        return element.values == ("positive",)
    return element.concept in ("HR", "ER", "PR") and element.values in (("positive",), ("low",))


_LITTLE = regex(r"\b(?:minimal|little|weak|low)(?:,| or) (?:or )?no\b")  # more than none is let in
_NEAR = 60


def _repeats_triple(element: Stated) -> bool:
    low = {"low", "zero"} if element.concept == "HER2" else set()
    return set(element.values) <= {"negative"} | low


# "HER2-positive or HER2-negative disease with involved nodes": the second is let in only so
_GOES_ON = regex(
    r"[\s)]{0,2}(?:(?:disease|tumou?rs?|breast|cancers?|carcinomas?)\s?){0,3}"
    r"(?:with (?!or without|any|known)|plus |whose |after |following |if |when "
    r"|and (?:previously|prior|resistant|refractory|progress\w*|no longer) |refractory |resistant "
    r"|\((?!her|er|pr|hr|ihc|fish|ish|[0-3]))"
)


def goes_on(lower: str, at: int) -> bool:
    """Whether what is said of a receptor goes on with what else must be so."""
    return _GOES_ON.match(lower, at) is not None


def _merged(found: list[Stated], lower: str) -> list[Stated]:
    """ER and PR of which either may be positive are the one requirement HR (gold guidelines, section 1)."""
    merged: list[Stated] = []
    for number, element in enumerate(found):
        last = merged[-1] if merged else None
        of_one = number + 1 < len(found) and found[number + 1].linked  # "HR+, or HR-/HER2+": subtypes
        if last is not None and not of_one and _is_either(last, element) and not goes_on(lower, element.end):
            merged[-1] = replace(last, values=("any",), bound=None, end=element.end)
            continue
        if (
            last is not None
            and {last.concept, element.concept} == {"ER", "PR"}
            and last.values == ("positive",)
            and "positive" in element.values
            and (element.joined == "or" or (element.joined == "/" and not (last.own and element.own)))
        ):
            merged[-1] = replace(element, concept="HR", start=last.start, joined=last.joined)
            continue
        merged.append(element)
    return merged


def _is_either(left: Stated, right: Stated) -> bool:
    """Whether a receptor may be positive or negative: "HR-positive or HR-negative"."""
    joined = left.concept == right.concept and right.joined in ("or", "/", "and/or")
    return joined and {left.values, right.values} == {("positive",), ("negative",)}


def _subtypes(found: list[Stated]) -> list[Atom]:
    """The atoms; states that no tumor has together are a choice of subtypes: "TNBC, HR+/HER2-negative, or HER2+"."""
    states: dict[str, list[set[str]]] = {}
    for element in found:
        if element.values and "any" not in element.values:
            states.setdefault(element.concept, []).append(set(element.values))
    several = any(not set.intersection(*values) for values in states.values())
    triple = "TNBC" in states and any(
        {"positive"} in states.get(name, []) or {"low"} in states.get(name, []) for name in ("HR", "ER", "PR", "HER2")
    )
    choice = several or triple
    atoms: list[Atom] = []
    subtype, named = 0, set[str]()
    for number, element in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        goes_on_about = number > 0 and _adds_to(found[number - 1], element, following)
        joint = goes_on_about or (element.joined in ("/", "and", "") and element.linked)
        if not joint or element.concept in named:
            subtype, named = element.start, set()
        named.add(element.concept)
        parts = list(_atoms(element, following))
        if choice:
            parts = [replace(a, alternatives=_SUBTYPES, together=f"{subtype}") for a in parts]
        atoms.extend(parts)
    return atoms


def _adds_to(before: Stated, element: Stated, following: Stated | None) -> bool:
    """Whether a comma behind the last of the choices says more of that one: "triple-negative or ER-positive, HER2-negative"."""
    last = following is None or following.joined != "or" or not following.linked
    of_another = element.concept == "HER2" and before.concept in ("ER", "PR", "HR")
    return element.linked and element.joined == "," and before.joined == "or" and last and of_another


def _atoms(element: Stated, following: Stated | None) -> Iterable[Atom]:
    """The atoms of one receptor: its states, of which one is enough, and its share of cells where that says more."""
    concept, values = element.concept, element.values
    if {"positive", "negative"} <= set(values) or "any" in values:
        yield Atom(element.start, element.end, _requirement(concept, "any"), Polarity.MAY)
        return
    bound = None if values and is_usual(element.bound, values) else element.bound
    wider = bound is not None and values == ("negative",)
    either = f"{concept} {element.start}" if wider or len(values) > 1 else None
    if either is None and values != ("negative",) and _one_is_enough(element, following):
        either = _SEVERAL
    for value in values:
        yield Atom(element.start, element.end, _requirement(concept, value), alternatives=either)
    if bound is not None:
        yield Atom(element.start, element.end, _requirement(concept, bound), alternatives=either)


def _one_is_enough(element: Stated, following: Stated | None) -> bool:
    """Whether "or" joins the receptor with its neighbour."""
    return element.joined == "or" or (following is not None and following.joined == "or")


def _requirement(concept: str, value: Value) -> Requirement:
    return Requirement(Kind.BIOMARKER, concept, value)
