"""Owns lines that only say what others are about: titles of tables, headings that lost their list, "not specified"."""

from __future__ import annotations

from criteria.patterns import regex
from criteria.words.condition_words import word_set

_LABELS = word_set(
    """
    organ organs system systems laboratory laboratories lab labs value values parameter parameters test tests result results range ranges
    hematology haematology hematologic haematologic hematological haematological hematopoietic haematopoietic biochemistry biochemical chemistry serum
    renal hepatic liver kidney cardiac cardiovascular pulmonary respiratory coagulation bone marrow blood counts function functions functional
    requirement requirements criteria criterion inclusion exclusion eligibility general specific additional other main key major minor
    characteristics characteristic status hormone receptor receptors menopausal performance age sex gender life oncology immunology neurology
    neurologic neurological screening baseline part cohort notes note background information details summary section table units unit
    prior previous therapy therapies treatment treatments medication medications concomitant concurrent medical history histories heart lung central nervous
    target targeted considerations consideration adequate patient patients population participants subjects the of for and or at by time inclusion entry study disease definitions definition
    """
)
# of these alone, or with nothing but each other, a line may yet name what it excludes: "cardiac disease"
_NEVER_ALONE = word_set(
    """
    renal hepatic liver kidney cardiac cardiovascular pulmonary respiratory bone marrow blood neurologic neurological disease the of for and or at by
    prior previous therapy therapies treatment treatments medication medications concomitant concurrent history heart lung central nervous system other
    """
)
_WORD = regex(r"[a-z][a-z'/-]*")
_NOT_WORDS = regex(r"[\d<>≥≤=%]")
_MOST = 9  # words
_SAYS = regex(
    r"\W*(?:[\w /-]{0,40}:?\s*(?:not|un)[ -]?specified|any (?:age|status|stage|race|ethnicity|race or ethnicity|tumou?r size|nodal status|histology|menopausal status|receptor status|hormone receptor status)"
    r"|(?:further|other|additional|more) (?:(?:protocol[- ]defined|inclusion|exclusion|eligibility|entry|detailed|inclusion and exclusion|inclusion/exclusion) )*criteria (?:may |will |also |could )*apply"
    r"|(?:(?:any )?(?:study )?(?:patients?|subjects?|individuals?|participants?|those|anyone|people)\s+)?(?:who\s+)?(?:do(?:es)? not|did not|cannot|not|failing to|fail to|failure to|unable to)\s+(?:meet|meeting|fulfil\w*)\s+(?:all |any )?(?:of )?(?:the )?(?:above |study |stated |listed )*(?:inclusion |eligibility |entry )*criteria(?: for eligibility| of the study| above| listed above)?"
    r"|(?:further|other|additional|more) (?:[\w-]+ ){0,3}criteria (?:may |might |will |could )(?:also )?apply"
    r"|there (?:are|may be) (?:additional|other|further) (?:(?:inclusion|exclusion|eligibility|entry|and|or|/)\s*)+criteria.{0,20}"
    r"|(?:[tnm][ -]?any|any[ -][tnm])(?:,? (?:and )?(?:[tnm][ -]?any|any[ -][tnm]))*"
    r"|(?:(?:presence|absence) of )?(?:(?:axillary|lymph|sentinel|regional|either|disease|hormone|receptor|oestrogen|estrogen|progesterone|er|pr|her-?2(?:/neu)?|and|and/or|status)[ ,/-]+)*(?:nod(?:e|es|al)\b)?[ -]?(?:(?:status )?(?:may|can) be |status:? )?(?:either )?(?:positive(?: or |/)(?:nod(?:e|al)[- ])?negative|negative(?: or |/)(?:nod(?:e|al)[- ])?positive)(?: (?:breast|disease|cancers?|tumou?rs?|status|axilla|nodes|patients|receptors?))*"
    r"|(?:(?:histolog\w+|histopatholog\w+|cytolog\w+|patholog\w+|microscopic\w*|biopsy|and|or|and/or)[\s,/-]+)+(?:confirmed|proven|documented|verified|proved|confirmation)(?: (?:disease|diagnosis|cancer|carcinoma|malignancy|tumou?r))?"
    r"|(?:(?:patients?|subjects?|participants?|women) )?(?:(?:who )?(?:are|is|were|will be|must be|shall be|should be) )(?:not (?:be )?(?:eligible|included|enrolled|admitted)|ineligible|excluded|eligible)(?: (?:for|in|from) (?:the|this) (?:study|trial))?"
    r"|(?:please )?(?:n\.?b\.?|note)"
    r"|(?:phase|part|cohort|arm) (?:\d[ab]?|i{1,3}[ab]?)(?:(?:,| and| or|/)+ ?(?:(?:phase|part|cohort|arm) )?(?:\d[ab]?|i{1,3}[ab]?))*"
    r"|any of the following|(?:calculated|estimated|determined) (?:by|using|with) [\w -]{3,60}(?:method|formula|equation)"
    r"|(?:[\w/]+ ){1,5}(?:indices|values|parameters|tests?) within the ranges? (?:shown|listed|given|specified|stated|defined) (?:below|above)"
    r"|(?:protocol|study)[- ](?:defined|specific) (?:inclusion|exclusion|eligibility)?\s*criteria)\W*"
)
# "whoever meets any of the following criteria is not eligible": the list says which
_POINTS_BELOW = regex(
    r"\W*(?:among other criteria,? )?(?=[^.;]*\bfollowing\b[^.;]*\b(?:criteria|conditions|characteristics)\b)(?:(?:an?|any|all|the|study|patients?|subjects?|participants?|women|individuals?|those|who|that|will|are|is|was|were|be|must|may|shall|not|if|they|he|she|have|has|had|with|having|in|for|to|of|this|study|trial|ineligible|excluded|eligible|included|enrolled|admitted|inclusion|participation|admission|participate|enter|into|from"
    r"|exhibit\w*|meet\w*|met|fulfil\w*|present\w*|one|or|and|more|following|conditions?|criteria|criterion|characteristics|appl(?:y|ies|ied)|at|screening|below|listed)\b[ ,:/*.]*)+\W*"
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
