"""Owns lists of lesions that are not measurable: nobody needs to have what they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from criteria.patterns import regex
from criteria.text.segments import Role, Segment
from criteria.tree import Section

_UNMEASURABLE = regex(
    r"\W*(?:(?:all )?(?:truly )?non-?measurable (?:disease|lesions)|small lesions?\b(?: \(.{1,60}\))?"
    r"|(?:small |other |blastic |lytic |all )*bone (?:lesions?|metastas[ei]s|disease)(?: only)?"
    r"|lepto-?meningeal (?:disease|metastas[ei]s|lesions)|ascites"
    r"|(?:malignant )?(?:pleural|pericardial|peritoneal)"
    r"(?:\W+(?:and/or|and|or)?\W*(?:pleural|pericardial|peritoneal))* effusions?"
    r"|inflammatory breast (?:disease|cancer)"
    r"|lymphangi[a-z]* (?:cutis|disease)(?:\W+(?:and/or|and|or)?\W*(?:pulmonis|cutis))?"
    r"|lymphangi\w+ (?:carcinomatosis|spread|metastas[ei]s)|(?:cutis|pulmonis)|cystic lesions?"
    r"|(?:cns|brain) (?:lesions|metastas[ei]s)|abdominal masses?\b.{0,90}"
    r"|tumou?r lesions (?:situated|located|that are).{0,120}|groups of (?:small )?lesions.{0,60}"
    r"|previously irradiated lesions.{0,80}|lesions in previously irradiated.{0,60}"
    r"|diffuse \w+ (?:disease|involvement)|palpable lesions?.{0,60}|(?:elevated )?tumou?r markers?)\W*",
)
# what stands right under a line that says so may have any name of a lesion
_LESION = regex(
    r"\W*(?!.{0,60}\b(?:her-?2|receptor|positive|negative)\b)(?!(?:"
    r"no|at least|measurable|evaluable|patients?|subjects?|participants?|history|known|progress\w*|stage|metastatic"
    r"|histolog\w+)\b)(?:[\w()/,<>=≤≥.-]+ ){0,6}?"
    r"(?:lesions?|disease|metastas[ei]s|effusions?|ascites|mass(?:es)?|lymphangi\w+|cysts?|tumou?r markers?)\b"
    r"(?!.*\b(?:must|her-?2|receptors?|positive|allowed|ecog)\b).{0,170}",
    re.DOTALL,
)
_SURELY = regex(r"ascites|effusion|lymphangi|cystic|abdominal mass|previously irradiated")
UNMEASURABLE_HEAD = regex(
    r"\bnon-?measurable\b[^:]{0,60}:\W*$"
    r"|\b(?:not|no longer) (?:be )?(?:considered |regarded (?:as )?|count(?:ed)? (?:as )?|qualify (?:as )?)?"
    r"(?:to be )?(?:measurable|evaluable)\b[^:]{0,40}:\W*$"
    r"|\bunacceptable (?:as|for) (?:measurable|evaluable)\b[^:]{0,40}:\W*$"
)
"""A line over a list of lesions that are not measurable."""
_A_LESION = regex(
    r"(?!\W*(?:no|not|must|at least|patients?|history|known|prior|hormone|stage|metastatic|histolog\w+)\b)"
    r"(?!.*\b(?:must|required|allowed|eligible|permitted|her-?2|receptors?|failed|progressed)\b)"
    r".*\b(?:lesions?|disease|metasta\w+|effusions?|ascites|mass(?:es)?|lymphangi\w+|lymph\w+|cysts?|markers?|sites?"
    r"|involvement|infiltrat\w+|carcinomatosis|enlargement|\w*edema|levels?|changes|nodes?|nodal|marrow|\w+megaly"
    r"|scan|abnormalit\w+|uptake)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORDS_OF_A_LESION = 24


def names_a_lesion(words: str) -> bool:
    """Whether a short line only names a finding, as one of a list of what is not measurable does."""
    return len(words.split()) <= _WORDS_OF_A_LESION and _A_LESION.match(words) is not None


_RUN = 3  # such lines beside each other are a list whose head may be lost
_LONGEST = 200  # characters


def unmeasurable(text: str, segments: Sequence[Segment]) -> frozenset[int]:
    """The items that only name lesions which are not measurable: no patient needs to have them.

    They stand under a line that says so, or are three or more inclusions beside each other whose head was lost.
    """
    found: set[int] = set()
    run: list[int] = []
    before = ""
    for index, segment in enumerate(segments):
        words = " ".join(segment.body.of(text).lower().split())
        listed = segment.role is Role.ITEM and len(words) <= _LONGEST
        headed = not UNMEASURABLE_HEAD.search(words) and UNMEASURABLE_HEAD.search(before) is not None
        if listed and (_UNMEASURABLE.fullmatch(words) or headed and _LESION.fullmatch(words)):
            run.append(index)
            continue
        if run:
            found.update(_list(text, segments, run, before))
        run, before = [], words
    found.update(_list(text, segments, run, before))
    for index, segment in enumerate(segments):
        if segment.parent is not None and segment.role is Role.ITEM and segment.section is Section.INCLUSION:
            over = " ".join(segments[segment.parent].body.of(text).lower().split())
            if segment.parent in found or UNMEASURABLE_HEAD.search(over) is not None:
                found.add(index)
    return frozenset(found)


def _list(text: str, segments: Sequence[Segment], run: Sequence[int], before: str) -> Sequence[int]:
    """The run of items, where it is a list of what is not measurable; none of it otherwise."""
    if UNMEASURABLE_HEAD.search(before) is not None:
        return run
    sure = any(_SURELY.search(segments[index].body.of(text).lower()) for index in run)
    inclusions = all(segments[index].section is Section.INCLUSION for index in run)
    return run if len(run) >= _RUN and sure and inclusions else ()
