"""Owns lines over lists of what excludes only those whom they name: "Patients with diabetes are excluded if they have any of:"."""

from __future__ import annotations

import re

from criteria.patterns import regex

# whoever has the cancer is everybody
_SOME = (
    r"^\W*(?:(?:all|any|those|other|adult|female|male)\s+)*"
    r"(?:patients?|subjects?|participants?|individuals?|persons?|people|women|men|those)\s+(?:with|who have)\s+"
    r"(?!(?:any|all|one|at least|either|the following|these)\b)(?:(?!\b(?:breast|cancers?|carcinomas?|tumou?rs?|neoplasms?|malignan\w+|solid)\b)[^:.;]){3,80}?"
)
_ONE_OF = r"(?:\s|\b(?:they|also|have|has|had|meet|fulfil|there|is|are)\b)*\b(?:any|one|at\s+least\s+one|either)\b(?:\s+or\s+more)?[^:.;]{0,50}:\W*$"
_EXCLUDED_IF = regex(
    rf"{_SOME}\b(?P<says>is|are|will\s+be)\s+(?:also\s+)?(?:excluded|ineligible|not\s+eligible)\s+(?:if|when|where)\b{_ONE_OF}",
    re.IGNORECASE,
)
_WITH_ONE_OF = regex(
    rf"{_SOME}\b(?:(?:who|that)\s+(?:also\s+)?(?:have|meet|fulfil)|and|with)\b{_ONE_OF}", re.IGNORECASE
)


def excluded_if(line: str) -> int | None:
    """Where those end whom a line over a list names to say that what is listed excludes them; None where it does not."""
    found = _EXCLUDED_IF.match(line)
    return None if found is None else found.start("says")


def names_some_with(line: str) -> bool:
    """Whether a line over a list only names some who have what is listed: under exclusion "Diabetics who have any of:"."""
    return _WITH_ONE_OF.match(line) is not None
