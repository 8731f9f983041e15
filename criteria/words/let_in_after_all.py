"""Owns where a sentence goes on with whom it lets in after all: "brain metastases, but treated ones are allowed"."""

from __future__ import annotations

from criteria.patterns import regex

_ALLOWED = r"(?:allowed|permitted|permissible|acceptable|accepted|eligible|allowable)"
_LETS_IN = (
    rf"(?:(?:is|are|will be|may be|can be|would be) (?:also |still |however )?{_ALLOWED}"
    r"|may (?:also |still )?(?:be (?:enrolled|included|continued)|continue|participate|enroll|enter))\b"
)
_BEGINS = regex(
    r",? (?:but|however|although|though|yet),? "
    r"(?=(?!(?:not|no|only|if|with|without|who|which|that|must|should|is|are|may|can|will|has|have|they|it|these|those|this)\b)"
    rf"(?:(?!\b(?:not|no|never|only|must)\b)[^.;:]){{3,120}}?\b{_LETS_IN}(?! (?:for|to receive|only)\b))"
)
# the same in a bracket that ends the sentence: "other malignancies (basal cell carcinoma is allowed)"
_IN_BRACKETS = regex(
    rf"\((?!(?:note|n\.?b|i\.?e|e\.?g|that is|defined|exceptions?|except|unless|excluding|if)\b)"
    rf"(?P<said>(?=(?:(?!\b(?:not|no|never|only|must|was|were|they|these|this|it|but)\b)[^()]){{3,160}}?(?:\b{_LETS_IN}|\b{_ALLOWED}\)))[^()]*)\)\W*$"
)
# what the sentence itself permits, asks for or bounds has nobody to let in again, and a condition has not said yet what it is of
_PERMITS = regex(
    r"^\W*(?:if|when|where|in case)\b|(?<!not )(?<!not be )\b(?:allowed|permitted|acceptable|eligible|may|must|should|required|at least|following)\b|:"
    r"|\b(?:uln|ml/min|mmhg|msec|ms|ecog|who|karnofsky|kps|zubrod|performance|aged?|years (?:old|of age))\b|/(?:d?l|mm3|[µu]l|mcl)\b|%"
)
_KEEPS_OUT = regex(
    r"^\W*(?:no|never|none|not|without|absence|free of)\b|\b(?:not (?:be )?(?:allowed|permitted|eligible)|exclu\w+|prohibited|ineligible)\b"
    r"|\b(?:have|has|had|with|take|be|receive) no\b|\b(?:must|should|may|can|do|does|did|have|has|is|are) not\b"
)


# what a bracket says that lets someone in: "treated ones allowed", "vitiligo is not an exclusion"; not that a test is not needed
LETS_IN = regex(rf"\b{_LETS_IN}|\b{_ALLOWED}\W*$|\bnot (?:be )?(?:considered )?(?:an? )?(?:exclu\w+|ineligib\w+)")


def let_in_after_all(lower: str, start: int, end: int, *, excludes: bool) -> list[int]:
    """Where what lets some in begins, and where it ends in a bracket, whom the words before it keep out; empty where nothing does.

    ``excludes`` is whether the sentence, which runs from ``start`` to ``end`` of a text in lower case, stands among the exclusions.

    >>> let_in_after_all("brain metastases (treated ones are allowed)", 0, 43, excludes=True)
    [18, 42]
    """
    for pattern in (_BEGINS, _IN_BRACKETS):
        found = pattern.search(lower, start, end)
        if found is None or lower.count("(", start, found.start()) > lower.count(")", start, found.start()):
            continue  # a bracket says it in passing
        before = lower[start : found.start()]
        if _PERMITS.search(before) is None and (excludes or _KEEPS_OUT.search(before) is not None):
            return [found.end()] if pattern is _BEGINS else [*found.span("said")]
    return []
