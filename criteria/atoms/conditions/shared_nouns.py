"""Owns adjectives of a list that share a noun with another member: "renal, hepatic or metabolic disease"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from criteria import vocabulary
from criteria.atoms.conditions.condition import Condition, Sentence
from criteria.atoms.conditions.condition_names import INVESTIGATOR, SUBJECTS
from criteria.atoms.conditions.qualifiers import Qualifiers, grade, qualifiers
from criteria.patterns import regex
from criteria.tree import Kind
from criteria.words.condition_words import GENERAL, ORGANS, word_set
from criteria.words.noun_phrases import Member, names

_ABUSE = regex(r"abuse|misuse|dependen|addict")
_ABUSED = regex(r"alcohol|drug|substance|opioid|narcotic|chemical|medic")
_TWO_WORDS = ("connective tissue", "spinal cord", "cauda equina", "nerve root")
# "obstructive or restrictive pulmonary disease"
_SHARED_ORGANS = frozenset(
    {"pulmonary", "lung", "heart", "airway", "bowel", "liver", "renal", "kidney", "uterine", "vaginal"}
)
_NATURES = frozenset(
    {
        "obstructive",
        "restrictive",
        "ischemic",
        "ischaemic",
        "valvular",
        "inflammatory",
        "autoimmune",
        "congenital",
        "abnormal",
    }
)
# "permanent or paroxysmal fibrillation", "seasonal or recurrent asthma": each of another kind, and so named with the whole noun
_KINDS = word_set(
    """
    exertional generalized incomplete intermittent lactic nocturnal obstructive occult paroxysmal perennial permanent persistent
    restrictive seasonal sensorial subclinical transient traumatic
    """
)
_CONTRASTS = _KINDS | {"metabolic", "motor", "sensory", "systemic", "focal"}
# "hyper- or hypothyroidism"
_PREFIX = regex(r"\b(?P<prefix>hyper|hypo)-?\s*$")
_STEM = regex(r"\b(?:hyper|hypo)-?(?P<stem>[a-z]+)")
# adjectives whose fields have another name
_FIELDS = {"neurologic": "neurological"}
_OF_A_CLOT = regex(r"(?:thrombo-?)?(?:embolic|thrombotic) (?:events?|episodes?)")
_AILMENT = regex(
    r"(?:diseases?|disorders?|conditions?|illness(?:es)?|patholog(?:y|ies)|problems?|abnormalit(?:y|ies))$"
)
_FEW = 3  # words of an adjective that waits for its noun: "central nervous", "upper gastrointestinal"
_NOUNS_TO_SHARE = regex(
    r"(?:diseases?|disorders?|conditions?|illness(?:es)?|patholog(?:y|ies)|dysfunctions?|insufficiency|failure"
    r"|impairments?|problems?|abnormalit(?:y|ies)|complications?|effusions?|infections?|hepatitis|bleeding"
    r"|arrhythmias?|compression|ulcers?|ulcerations?|neurotoxicity)$"
)


def is_bare_adjective(lower: str, member: Member) -> bool:
    """Whether a member of a list is an adjective that waits for a noun: "central nervous", "renal"."""
    words = lower[member.start : member.end].rstrip(" .,").removesuffix(" etc").rstrip(" ,")
    if _PREFIX.search(words):
        return True
    last = words[words.rfind(" ") + 1 :]
    if last not in ORGANS and last not in _KINDS and not words.endswith(_TWO_WORDS):
        return False
    name = next(names(lower, member), None)
    if name is None:
        return False
    adjective = lower[name.start : name.end].strip(" .").removesuffix(" etc").split()
    whole = not lower[name.tail[0] : name.tail[1]].strip(" .").removeprefix("etc")
    if last in _KINDS:  # the word before "resting" is no part of it
        return whole and len(adjective) == 1
    organ = adjective and (adjective[-1] in ORGANS or " ".join(adjective).endswith(_TWO_WORDS))
    return 0 < len(adjective) <= _FEW and bool(organ) and "of" not in adjective and whole


def with_shared_noun(sentence: Sentence, found: Condition, waiting: list[Member]) -> Iterator[Condition]:
    """The adjectives of a list that share the noun of its last member ("renal, hepatic or metabolic disease"), then that."""
    last = sentence.lower[found.start : found.end].split()
    if waiting and _PREFIX.search(sentence.lower, waiting[-1].start, waiting[-1].end):
        yield from _with_prefix(sentence, waiting[-1], found)
        waiting = []
    kinds = [m for m in waiting if sentence.lower[m.start : m.end].split()[-1] in _KINDS]
    for member in kinds if found.member.is_loose else ():
        own = replace(found, said=Qualifiers(history=found.said.history))
        # what stands before the noun of the last is not said of this one, and so not covered by it
        yield from (
            replace(c, end=member.end) for c in _sharing(sentence, member, " ".join(_without_its_kind(last)), own)
        )
    waiting = [m for m in waiting if m not in kinds]
    if waiting and (len(last) > 1 or _NOUNS_TO_SHARE.match(last[-1])):
        of_an_organ = len(last) > 2 and last[-2] in _SHARED_ORGANS
        of_all = found if found.said.words else replace(found, said=of_the_first(sentence, waiting[0]))
        for member in waiting:
            nature = sentence.lower[member.start : member.end].split()[-1]
            noun = " ".join(last[-2:]) if of_an_organ and nature in _NATURES else last[-1]
            yield from _sharing(sentence, member, noun, of_all)
    yield found


def _without_its_kind(name: list[str]) -> list[str]:
    """A name without the adjective that stands against those which share its noun: "lactic or metabolic acidosis"."""
    return name[1:] if len(name) > 1 and name[0] in _CONTRASTS else name


def _with_prefix(sentence: Sentence, member: Member, found: Condition) -> Iterator[Condition]:
    """The opposite of a condition, of which only the beginning is said: "hyper- or hypothyroidism"."""
    prefix = _PREFIX.search(sentence.lower, member.start, member.end)
    stem = _STEM.search(sentence.lower, found.start, found.end)
    if prefix is None or stem is None or not sentence.passage.is_free(*prefix.span()):
        return
    words = f"{prefix['prefix']}{stem['stem']}"
    known = vocabulary.load().find(Kind.COMORBIDITY, words)
    said = qualifiers(sentence.lower[member.start : prefix.start()], sentence.lower[found.end : found.member.end])
    said = said if said.words else found.said
    concept = words if known is None else known.name
    yield replace(found, start=prefix.start(), concept=concept, said=said, member=member)


def of_the_first(sentence: Sentence, member: Member) -> Qualifiers:
    """What qualifies the first of a list's adjectives, and with it the others: "severe renal, hepatic or other disease"."""
    name = next(names(sentence.lower, member))
    return qualifiers(sentence.lower[member.start : name.start], "")


