"""Owns where the scope of a negation ends: at a word that opens something else, and elsewhere by what the negation is of."""

from __future__ import annotations

import re

from criteria.patterns import Pattern, regex

_NEGATION_ENDS = regex(
    r"\b(?:but|however|although|except|unless|other than|besides|apart from|aside from|save for"
    r"|who (?:are|have|do|will|may)|or who\b|(?<=, )or (?:have|has|had) (?:failed|progressed|relapsed|received)\b"
    r"|(?<=, )or (?:patients|subjects|participants|women|those) (?:with|who|whose|in whom|for whom)\b"
    r"|(?<=, )or (?:disease |documented )?(?:progress(?:ion|ed)|relapsed?|recurrence|recurred) "
    r"(?:on|after|during|following|under|while|within)\b"
    r"|(?<!progressed )(?<!relapsed )(?<!recurred )or (?:relapsed|progressed|recurred) (?:more|less|at least|within|while|on|after|during|following|[<>≤≥])"
    r"|or (?:relapse|progression|recurrence) (?:more than|at least|[>≥])|that (?:is|would|could|may)"
    r"|(?<!nodes )(?<!node )(?<!drugs )(?<!agents )(?<!medications )(?<!medicines )(?<!foods )(?<!substances )"
    r"(?<!products )(?<!supplements )(?<!inhibitors )(?<!therapies )(?<!treatments )that are"
    r"|which|for whom"
    r"|and(?:/or)? (?:"
    r"must|have|has|is|are|"
    r"(?:who )?(?:(?:intend|plan)s?(?= to\b)|(?:scheduled|planned|planning|candidates?)(?= (?:to|for)\b)|will(?! not\b))"
    r"|defined|classified|staged|able|willing|adequate|be|at least|a|with(?! or without)"
    r"|(?:measurable|evaluable) disease)\b"
    r"|(?:and|or) (?:up to |at most |no more than )?(?:\d+|one|two|three)(?: or more)? (?:prior|previous)\b|and no\b"
    r"|and (?=(?:the )?(?:patients?|subjects?|participants?) must\b)|, (?:on|with|within) "
    r"|, (?=(?:tumou?rs? (?:at least|of|size|stage|[>≥<≤])|(?:ecog|karnofsky)\b|aged? ))|with at least |,? as judged"
    r"|in the opinion"
    r"|with (?="
    r"(?:a |an )?(?:adequate|normal|measurable)|(?:documented |radiographic |disease |tumou?r |clinical )*progress))"
    r"|,? (?:or )?(?:"
    r"no|not(?! (?:(?:well|adequately|sufficiently|medically|optimally|fully) )?controlled\b)|nor|without|never"
    r"|cannot)\b"
    r"|;|: (?=[a-z]+ \()|\((?=[cyp]{0,2}t[0-4][^()]{0,30}\bm0\b)"
    r"|(?<=\(m0\)) (?=(?!(?:or|and|at|by|on|in|as|disease|breast|is|are)\b)[a-z])"
    # "not previously treated with chemotherapy, stage I-III breast cancer"
    r"|(?<=therapy), (?=(?:clinical |pathologic )?stages? (?:[0-4]|i{1,3}|iv)[\w -]{0,12} (?:breast )?(?:cancer|disease|carcinoma)\W*$)"
    r"|, and (?=(?:[\w-]+ ){0,4}(?:size|diameter|grade|score|index) (?:of )?(?:less|greater|more|at least|at most|[<>≤≥]))"
)
_WITHOUT_ENDS = regex(
    _NEGATION_ENDS.pattern
    + (
        r"|,(?!"
        r",? (?:or|nor|and/or) (?:the |any )?(?:use|administration|receipt|need|support|transfusion|growth factor)s?\b"
        r"| (?:(?:[\w-]+ ){0,2}[\w-]+, ?){0,3}(?:(?:[\w-]+ ){0,2}[\w-]+,? )?or (?:other )?(?:[\w-]+ ){0,2}"
        r"(?:support\w*|transfus\w+|transfusions?|growth factors?|g-?csf|gm-?csf|epo\w*|erythropoi\w+|darbepoetin"
        r"|(?:peg)?filgrastim|plerixafor|equivalents?|biosimilars?|cytokines?|csfs?|medications?|products?|agents?)\b)"
        r"|\(i\.?e\.?,? (?:believed|considered|judged|deemed) to be|\b(?:must|should|need to|have to|are required)\b"
    )
)
_EVIDENCE = regex(
    r" (?:\w+ )?(?:evidence|residual|recurren\w+|sign|signs|remaining)\b(?:(?!progression (?:after|following)\b)[^.;]){0,60}?\b"
    r"(?:(?:disease|cancer|tumou?r|carcinoma|recurrence|metastas[ei]s|metastatic)\b(?! progression\b)"
    r"|progression\b(?! (?:after|following)\b))"
)
_EVIDENCE_ENDS = regex(_NEGATION_ENDS.pattern + r"|\b(?:after|following)\b")
_RESPOND = regex(r" (?:respond|achieve|reach|show|have) (?:to|an?|any|the)\b")
_RESPOND_ENDS = regex(
    _NEGATION_ENDS.pattern + r"|,? or (?:who )?(?:have |has |had )?(?:progressed|relapsed|recurred)\b"
)
# "if no tissue is left, a biopsy": the clause of the "if" ends at its comma
_IN_AN_IF = regex(r"\b(?:if|when|where)(?: (?:there|it) (?:is|are))? $")
_IF_ENDS = regex(_NEGATION_ENDS.pattern + r"|,")
_SHORT_LEAD = 20  # characters of what opens the clause
_UNFIT = regex(r" (?:an? |considered |deemed )*(?:suitable|eligible|candidates?|amenable|operable|resectable)\b")
_UNFIT_ENDS = regex(_NEGATION_ENDS.pattern + r"|, (?:including|or)\b|\((?:including|e\.?g)")


def ends_of(lower: str, negation: re.Match[str]) -> Pattern:
    """What ends the scope of a negation, by the words behind it."""
    behind = negation.end()
    if _RESPOND.match(lower, behind):
        return _RESPOND_ENDS  # "did not respond, or progressed within 3 months": there was progression
    if _EVIDENCE.match(lower, behind):
        return _EVIDENCE_ENDS  # "no evidence of disease after completion of surgery": there was surgery
    if _IN_AN_IF.search(lower, max(0, negation.start() - _SHORT_LEAD), negation.start()):
        return _IF_ENDS
    if _UNFIT.match(lower, behind):
        return _UNFIT_ENDS  # "not suitable for surgery, including inflammatory cancer"
    return _WITHOUT_ENDS if negation.group() == "without" else _NEGATION_ENDS
