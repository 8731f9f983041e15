"""Owns unread sentences that ask nothing of a patient: of the trial, its tests, its staff, its words, its drugs or its plans."""

from __future__ import annotations

from criteria.patterns import Words, regex
from criteria.words.sayings import any_of, sayings

_SAYINGS = sayings("unasked")["sayings"]
_ANYWHERE = any_of(tuple(saying for saying in _SAYINGS if saying.where == "both"))
_IN_INCLUSIONS = any_of(tuple(saying for saying in _SAYINGS if saying.where == "inclusion"))
_IN_EXCLUSIONS = any_of(tuple(saying for saying in _SAYINGS if saying.where == "exclusion"))
# what an exclusion is said to include widens it
_WIDENS = regex(r"(?:this|these|it|such)\b[^.;]{0,40}? (?:would |will |may |can |could )?(?:also )?includes?\b")
# a remark in brackets of its own: "(This timing was chosen by the committee.)"
_BRACKETED = regex(r"[(\[]\s*(?P<inner>[^()\[\]]*?)[\s.;]*[)\]]")
_NOTED = regex(r"^\W*(?:please )?notes?(?: that)?\b ?[:,-]? ?")
_NUMBERED = regex(r"^\d{1,2}(?:\.\d{1,2})+\.? (?=[a-z])")  # the number of a section before its words
_EDGES = " .;,*•\n\t"


def asks_nothing(lower: str, *, required: bool) -> bool:
    """Whether a sentence, in lower case, of which nothing was read asks nothing of the patient's state.

    ``required`` is whether a plain statement there must be true; under exclusions less is taken for such a sentence,
    since what a test finds or what counts may itself be what excludes.

    >>> asks_nothing("chemotherapy may be given every 3 weeks.", required=True), asks_nothing("chemotherapy may be given if zorbled", required=True)
    (True, False)
    """
    bare = _NOTED.sub("", " ".join(lower.split()).strip(_EDGES))
    bare = _NUMBERED.sub("", bare)
    if bare.endswith(")") and "(" not in bare:
        bare = bare.rstrip(f"){_EDGES}")  # "(Note: …)" whose beginning was cut off
    if not required and _WIDENS.match(bare) is not None:
        return False
    bracket = _BRACKETED.fullmatch(bare)
    forms: list[str] = [bare, *([str(bracket["inner"])] if bracket is not None else [])]
    if bare.startswith("(") and ")" not in bare:
        forms.append(bare[1:])  # the first of several sentences in one bracket
    if isinstance(lower, Words):  # what was cut off is no part of a word
        forms = [lower.also(form) for form in forms]
    here = _IN_INCLUSIONS if required else _IN_EXCLUSIONS
    return any(said.fullmatch(form) is not None for form in forms for said in (_ANYWHERE, here))
