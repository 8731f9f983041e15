"""Owns what a record's name of a disease says beside the disease: its course, side, stage or type ("paroxysmal atrial fibrillation")."""

from __future__ import annotations

import re
from functools import lru_cache

from criteria.tree import Kind
from criteria.vocabulary import load

_COURSES = (
    r"paroxysmal|persistent|permanent|long-?standing|chronic|acute|subacute|recurrent|relapsing|intermittent|occasional|"
    r"episodic|mild|moderate|severe|slight|minimal|stable|latent|known|remote|old|past|prior|previous|former|recent|current|"
    r"primary|secondary|idiopathic|acquired|inherited|hereditary|congenital|juvenile|adult-onset|early|late-onset|"
    r"seropositive|seronegative|relapsing-remitting|cutaneous|plaque|diet-controlled|(?:well-|poorly )?controlled|"
    r"uncontrolled|treated|untreated|compensated|decompensated|symptomatic|asymptomatic|active|inactive|resolved|healed|"
    r"bilateral|unilateral|left(?:-sided)?|right(?:-sided)?|upper|lower|distal|proximal|seasonal|ischemic|ischaemic|"
    r"alpha|beta|insulin-(?:dependent|requiring|treated)|non-insulin-dependent|steroid-dependent|newly diagnosed"
)
_BEFORE = re.compile(
    rf"^(?:(?:history|status post|s/p|h/o)\s+(?:of\s+)?)?(?:(?:{_COURSES})(?:,\s*|\s+))*", re.IGNORECASE
)
_BEHIND = re.compile(
    r"\s*(?:,.*|;.*|\s[-–]\s.*|\b(?:stage|type|grade|class|nyha|gold|ckd|child-pugh)\s*[\divab]+.*|"
    r"\b(?:in remission|in (?:the |his |her )?\w+|of the (?:left|right|lower|upper) \w+|since \d.*|trait|minor|major|"
    r"without (?!evidence\b)\w.*|with \w.*|(?:after|following|due to|because of|secondary to|caused by) \w.*|on (?:treatment|medication|\w+ therapy)))$",
    re.IGNORECASE,
)
# what is feared, suspected, tested for or had by others is not had
_NOT_HAD = re.compile(
    r"\b(?:risk|family|suspected|possible|rule[d]? out|screening|(?<!after )(?<!following )vaccin\w*|prophyla\w+|exposure|pre-?\w*diabet\w+|no|not|"
    r"negative|without evidence|never|denies|border-?line|carrier)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def disease_in(text: str) -> str | None:
    """The disease of the vocabulary that a longer name of a record is a kind of; None where there is none."""
    if _NOT_HAD.search(text):
        return None
    plain = " ".join(re.sub(r"\s*\([^)]*\)", "", text).split())
    for form in dict.fromkeys(
        (_BEHIND.sub("", plain), _BEFORE.sub("", plain), _BEFORE.sub("", _BEHIND.sub("", plain)))
    ):
        found = load().find(Kind.COMORBIDITY, form) if form and form != text else None
        if found is not None:
            return found.name
    return None
