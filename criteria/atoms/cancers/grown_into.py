"""Owns what a tumour or its nodes have grown into or show, where that keeps out: the categories that are needed for it."""

from __future__ import annotations

from collections.abc import Iterator

from criteria.atoms.atom import Atom
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Kind, Requirement

HINTS = hints(
    "chest wall",
    "peau d",
    "satellite",
    "skin nodul",
    "matted",
    "fixed",
    "extranodal",
    "extra-nodal",
    "capsular",
    "suspicious",
    "palpab",
)
_INTO = r"(?:fix(?:ed|ation)|attach(?:ed|ment)|adheren(?:t|ce)|invasion|invading|infiltrat(?:ion|ing)|involvement|involving|exten(?:sion|ding))"
_TUMOUR = r"(?:(?:primary )?(?:tumou?rs?|carcinomas?|cancers?) )"
_CHEST_WALL = regex(
    r"\bfixed (?:primary )?tumou?rs?\b"
    rf"|\b{_TUMOUR}?(?:(?:that (?:is|are)|is|are|with|(?:with )?direct(?:ly)?) )*{_INTO} (?:(?:of|to|into|in|by) )?"
    rf"(?:the )?{_TUMOUR}?(?:(?:to|into) )?(?:the )?(?:underlying )?"
    r"(?:(?:skin|muscle) (?:or|and|and/or) (?:the )?(?:underlying )?)?chest wall\b(?: or skin\b)?"
    r"(?: \(complete fixation\))?"
    r"|\b(?:skin(?: or | and | and/or |/))?chest[- ]wall (?:invasion|involvement|extension|fixation|infiltration)\b(?: by (?:the )?tumou?r)?"
)
_HELD_TOGETHER = r"(?:fixed|matted)"
_NODES = r"(?:lymph )?(?:nodes?|adenopath(?:y|ies)|lymphadenopathy|nodal (?:disease|metasta\w+))"
_FIXED_NODES = regex(
    rf"\b(?:(?:clinically|deeply|palpable|bulky) )?{_HELD_TOGETHER}(?:(?:,? (?:or|and|and/or) |, |/){_HELD_TOGETHER})?"
    rf" (?:(?:ipsilateral|regional|axillary|metastatic|palpable) )*{_NODES}\b"
    rf"|\b(?:(?:ipsilateral|regional|axillary|metastatic|palpable) )*{_NODES} "
    rf"(?:(?:that|which|is|are|clinically|being) )*{_HELD_TOGETHER}(?:(?:,? (?:or|and|and/or) |, |/){_HELD_TOGETHER})?"
    r"\b"
    r"(?: to (?:(?:one another|each other|(?:the )?chest wall|other structures|(?:the )?neurovascular bundle|the skin|or|and|to)(?: |\b))+)?"
)
_BEYOND_NODES = regex(
    r"\b(?:(?:gross|macroscopic|microscopic) )?extra-?\s?(?:nodal|capsular)(?: nodal)? (?:tumou?r )?(?:extension|invasion|spread|disease|growth)\b"
)
_REGIONS = (
    r"(?:"
    r"(?:ipsilateral|contralateral|homolateral|opposite|axillary|supra-?clavicular|infra-?clavicular|sub-?clavicular"
    r"|internal mammary|parasternal|cervical|regional|enlarged|or|and/or|and)[ ,/]+)*"
)
_SUSPECT = (
    r"(?:palpable|suspicious|(?:palpably|clinically) (?:abnormal|enlarged|suspicious)(?: or enlarged)?"
    r"|(?:(?:clinical|radiographic|radiological|mammographic|sonographic)(?:al)?ly|or|and/or|and)[ ,/]+(?:palpable|suspicious))"
)
# what was not proven to be spread, and may be none
_SUSPICIOUS_NODES = regex(
    rf"\b{_SUSPECT}(?:(?:,? or|,? and/or|,? and|,|/)? {_SUSPECT})* (?:for metasta\w+ )?{_REGIONS}{_NODES}\b"
    r"(?: (?:in|of) (?:the |either )?(?:(?:contralateral|opposite|ipsilateral|or) )*axillae?\b)?"
)
_PEAU = regex(r"\bpeau d.{0,2}orange\b(?:,? skin changes| changes| of the (?:skin|breast))?")
_NODULES = regex(
    r"\b(?<=skin ulcerations/)nodules\b|\b(?<=skin ulcerations or )nodules\b"
    r"|\b(?:satellite (?:skin|cutaneous|dermal)|skin) nodules?\b"
    r"(?: confined to the same breast| (?:in|on|of) (?:the )?(?:same )?breast)?"
)
# what inflammatory cancer looks like is no criterion of its own
_LOOKS = regex(
    r"\binflammatory (?:breast )?(?:cancer|carcinoma|disease)\b[^.;]{0,60}(?:\(|\bdefined\b|\be\.?g\b|\bi\.?e\b|\bcharacteri)"
)
# the category in brackets behind it is asked for: "fixed nodes (N2)"
_CATEGORY_BEHIND = regex(r"\s*\((?:(?:stage|clinical(?:ly)?|i\.?e\.?,?) )?c?[tn][0-4]")
# "a tumor over 2 cm with no growth beyond the nodes" asks for the tumor
_WITHOUT = regex(r"\b(?:with no|without)\b[^,;.]{0,30}$")

# those of nodes come first: what "nodes fixed to the chest wall" are fixed to says nothing of the tumour
_SIGNS = (
    (_FIXED_NODES, "N", ("N2", "N3"), "fixed nodes"),
    (_SUSPICIOUS_NODES, "N", ("N1", "N2", "N3"), "suspicious nodes"),
    (_BEYOND_NODES, "N", ("N1", "N2", "N3"), "growth beyond the nodes"),
    (_CHEST_WALL, "T", ("T4a", "T4c"), "chest wall"),
    (_PEAU, "T", ("T4b", "T4c", "T4d"), "peau d'orange"),
    (_NODULES, "T", ("T4b", "T4c"), "skin nodules"),
)
_WITH_SKIN = ("T4a", "T4b", "T4c")


def signs(passage: Passage) -> Iterator[Atom]:
    """The categories without which nobody has what is named, which stays the detail ``sign``."""
    lower = passage.lower
    taken: list[tuple[int, int]] = []
    shown: set[str] = set()
    for pattern, letter, values, sign in _SIGNS:
        for match in pattern.finditer(lower):
            start, end = match.span()
            if _LOOKS.search(lower, 0, start) is not None or any(s < end and start < e for s, e in taken):
                continue
            if _WITHOUT.search(lower, 0, start) or sign == "skin nodules" and "metasta" in lower:
                continue  # what is asked for with it, or a site of spread, is read elsewhere
            taken.append((start, end))
            again = sign == "suspicious nodes" and sign in shown
            shown.add(sign)
            if again or _CATEGORY_BEHIND.match(lower, end):
                passage.claimed.append((start, end))
                continue
            with_skin = sign == "chest wall" and ("skin" in match.group() or "fixed tumo" in match.group())
            found = _WITH_SKIN if with_skin else values
            yield Atom(start, end, Requirement(Kind.STAGE, letter, found, detail=(("sign", sign),)))
