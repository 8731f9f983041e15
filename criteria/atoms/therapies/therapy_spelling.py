"""Owns names that follow the words of a criterion: two names of one thing, and one spelling for several classes."""

from __future__ import annotations

from criteria.patterns import regex


def _each(name: str, *spellings: str) -> dict[str, str]:
    """The name for each of its spellings and for itself, in the singular and the plural."""
    return {spelt: name for one in (name.lower(), *spellings) for spelt in (one, f"{one}s")}


# two names of one thing that criteria keep apart by their own words
_AS_WRITTEN = {
    "biological therapy": "biological therapy",
    "biological treatment": "biological therapy",
    **_each("LHRH agonist"),
    **_each("NSAID"),
    **_each("complementary or alternative medicine"),
    **_each("alternative medicine"),
    **_each("anti-estrogen"),
    "ar antagonist": "AR antagonist",
    "neurotoxic chemotherapy": "neurotoxic chemotherapy",
    "estrogen therapy": "estrogen therapy",
    "oestrogen therapy": "estrogen therapy",
    "antiplatelet therapy": "antiplatelet therapy",
    "anti-platelet therapy": "antiplatelet therapy",
    "ovarian function suppression": "ovarian function suppression",
    **_each("anti-angiogenic therapy", "anti-angiogenic", "anti-angiogenic agent", "anti-angiogenic drug"),
    **_each("antiangiogenic therapy", "antiangiogenic", "antiangiogenic agent", "antiangiogenic drug"),
    **_each("VEGF-targeted therapy"),
    **_each("VEGFR-targeted therapy"),
    **_each("VEGF inhibitor"),
    **_each("VEGFR inhibitor"),
    **_each("HIV protease inhibitor"),
    **_each("breast implant"),
    **_each("digitalis"),
}
# one spelling for two classes
_BOTH = {"PD-1/PD-L1 inhibitor": ("PD-1 inhibitor", "PD-L1 inhibitor")}
# "PI3K/AKT/mTOR inhibitors": three classes, where each is named; what acts on two of them at once is none of either
_PATHWAY = "PI3K/AKT/mTOR inhibitor"
_ON_IT = (
    (regex(r"\bpi-?3-?k|\bpik3ca"), "PI3K inhibitor"),
    (regex(r"\bakt"), "AKT inhibitor"),
    (regex(r"\bmtor"), "mTOR inhibitor"),
)


def as_written(words: str, name: str) -> str:
    """The name that words in lower case give to a concept, where criteria keep its names apart; else ``name``.

    >>> as_written("antiangiogenic agents", "angiogenesis inhibitor"), as_written("anti-VEGF", "angiogenesis inhibitor")
    ('antiangiogenic therapy', 'angiogenesis inhibitor')
    """
    return _AS_WRITTEN.get(words, name)


def named_by(words: str, name: str) -> str:
    """As ``as_written``; a small molecule that is called targeted is a targeted therapy that is one.

    >>> named_by("targeted small molecules", "small molecule inhibitor")
    'targeted small molecule'
    """
    if name == "small molecule inhibitor" and "target" in words:
        return "targeted small molecule"
    return as_written(words, name)


def named_together(words: str, name: str) -> tuple[str, ...]:
    """The classes that one spelling names together; none where it names one.

    >>> named_together("pi3k/akt/mtor inhibitors", "PI3K/AKT/mTOR inhibitor")
    ('PI3K inhibitor', 'AKT inhibitor', 'mTOR inhibitor')
    >>> named_together("pi3k/mtor inhibitors", "PI3K/AKT/mTOR inhibitor")
    ()
    """
    if name == _PATHWAY:
        whole = "mechanism" in words or not all(spelt.search(words) for spelt, _ in _ON_IT)
        return () if whole else tuple(each for _, each in _ON_IT)
    return _BOTH.get(name, ())
