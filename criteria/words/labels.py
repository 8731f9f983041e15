"""Owns lines that only say what others are about: titles of tables, headings that lost their list, "not specified"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.words.condition_words import word_set
from criteria.words.sayings import any_of, sayings

_LABELS = word_set(
    """
    organ organs system systems laboratory laboratories lab labs value values parameter parameters test tests result results range ranges
    hematology haematology hematologic haematologic hematological haematological hematopoietic haematopoietic biochemistry biochemical chemistry serum
    renal hepatic liver kidney cardiac cardiovascular pulmonary respiratory coagulation bone marrow blood counts function functions functional
    requirement requirements criteria criterion inclusion exclusion eligibility general specific additional other main key major minor
    characteristics characteristic status hormone receptor receptors menopausal performance age sex gender life oncology immunology neurology
    neurologic neurological screening baseline part cohort notes note background information details summary section table units unit
    prior previous therapy therapies treatment treatments medication medications concomitant concurrent medical history histories heart lung central nervous
    type participant demographics outline serology dose escalation expansion phase phases
    cohort-specific phase-specific arm-specific part-specific study-specific
    target targeted considerations consideration adequate patient patients population participants subjects the of for
    and or at by time inclusion entry study disease definitions definition
    minimal minimum reserve fertility reproduction fertility/reproduction comorbid conditions
    """
)
# of these alone, or with nothing but each other, a line may yet name what it excludes: "cardiac disease"
_NEVER_ALONE = word_set(
    """
    renal hepatic liver kidney cardiac cardiovascular pulmonary respiratory bone marrow blood neurologic neurological disease the of for and or at by
    prior previous therapy therapies treatment treatments medication medications concomitant concurrent history heart lung central nervous system other
    comorbid conditions reserve minimal minimum fertility reproduction fertility/reproduction
    """
)
_WORD = regex(r"[a-z][a-z'/-]*")
_NOT_WORDS = regex(r"[\d<>≥≤=%]")
_MOST = 9  # words
_SAYS = any_of(sayings("labels")["says"])
# "whoever meets any of the following criteria is not eligible": the list says which
_POINTS_BELOW = regex(
    r"\W*(?:among other criteria,? )?(?=[^.;]*\bfollowing\b[^.;]*\b"
    r"(?:criteria|conditions?|characteristics|symptoms|diagnos[ei]s|diseases|disorders|illnesses)\b)"
    r"(?:(?:"
    r"an?|any|all|the|prior|previous|current|concurrent|known|medical|study|patients?|subjects?|participants?|women"
    r"|individuals?|those|who|that|will|are|is|was|were|be|must|may|shall|not|if|they|he|she|have|has|had|with|having"
    r"|in|for|to|of|this|study|trial|ineligible|excluded|eligible|included|enrolled|admitted|inclusion|participation"
    r"|admission|participate|enter|into|from"
    r"|exhibit\w*|meet\w*|met|fulfil\w*|present\w*|one|or|and|more|following|conditions?|symptoms|diagnos[ei]s"
    r"|diseases|disorders|illnesses|criteria|criterion|characteristics|appl(?:y|ies|ied)|at|screening|below"
    r"|listed)\b[ ,:/*.]*)+\W*"
)


_OUT = regex(r"\b(?:not|ineligible|excluded|apply|applies|applied)\b")


def points_below(lower: str, *, excludes: bool) -> bool:
    """Whether a sentence, in lower case, only says that those in the list below are in, or under exclusion that they are out."""
    return _POINTS_BELOW.fullmatch(lower) is not None and (_OUT.search(lower) is not None) is excludes


def is_label(lower: str, *, excludes: bool) -> bool:
    """Whether a line, in lower case, of which nothing was read is only a label; ``excludes`` where it stands under exclusion.

    >>> is_label("organ system: laboratory values", excludes=False), is_label("cardiac disease", excludes=True)
    (True, False)
    """
    if _SAYS.fullmatch(lower) is not None:
        return True
    if _NOT_WORDS.search(lower):
        return False
    found = set(_WORD.findall(lower))
    if not found or len(found) > _MOST or not found <= _LABELS:
        return False
    return not (excludes and found <= _NEVER_ALONE)
