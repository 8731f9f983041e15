"""Owns sentences that ask for people beside the patients: what they say of a disease is of others than whom they ask for."""

from __future__ import annotations

from criteria.patterns import regex

# "informal caregivers of women with breast cancer", "physicians who treat patients with breast cancer"
_SORT = (
    r"(?:(?:the|an?|any|all|are|is|be|being|must|should|currently|self-?identif\w+|identified|as|adult|primary|main|informal|formal"
    r"|unpaid|family|spousal|professional|practi[cs]ing|licensed|board-?certified|community|medical|health|health-?care|breast|oncology"
    r"|radiation|surgical|nurse|general|primary[- ]care|social|and|or|and/or)[ ,/-]+)*"
)
_ROLE = (
    r"(?:care-?\s?givers?|carers?|care\s?partners?|caretakers?|partners?|spouses?|husbands?|wives|support persons?"
    r"|physicians?|doctors?|clinicians?|oncologists?|surgeons?|radiologists?|nurses?|navigators?|social workers?|practitioners?"
    r"|(?:health\s?-?care |care )?providers?|health\s?-?care (?:professionals?|workers?|staff))"
)
_OF_OTHERS = regex(
    rf"\W*{_SORT}{_ROLE}(?:(?:,| and| or|/)+ ?{_ROLE})*(?: \([^()]*\))?,? "
    r"(?:(?:who|that|currently|actively|regularly|are|is|have|has|provid\w+|care|support|help|assistance|at least|\d+|one|year|years) )*"
    r"(?:of|to|for|treat|treats|treating|treated|caring for|cares? for|cared for|support(?:s|ing)?|manag(?:e|es|ing)|see|sees|seeing|with|follow(?:s|ing)?) "
    r"(?:(?:an?|the|any|their|some|more|at least|\d+|one|adult|eligible|enrolled|older|female|newly|diagnosed|metastatic|advanced|breast|cancer"
    r"|early[- ]stage|stage|i{1,3}|iv|or|and)[ -]+)*"
    r"(?:patients?|wom[ae]n|m[ae]n|survivors?|individuals?|persons?|people|someone|adults?|those|participants?|loved ones?)\b"
)


def asks_for_others(lower: str) -> bool:
    """Whether a sentence among inclusions, in lower case, asks for people who treat or stand by patients.

    >>> asks_for_others("caregivers of women with breast cancer"), asks_for_others("women with a caregiver and breast cancer")
    (True, False)
    """
    return _OF_OTHERS.match(lower) is not None
