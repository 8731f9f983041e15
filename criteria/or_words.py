"""Owns the word "or": where it ends or opens a line and so joins it to the next one, and where it belongs to a bound."""

from __future__ import annotations

import re

from criteria.patterns import regex

OF_A_BOUND = r"(?:equal|higher|greater|more|less|lower|fewer|older|younger|above|below|better|worse|later|earlier)\b"
"""What follows an "or" that names no alternative ("18 or older"); part of an expression."""

_PLACE = (
    r"(?:breasts?|axilla\w*|(?:(?:axillary|regional|ipsilateral|involved|sentinel) )*(?:lymph )?nodes?|chest wall|skin)"
)
IN_PLACES = rf"\b(?:in|of|to|within|involving) (?:(?:the|either|their|ipsilateral|same|one) )*{_PLACE}(?: ?/ ?| (?:and/or|and / or|or) )(?:in )?(?:(?:the|ipsilateral|regional|its) )*{_PLACE}\b"
"""Two places of one disease, which are no choice of statements: "residual disease in the breast or nodes"; part of an expression."""

ENDS_WITH_OR = regex(r"(?<!and/)(?<!and /)(?<!and / )\bor[\s.,;:]*$", re.IGNORECASE)
"""A line whose last word is "or", and not "and/or"."""
ENDS_WITH_AND_OR = regex(r"\band\s?/\s?or[\s.,;:]*$", re.IGNORECASE)
"""A line whose last word is "and/or": the next one will do as well."""
OPENS_WITH_OR = regex(rf"^\W*or\b(?!\s+{OF_A_BOUND})", re.IGNORECASE)
"""A line whose first word is "or"."""
NONE_EXPRESSED = regex(
    r"\b(?:no|without|lack(?:s|ing)?(?: of)?|absence of) (?:\w+ )?(?:over-?)?expression (?:of|for) (?:(?!\b(?:positive|negative)\b)[^.;:])*$",
    re.IGNORECASE,
)
"""What takes back all that follows it, though an "or" joins it: "no expression of ER, PR or HER2"."""
