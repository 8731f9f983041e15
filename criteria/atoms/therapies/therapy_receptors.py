"""Owns receptors of immune cells in a list of examples, which name what acts on them: "a T-cell receptor (e.g., CTLA-4, OX-40)"."""

from __future__ import annotations

from criteria.atoms.therapies.therapy_name import Name
from criteria.patterns import hints, regex
from criteria.text.passage import Passage

_HINTS = hints("receptor", "checkpoint", "stimulat", "agonist", "immunotherap", "immuno-oncology")
# what is exemplified, up to where its examples end
_EXAMPLES = regex(
    r"\b(?:"
    r"receptors?|checkpoints?|(?:checkpoint|immune)\s+(?:pathways?|molecules?|proteins?|inhibitors?|therap(?:y|ies))"
    r"|(?:ant)?agonists?|immunotherap(?:y|ies))"
    r"(?:\s+(?:therap(?:y|ies)|agents?|drugs?|treatments?|antibod(?:y|ies)))?\s*[,(\[]?\s*"
    r"(?:e\.?\s?g\.?|i\.?e\.?|such\s+as|for\s+example|like|including)(?:,?\s+but\s+not\s+limited\s+to)?[,:]?\s+"
    r"(?P<members>[^.;]{3,200})"
)
# a receptor, and the class of what criteria mean by it
_MEMBERS = tuple(
    (regex(rf"(?<![\w-]){spelt}(?![\w-]*\s*(?:express|positiv|mutat|overexpress))(?!\w)"), concept)
    for spelt, concept in (
        (r"ox-?\s?40", "OX40 agonist"),
        (r"(?:cd-?\s?137|4-?1bb)", "CD137 agonist"),
        (r"cd-?40", "CD40 agonist"),
        (r"icos", "ICOS agonist"),
        (r"gitr", "GITR agonist"),
        (r"lag-?\s?3", "LAG-3 inhibitor"),
        (r"tim-?\s?3", "TIM-3 inhibitor"),
        (r"tigit", "TIGIT inhibitor"),
    )
)


def receptor_names(passage: Passage) -> list[Name]:
    """What acts on each receptor that stands among the examples of receptors, checkpoints or drugs for them."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    found: list[Name] = []
    for match in _EXAMPLES.finditer(lower):
        end = _closing(lower, match.start("members"), match.end("members"))
        for spelt, concept in _MEMBERS:
            found += [Name(m.start(), m.end(), concept) for m in spelt.finditer(lower, match.start("members"), end)]
    return found


def _closing(lower: str, start: int, end: int) -> int:
    """Where the bracket closes in which the examples stand; ``end`` where they stand in none."""
    depth = 0
    for at in range(start, end):
        if lower[at] in "([":
            depth += 1
        elif lower[at] in ")]":
            depth -= 1
            if depth < 0:
                return at
    return end
