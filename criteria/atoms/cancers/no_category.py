"""Owns letters with a figure that look like a category T, N or M and are something else."""

from __future__ import annotations

import re

from criteria.patterns import regex
from criteria.text.passage import Passage

_HALF_LIFE = regex(r"\d\s*(?:x\s*|times\s*|plasma\s*|elimination\s*)?$")  # "5 t1/2 or 4 weeks"
# "at least 2 cm (T2-4)": the categories of that size
_OF_A_SIZE = regex(
    r"\d\s*[cm]m\b(?: in (?:the )?(?:greatest |longest )?(?:diameter|dimension))?\s*\((?:i\.?e\.?,? |clinical |stage )?$"
)
# sequences of magnetic resonance: "T1 weighted imaging", "axial T2 FLAIR", "post-contrast 3D T1"
_IMAGED = regex(
    r"w\b|\s*\((?:with|without|pre|post)\b[^()]*contrast[^()]*\)"
    r"|(?:\s*(?:or|and|/|,)\s*t[12])?[\s*-]+"
    r"(?:weighted|sequences?|flair|fluid|signal|mapping|gadolin|relaxation|images?\b|imaging|mri\b)"
)
_IMAGED_BEFORE = regex(r"\b(?:contrast|3d|2d|axial|sagittal|coronal|gadolinium|flair|volumetric)[ -](?:enhanced )?$")
_OF_BLOOD = regex(r"\s*(?:\+\s*)?[- ]?(?:helper[ -]|lymphocyte )?(?:cells?|counts?|lymphocytes?)\b")  # "T4 cells < 500"
_IN_TEXAS = regex(r"[A-Za-z]{3}, ?$")  # "Houston, TX"
_CODE = regex(r"-?\d{2,}")
_THYROID = regex(r"\b(?:tsh|thyroid\w*|thyrox\w*|triiodo\w+)\b[^;]{0,60}$|\bfree $")


def is_no_category(passage: Passage, match: re.Match[str], letter: str) -> bool:
    """Whether the letter and figure are something else: a drug, a cell, a size."""
    if passage.text[match.start() : match.end()] in ("PTX", "CTX"):
        return True  # paclitaxel, chemotherapy
    if match["first"] == "x" and " " in match.group()[: match.end("first") - match.start()]:
        return True  # "2 cm x 2 cm"
    if passage.lower[match.start() : match.end()] == "tx" and _IN_TEXAS.search(passage.text, 0, match.start()):
        return True
    if passage.text.startswith("CT ", match.start()):
        return True  # "CT 3-4", a scan
    if match["first"] == "is" and passage.text[: match.end("first")].endswith(" is"):
        return True  # "where CT is contraindicated"
    if letter == "N" and match["first"].startswith("4"):
        return True  # there is no such category
    if letter == "M" and match["first"] not in ("0", "1", "x") or match["first"] == "is" and letter != "T":
        return True
    before = passage.lower[max(0, match.start() - 6) : match.start()]
    if letter == "T" and re.search(r"\b(?:cd|anti-|b/)\s?$", before):
        return True
    if letter == "M" and before.endswith("t-d"):
        return True  # "T-DM1" is a drug
    if (letter == "N" or match["first"] == "x") and _CODE.match(passage.lower, match.end()):
        return True  # "NX-2127", a drug
    return letter == "T" and _is_no_tumor(passage.lower, match.start(), match.end())


def _is_no_tumor(lower: str, start: int, end: int) -> bool:
    """Whether a T is of the thyroid, a half-life or a sequence of imaging, or only says again how large a tumor is."""
    if _THYROID.search(lower, 0, start):
        return True  # "TSH and free T4"
    if _IMAGED.match(lower, end) or _OF_BLOOD.match(lower, end) or _IMAGED_BEFORE.search(lower, 0, start):
        return True
    if lower.startswith("t1/2", start) and ("half" in lower or _HALF_LIFE.search(lower, 0, start)):
        return True
    return _OF_A_SIZE.search(lower, 0, start) is not None and lower.startswith(")", end)
