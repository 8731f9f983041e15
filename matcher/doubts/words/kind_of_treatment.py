"""Owns kinds of a treatment: which alone excludes, by its own words ("radical mastectomy"), and which add nothing to a choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from criteria.patterns import regex
from criteria.tree import Kind, Leaf, Node, Requirement
from matcher.derive.therapy import medicine_is
from matcher.truth import Truth

# "definitive radiotherapy", "whole-brain radiation": some of it
_SOME_RADIATION = regex(
    r"\b(?:definitive|radical|extensive|wide[- ]?field|extended[- ]?field|whole[- ]brain)\s+$", re.IGNORECASE
)
# "radical mastectomy", "skin-sparing mastectomy": one kind of it
_OF_THE_REGION = regex(
    r"\b(?:breast|chest[- ]wall|regional|loco-?regional|(?:lymph[- ])?nodal)\s+$", re.IGNORECASE
)  # of one place only
_ONE_MASTECTOMY = regex(
    r"^(?:radical|modified|skin|nipple|subcutaneous|prophylactic|simple|total|bilateral|unilateral|contralateral)\b",
    re.IGNORECASE,
)


def one_kind(requirement: Requirement, own: str, before: str) -> str | None:
    """Why only one kind of the treatment excludes, by its own words and those right before it."""
    if requirement.concept == "mastectomy" and _ONE_MASTECTOMY.match(own):
        return "it is one kind of what its name means"
    return _some_radiation(requirement, own, before) if requirement.concept == "radiation therapy" else None


def _some_radiation(requirement: Requirement, own: str, before: str) -> str | None:
    """Why only some radiation excludes, by its own words and those right before it."""
    told = ("intent", "curative") in requirement.detail
    if requirement.setting is None and not told and _SOME_RADIATION.search(before + own.split(" ")[0] + " "):
        return "the words before it narrow the treatment"
    if _OF_THE_REGION.search(before) and not any(key == "site" for key, _ in requirement.detail):
        return "the words before it narrow the treatment"
    return None


# "anticancer treatment including chemotherapy, hormones or other drugs": what is had by mouth or vein, for nothing else is listed
_LISTS_DRUGS = regex(
    r"^\s*,?\s*\(?\s*(?:including(?:,? but not limited to,?)?|such as|e\.g\.,?|i\.e\.,?)\s(?P<list>(?:[^.;)]|\.(?=\w)){10,240})",
    re.IGNORECASE,
)
_A_DRUG = regex(
    r"\b(?:chemo\w*|hormon\w*|endocrine|targeted|biologic\w*|immuno\w*|antibod\w*|inhibitors?|drugs?|agents?|small molecules?)\b",
    re.IGNORECASE,
)
_NO_DRUG = regex(r"radi|surg|operat|ablat|embol|transplant|local", re.IGNORECASE)
_FEWEST = 2  # kinds of drugs in such a list


def of_drugs_only(requirement: Requirement, behind: str) -> Requirement | None:
    """Treatment of cancer as the drugs for it, where the list behind it names kinds of drugs and nothing else; else None."""
    if requirement.concept != "anticancer therapy" or requirement.detail or requirement.setting is not None:
        return None
    found = _LISTS_DRUGS.match(behind)
    if found is None or _NO_DRUG.search(found["list"]) or len(_A_DRUG.findall(found["list"])) < _FEWEST:
        return None
    return replace(requirement, concept="systemic therapy")


def kinds_of_others(nodes: Sequence[Node]) -> list[Node]:
    """Choices that add nothing to another, which holds them: whoever had no taxane had no paclitaxel."""
    treatments = [node for node in nodes if isinstance(node, Leaf) and node.requirement.kind is Kind.THERAPY]
    return [
        node for node in treatments if any(_is_kind_of(node.requirement, other.requirement) for other in treatments)
    ]


def _is_kind_of(narrow: Requirement, wide: Requirement) -> bool:
    same = replace(narrow, concept=wide.concept) == wide
    return same and narrow != wide and medicine_is(narrow.concept, wide.concept) is Truth.TRUE
