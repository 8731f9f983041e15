"""Owns in which state a spread must be: active, treated and stable, or any."""

from __future__ import annotations

import re

from criteria.patterns import regex

# "brain metastases treated within the last month": of these some
_TREATED_LATELY = regex(
    r"\s*(?:that |which |were |was |have been )*(?:treated|irradiated|resected|operated) (?:[^,;.]{0,20} )?"
    r"(?:within|in the (?:last|past|previous)|less than|<|for less)"
)

_ACTIVE_BEFORE = regex(
    r"\b(?:active|untreated|uncontrolled|uncotrolled|non-?controlled|not (?:well |adequately )?controlled|symptomatic"
    r"|(?<!non)(?<!non[- ])(?<!non- )(?<!not )progressi(?:ve|ng)|unstable|new|clinically (?:active|significant|unstable)|not controlled"
    r"|never (?:been )?treated|growing|poorly controlled)\b(?:(?! metasta| mening|\b(?:no|without)\b)[^.;,]){0,40}$"
)
_STABLE_BEFORE = regex(
    r"\b(?:(?:previously|prior|definitively|adequately) ?-?(?:\w+ )?treated|(?<!un)treated|(?<!un)stable"
    r"|(?<!un)(?<!non-)(?<!non)(?<!poorly )(?<!not )(?<!not well )controlled|inactive|asymptomatic"
    r"|(?:non-? ?|not )progressi(?:ve|ng))\b(?:(?! metasta| mening)[^.;,]){0,40}$"
)
ACTIVE_AFTER = regex(
    r"^(?:\((?:s|es)\))?(?: ?(?:≥|>|>=|of at least|at least) ?\d+ ?(?:mm|cm))?,?\s?\(?"
    r"(?:(?:that|which|who|if|unless|and)\s+){0,2}(?:"
    r"(?:is|are|was|were|remain|have been|has been|still|either|currently|clinically|have not been|have never been"
    r"|has not been|has|have)\s+)*"
    r"(?:new|active|untreated|uncontrolled|symptomatic|progressi\w+|unstable|(?:that )?result(?:s|ing) in"
    r"|requir(?:e|es|ing)|needing"
    r"|(?:accompanied by|associated with|with|causing|producing|that cause) "
    r"(?:(?:any|clinical|neurologic(?:al)?|significant|ongoing|current|or|and) )*symptoms?"
    r"|not (?:been |well |adequately )?(?:treated|stable|controlled|previously treated|definitively treated)"
    r"|undergoing|growing)\b"
    r"(?! (?:\w+ ){0,2}(?:metasta|brain|cns|disease|heart|infection|leptomening|lesion|spinal|cord|pleural|hypertension|effusion|ascites|bone|liver|lung))"
)
_STABLE_AFTER = regex(
    r"^,? (?:previously |adequately |definitively |completely )?(?:treated|controlled|resected|irradiated)\b(?! only)"
    r"|^[^.;]{0,30}?\b(?:"
    r"that (?:is|are|have been|has been|were)|who (?:have|are)|which (?:is|are|have been)|if|must be|must have been"
    r"|are|is|have been|has been|should be)\b[^.;]{0,25}?\b(?<!un)(?<!poorly )(?<!not )"
    r"(?:treated|stable|controlled|asymptomatic|inactive|resected|irradiated)\b"
)
_WHATEVER = regex(
    r",? \(?(?:even (?:if|when)|whether"
    r"|(?:irrespective|regardless)(?! of (?:the )?(?:other|size|numbers?|sites?|locations?|extent|primary)\b)"
    r"|treated or (?:not|untreated)|active or (?:not|inactive|stable))\b"
)
# "treated or untreated", "prior or active": whatever they are
_TREATED_OR_NOT = regex(
    r"\b(?:(?:un)?treated (?:or|and/or|and) (?:un)?treated"
    r"|(?:prior|previous|past|history of)(?: or | and | and/or |/)(?:active|symptomatic)) (?:(?:parenchymal|known) )?"
    r"$"
)
MUST_BE_STABLE = regex(
    r"^(?:,? ?\(?if (?:present|any),?\)?)?[^.;,]{0,12}? (?:must|should|need to|have to) "
    r"(?:be|have been|have remained) (?:\w+ ){0,6}?(?:stable|treated|controlled|asymptomatic|inactive)\b"
)
_ANOTHER_STATE = regex(
    r"\b(?:pregnan|infection|disease|illness|lung|pain|fracture|hypercalc|bleed|seizure|hemorrhage|compression)\w*\b[^.;]*$"
)
_DRAINED = regex(r"^[^.;]{0,40}\b(?:requiring|require|uncontrolled|symptomatic|needing|repeated)\b")
REQUIRING = regex(
    r"\b(?:require|requiring|need|needing|receiving)\b[^.;]{0,40}"
    r"(?:steroid|corticoid|dexamethasone|anticonvuls|treatment|local therapy|intervention)"
    r"[^.;]{0,25}\bfor\b[^.;]{0,20}$"
)
_SYMPTOMS = regex(
    r"\bsymptoms? (?:from|due to|related to|caused by|attribut\w+ to|associated with|secondary to)(?: (?:the|any|known|their))*\s*$"
)


def state_of(lower: str, start: int, end: int) -> str:
    """In which state the spread named at ``start`` to ``end`` must be: "active", "stable" or "any"."""
    if lower.startswith("progression ", start):
        return "active"
    before, after = lower[max(0, start - 80) : start], lower[end : end + 90]
    if before.rstrip().endswith("if") or re.search(
        r"\b(?:no|without)(?: (?:known|evidence of|history of|prior))?\s*$", before
    ):
        return "any"
    if _WHATEVER.match(after) or _TREATED_OR_NOT.search(before):
        return "any"
    qualified = _ACTIVE_BEFORE.search(before)
    about_another = qualified is not None and _ANOTHER_STATE.search(before[qualified.start() :]) is not None
    if (qualified is not None and not about_another) or REQUIRING.search(before) or _SYMPTOMS.search(before):
        return "active"
    if ACTIVE_AFTER.match(after) or _DRAINED.match(after) and "effusion" in lower[start:end]:
        return "active"
    if _TREATED_LATELY.match(after):
        return "any"
    if _STABLE_BEFORE.search(before) or _STABLE_AFTER.match(after):
        return "stable"
    return "any"
