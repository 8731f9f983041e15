"""Owns what must not be given during the trial, of which nobody need never have had any: "not allowed while on study"."""

from __future__ import annotations

from criteria.patterns import regex

# "other hormones are not allowed while on study", "no other chemotherapy during the trial"
_KEPT_OUT = (
    r"(?:(?:not|never)\s+(?:be\s+)?"
    r"(?:allowed|permitted|initiated|started|begun|given|administered|used|taken|introduced|acceptable)"
    r"|prohibited|forbidden|disallowed)"
)
_KEPT_OUT_BESIDE = regex(
    rf"[^.;]{{0,110}}?\b{_KEPT_OUT}\b[^.;:]{{0,40}}?\b"
    r"(?:while|whilst|during|throughout|on\s+(?:the\s+|this\s+)?(?:study|trial|protocol)|for\s+the\s+duration)\b"
)
_ALLOWED_BESIDE = regex(
    r"[^.;]{0,40}?\b(?:be\s+|is\s+|are\s+)?(?:allowed|permitted|given|administered|used|started|initiated)"
    r"\b[^.;:]{0,20}?\b"
    r"(?:while|whilst|during|throughout|on\s+(?:the\s+|this\s+)?(?:study|trial|protocol)|for\s+the\s+duration)\b"
)
# "any additional anticancer agents, such as chemotherapy, will not be allowed"
_ADDITIONAL = regex(r"\b(?:additional|further)\s[^.;:]{0,100}$")
_KEPT_OUT_BEHIND = regex(rf"[^.;]{{0,160}}?\b{_KEPT_OUT}\b(?![^.;]{{0,40}}\b(?:within|prior|before)\b)")
_NO_OTHER = regex(r"\bno\s+(?:other|additional|further)\s[^.;:]{0,60}$")

# "no chemotherapy for at least 4 weeks after study completion", "must not receive other agents while taking part in the study"
_AFTER_THE_TRIAL = regex(
    r"[^.;,(]{0,40}?\b(?:during\s+and\s+)?for\s+(?:at\s+least\s+|up\s+to\s+)?[\w-]+\s+(?:days?|weeks?|months?|years?)"
    r"\s+(?:after|following|beyond)\s+(?:the\s+)?(?:(?:completion|end|last\s+dose|conclusion)\s+of\s+(?:the\s+)?)?"
    r"(?:study|trial|protocol|participation)\b"
)
_WHILE_IN_IT = regex(
    r"[^.;]{0,90}?\b(?:while|whilst)\s+(?:participating\s+in|taking\s+part\s+in|enrolled\s+(?:in|on)|on|in)\s+"
    r"(?:this|the)\s+(?:\w+\s+)?(?:study|trial|protocol)\b"
)
_DENIED = regex(r"\b(?:no|not|cannot|never)\b[^.;:]{0,120}$")


def is_kept_out_beside(near: str, after: str) -> bool:
    """Whether it may not be given during the trial: "not allowed while on study", "no additional agents are permitted"."""
    if _KEPT_OUT_BESIDE.match(after):
        return True
    if _DENIED.search(near) and (_AFTER_THE_TRIAL.match(after) or _WHILE_IN_IT.match(after)):
        return True
    if _NO_OTHER.search(near):
        return _ALLOWED_BESIDE.match(after) is not None
    return _ADDITIONAL.search(near) is not None and _KEPT_OUT_BEHIND.match(after) is not None
