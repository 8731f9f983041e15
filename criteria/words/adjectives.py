"""Owns words of permission that only say which things are meant: "eligible patients must …", "an acceptable regimen"."""

from __future__ import annotations

from criteria.patterns import regex

ADJECTIVE = regex(
    r"\beligible (?=(?:patients?|subjects?|participants?|individuals?|women|men|adults|children|minors|candidates|lesions?|tumou?rs?)"
    r" (?:must|shall|are|is|have|has|had|need)\b)"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!considered )\b(?:an?|the|any|other|clinically|medically|currently) (?:acceptable|accepted|recommended) "
    r"(?=[a-z])(?!(?:alternativ|substitut|replacement|by|to|for|if|in|as|at|and|or|but|when|where|provided|unless|except)\w*)"
    r"|\b(?:must|has to|have to) be (?:(?:deemed|considered|judged|medically) )*eligible\b"
)
"""What permits nothing: an adjective before its noun, and what somebody must be ("must be eligible for surgery")."""
