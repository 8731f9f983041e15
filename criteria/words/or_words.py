"""Owns the word "or": where it ends or opens a line and so joins it to the next one, and where it belongs to a bound."""

from __future__ import annotations

import re

from criteria.patterns import regex

OF_A_BOUND = r"(?:equal|higher|greater|more|less|lower|fewer|older|younger|above|below|better|worse|later|earlier)\b"
"""What follows an "or" that names no alternative ("18 or older"); part of an expression."""

_PLACE = (
    r"(?:breasts?|axilla\w*|(?:(?:axillary|regional|ipsilateral|involved|sentinel) )*(?:lymph )?nodes?|chest wall|skin)"
)
IN_PLACES = (
    rf"\b(?:in|of|to|within|involving) (?:(?:the|either|their|ipsilateral|same|one) )*{_PLACE}"
    rf"(?: ?/ ?| (?:and/or|and / or|or) )(?:in )?(?:(?:the|ipsilateral|regional|its) )*{_PLACE}\b"
)
"""Two places of one disease, which are no choice of statements: "residual disease in the breast or nodes"; part of an expression."""

_PROOF = r"(?:histo|cyto|patho|histopatho|cytopatho|radio)(?:log|graph)\w*|clinical(?:ly)?|local(?:ly)?|central(?:ly)?"
OF_PROOF = rf"\b(?:{_PROOF})-?(?: ?/ ?| (?:and/or|and / or|or) )(?:{_PROOF})\b(?! (?:recur|relaps|advanced))"
"""Two ways in which one thing was shown: "histological or cytological confirmation"; part of an expression."""

ON_OR_AFTER = (
    r"\b(?:on|during|while on|at)(?:,? (?:and/or|or) |/)(?:shortly |immediately )?(?:after|following|subsequent to)\b"
)
"""Two times of one event, as in "progression during or after chemotherapy"; part of an expression."""

FAILED_OR_CAME_BACK = (
    r"\b(?:failures?|relapses?|progression|recurrences?)(?:,? (?:and/or|or) |/)"
    r"(?:failures?|relapses?|progression|recurrences?) (?=(?:of|to|on|after|following)\b)"
    r"|\b(?:(?:relapsed|recurred)(?:,? (?:and/or|or) | ?/ ?)(?:(?:is|are|has|have|been|that|which) )*(?:progress(?:ed|ing)|refractory|resistant)"
    r"|progressed(?:,? (?:and/or|or) | ?/ ?)(?:relapsed|recurred)) (?=(?:on|to|after|during|following|despite)\b)"
)
"""Two ways in which one treatment did not hold: "failure or relapse after chemotherapy", "relapsed or progressed on it"; part of an expression."""

ALONE_OR_WITH = (
    r"\b(?:either |given )?(?:alone|as (?:an? )?(?:monotherapy|single agent)|by itself),? or "
    r"(?:in combination|combined|together)? ?with\b"
)
"""Two ways to give one treatment, as in "alone or in combination with others"; part of an expression."""

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
NAIVE_OR = regex(
    r"\b(?:[\w/-]*(?:\s[\w/-]+)?[\s-]na[iï]ve\b[^.;,]{0,40}?|(?:no|without)\s+(?:prior|previous)\s[^.;,]{3,40}?"
    r"|na[iï]ve\s+to\s[^.;,]{3,40}?)(?P<or>,?\s+or)\s+"
    r"(?=(?:who\s+|they\s+|patients\s+)?(?:"
    r"have|has|had|having|must|received?|currently|were|was|are|progressed|progressing|(?:disease )?progression"
    r"|relapsed?|recurrence|refractory|treated|previously|pretreated|at most|up to|no more than|not more than"
    r"|a maximum|max|one|two|three|only)\b"
    r"|[≤<1-3])"
)
"""No treatment yet, or one that was had: where the second of the two ways begins."""

_ARTICLE = r"(?:(?:an?|the|prior|previous|at\s+least\s+one|one|any)\s+)*"
BOTH = rf"\bboth\s+(?:of\s+)?{_ARTICLE}(?:[\w-]+\s+){{0,2}}$"
"""What stands before the first of two that are asked for together; part of an expression."""
AND_ALSO = (
    r"(?:[\w/-]|\s)*?(?:\([^()]*\)|,\s[^,;:()]*(?:,\s[^,;:()]*?\bor\b[^,;:()]*)?,)?\s*"
    rf"\band\s+(?:also\s+)?{_ARTICLE}(?:[\w-]+\s+){{0,2}}"
)
"""What stands between such two: the second behind "and", what is said of the first in a bracket or between commas."""
