"""Owns what a name of a condition takes from the words beside it: the limb that it is in, the substance that is abused, how bad a synonym says that it is."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.conditions.qualifiers import qualifiers
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Kind

_PART = (
    r"(?:hips?|spine|knees?|hands?|foot|feet|wrists?|arms?|forearms?|legs?|shoulders?|skull|face|neck|back|limbs?|(?:upper |lower )?extremit(?:y|ies)"
    r"|jaws?|ribs?|fingers?|toes?|ankles?|elbows?|pelvis|vertebra[el]?|scalp|eyelids?|teeth|tooth|joints?)"
)
_OF_A_LIMB = regex(
    r"(?:\s+(?:or|and|and/or)\s+(?:surgery|operations?|injur(?:y|ies)|trauma|sprains?))?\s+(?:of|in|on|to|at)\s+"
    r"(?:"
    r"(?:the|an?|any|her|his|their|either|both|affected|afflicted|involved|right|left|same|ipsilateral|contralateral)"
    r"\s+)*"
    rf"(?P<part>{_PART}(?:\s*(?:,\s*(?:and/or|or|and)?|and/or|or|and|/)\s*(?:(?:any\s+)?other\s+)?{_PART})*)\b"
)
_WHEREVER = ("thromb", "lymph")  # where a thrombosis or a swelling of the lymph is says little: most are in a limb
# what is left of "alcohol abuse or dependence" after the conjunction
_ABUSE_OF = regex(
    r"(?P<what>alcohol|drug|substance|opioid|opiate|narcotic) (?:abuse|misuse|dependenc[ey]|addiction|use disorder)"
)
_CONTENT = regex(r"[a-z0-9]+")
_ABUSED_TOO = regex(
    r"\W*(?P<how>abuse|misuse|dependenc[ey]|addiction)(?: history)?(?:\s+(?:with)?in (?:the )?[\w ]+)?\W*"
)
# what is left of "abuse of drugs or alcohol"
_HOW_ABUSED = regex(r"(?P<how>abuse|misuse) of .+")
_SUBSTANCE = regex(
    r"\W*(?:(?:any|other|illicit|illegal|recreational|prescription|prescribed) )*"
    r"(?P<what>alcohol|drugs|substances|narcotics|opioids|opiates|pharmaceuticals|medications|medicines)"
    r"(?:\s+(?:with)?in (?:the )?[\w ]+)?\W*"
)


def of_a_limb(lower: str, end: int, named: str) -> tuple[int, str] | None:
    """Where the words end that say in which limb a condition is, and its name with these: "fracture of the wrist"."""
    place = _OF_A_LIMB.match(lower, end)
    if place is None or any(word in named for word in _WHEREVER):
        return None
    return place.end(), f"{named} of the {place['part']}"


def abused_too(before: str, words: str) -> tuple[str, int] | None:
    """What a member of a list is called that says only how a substance is abused, or which, and where that ends: "alcohol abuse or dependence"."""
    how, substance = _HOW_ABUSED.fullmatch(before), _SUBSTANCE.fullmatch(words)
    if how is not None and substance is not None:
        return f"{how['how']} of {substance['what']}", substance.end("what")
    again, what = _ABUSED_TOO.fullmatch(words), _ABUSE_OF.fullmatch(before)
    return (f"{what['what']} {again['how']}", again.end("how")) if again is not None and what is not None else None


def beyond_name(lower: str, mention: Mention) -> str:
    """The qualifiers in a synonym that the name does not have: "active hepatitis B" is hepatitis b that is active."""
    own = set(_CONTENT.findall(mention.name))
    words = lower[mention.start : mention.end].split()
    named = next((i for i, word in enumerate(words) if own & set(_CONTENT.findall(word))), 1)
    beyond = " ".join(words[: max(named, 1)])
    said = named > 1 and any(word in mention.name for word in qualifiers(beyond, "").words)
    return "" if words[0] in own or said else beyond


_GENOMES = {"HCV viral load": "hepatitis c", "HBV viral load": "hepatitis b"}
_SPELT_OUT = regex(r"hepatitis [bc] virus")


def found_by_its_genome(passage: Passage) -> Iterator[Mention]:
    """Infections of which the text names the nucleic acid, without a bound that was read: "hepatitis C virus RNA"."""
    for mention in passage.of_kind(Kind.LAB):
        infection = _GENOMES.get(mention.name)
        named = infection is not None and _SPELT_OUT.match(passage.lower, mention.start, mention.end) is not None
        if infection is not None and named and passage.is_free(mention.start, mention.end):
            yield Mention(mention.start, mention.end, Kind.COMORBIDITY, infection)


# a disease of its own beside the same one of the other kind: "primary lymphedema"
_ONE_OF_TWO = regex(
    r"(?P<either>\b(?:primary|secondary|unilateral|bilateral)(?: or | and/or | and |/))?\b(?:primary|unilateral|bilateral)\s+$"
)


def is_one_of_two(lower: str, start: int, end: int) -> bool:
    """Whether only the one kind of a condition is meant, or that of both sides: not "primary or secondary immunodeficiency"."""
    found = _ONE_OF_TWO.search(lower, start, end)
    return found is not None and found["either"] is None