def in_brackets(sentence: Sentence, waiting: list[Member], before: Condition) -> Iterator[Condition]:
    """The adjectives in brackets behind their noun: "systemic disease (cardiac, renal, hepatic)"."""
    noun = before.concept.partition(" of ")[0].split()[-1]
    said = of_the_first(sentence, waiting[0])
    before = replace(before, said=said) if said.words else before
    if _NOUNS_TO_SHARE.match(noun):
        for member in waiting:
            yield from (replace(c, end=member.end) for c in _sharing(sentence, member, noun, before))


def of_no_name(sentence: Sentence, member: Member, waiting: list[Member]) -> Iterator[Condition]:
    """The adjectives of a list whose last member names nothing in particular: "medical, psychiatric, or other condition"."""
    if INVESTIGATOR.search(sentence.lower, member.start):
        return
    name = next(names(sentence.lower, member), None)
    words = [] if name is None else sentence.lower[name.start : name.end].strip(" .").split()
    if name is None or not (
        GENERAL.match(" ".join(words)) or (set(words[:-1]) <= ORGANS and _NOUNS_TO_SHARE.match(words[-1]))
    ):
        return
    noun = sentence.lower[name.start : name.end].split()[-1].strip(" .")
    said = of_the_first(sentence, waiting[0])
    nameless = Condition(name.start, name.end, noun, said, member, known=False)
    for adjective in waiting:
        yield from _sharing(sentence, adjective, noun, nameless)


def _sharing(sentence: Sentence, member: Member, noun: str, found: Condition) -> Iterator[Condition]:
    lower = sentence.lower
    name = next(names(lower, member))
    adjective = lower[name.start : name.end].strip(" .").removesuffix(" etc")
    if not sentence.passage.is_free(name.start, name.end) or (_ABUSE.match(noun) and not _ABUSED.search(adjective)):
        return
    end = max(found.end, name.end)
    if GENERAL.match(f"{adjective} {noun}"):
        words = SUBJECTS.sub("", lower[member.start : name.end])
        if not INVESTIGATOR.search(lower, found.end) and len(words.split()) > 1:
            yield Condition(name.start, end, f"{words} {noun}", Qualifiers(), member, known=False)
        return
    said = qualifiers(lower[member.start : name.start], lower[found.end : found.member.end])
    said = said if said.words else found.said
    value = found.value or grade(lower[found.member.start : found.member.end])
    concept = _spelt(adjective, noun)
    yield replace(found, start=name.start, end=end, concept=concept, said=said, value=value, known=False, member=member)


def _spelt(adjective: str, noun: str) -> str:
    """The name that a shared noun makes, as readers write it: the organ of "hepatic disease" is the liver."""
    if adjective == "hepatic" and _AILMENT.match(noun):
        return "liver disease"
    if adjective in _FIELDS and _AILMENT.match(noun):
        return f"{_FIELDS[adjective]} disorder"
    return "thromboembolism" if _OF_A_CLOT.fullmatch(f"{adjective} {noun}") else f"{adjective} {noun}"
