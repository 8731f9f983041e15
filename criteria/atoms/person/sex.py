"""Owns what a text says about sex: who may take part, and not of whom a rule speaks."""

from __future__ import annotations

import re

from criteria.atoms.atom import Atom, Polarity
from criteria.atoms.person.age import in_definition
from criteria.atoms.person.menopause import menopause
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue

_FEMALE = r"(?:wom[ae]n|females?)"
_MALE = r"(?:m[ae]n|males?)"
_SEX_HINTS = hints("wom", "male", "men", "man", "sex", "gender")
_SEX = regex(rf"\b(?:(?P<female>{_FEMALE})|(?P<male>{_MALE}))\b")
# the words that may come before "women" where the text says who may take part
_OPENERS = frozenset({
    "a", "adult", "adults", "african", "age", "aged", "all", "am", "ambulatory", "american", "an", "and", "any", "are", "asian",
    "assigned", "at", "be", "being", "between", "biological", "biologically", "birth", "black", "born", "chinese",
    "consenting", "diagnosed", "elderly", "eligible", "english", "ethnic", "from", "gender", "genetic", "has", "have", "healthy",
    "hispanic", "in", "is", "japanese", "korean",  "latina", "least", "menopausal", "must", "newly", "non", "not",
    "of", "old", "older", "only", "or", "over", "participant", "participants", "patient", "patients", "peri",
    "perimenopausal", "population", "post", "postmenopausal", "pre",  "premenopausal", "sex", "should", "spanish",
    "speaking", "subject", "subjects", "than", "the", "to", "under", "was", "were", "white", "who", "will", "year", "years", "you", "young",
})  # fmt: skip
# "women of childbearing potential must …", "women who are pregnant": part of the patients, and no limit to women
_PART = regex(
    r"""\W*(?:patients?|subjects?|participants?|individuals?|persons?|volunteers?|gender|sex)?\W*(?:\((?:even|including|whether)\b[^()]*\)\W*)?(?:
      of\ (?:child|re-?productive|non-?\s?child)
          |with\ (?:child|reproductive|(?:an?\ |female\ |pregnant\ )*(?:pregnant|partners?))
          |who\ (?:are|is|become|may|could|can|plan|intend)\ (?:\w+\ ){0,3}?
          (?:pregnan|breast|lactat|nursing|child|fertil|able|sexually|of\ child|not\ post|post|pre)
      |capable|able\ to|(?:must|should|may|can|will|need|have\ to|has\ to|agree|are|is|becomes?|suspects?|whose)\b
          |using|taking|on\ (?:oral|hormon)|if\b|partners?|sexual|fertil|contracept|condom|sterili|cr?cl\b|ccr\b
          |creatinine|hormon|who\ (?:engage|do\ not|refuse|have\ not)
          |who\ (?:(?:is|are)\ (?:un)?willing|plans?\b|intends?\b|wish(?:es)?\b)|childbearing|not\ (?:using|willing|of)
          |unwilling
      |wishing|planning|only:|:\s*(?:must|neg|preg|a\ )|in\ the\ reproductive|having\ reproductive|(?<=\bmale)\ breast)""",
    re.VERBOSE,
)


# "Female participants: those of childbearing potential must …": a label over what is asked of them
_LABEL = regex(
    r"\W*(?:patients?|subjects?|participants?|individuals?|volunteers?)?\s*(?:\([^()]*\)\s*)?:"
    r"(?:\W*\d?\W*$|[^;]{0,160}\b(?:child-?\s?bearing|contracep|reproductive|pregnan|birth control|partners?))"
)
_WOMEN_ONLY = regex(
    r"\W*(wom[ae]n|females?)(?: patients?| subjects?| participants?)?(?: only)?[\s(:;,-]+(?:men|males?)"
    r"\b[^.;()]{0,20}\b(?:excluded|ineligible|not (?:be )?(?:eligible|included|allowed|enrolled))"
)


_EITHER_SEX = regex(
    rf"""\W*(?:(?:adult|consenting|eligible|all|patients?|subjects?|participants?|is|are|may\ be|sex|gender|either|both|a|an|of|healthy)\W+)*
      (?:{_FEMALE}\b\W*(?:patients\W+)?(?:or|and|/|and/or)\W*{_MALE}\b | {_MALE}\b\W*(?:patients\W+)?(?:or|and|/|and/or)\W*{_FEMALE}\b
      |(?:no|any|either|both|all)\ (?:sex|gender)(?:es|s)?\b | regardless\ of\ (?:sex|gender))
      (?!\W*(?:patients?\W+|subjects?\W+|participants?\W+)?
          (?:of\ (?:child|reprod)|with\ (?:child|reprod)|must|should|who\ are\ (?:sex|of|not|un)|unwilling|agree|using
          |sexually|able|capable|will))""",
    re.VERBOSE,
)
_NOT_PREGNANT = regex(r"\bnon-?\s?(?:pregnant|lactating|nursing)\b")
_MEN_EXCLUDED = regex(
    r"^\W*(?:all )?(?:men|males?)(?: (?:patients?|subjects?|participants?))? (?:will be|are|is) "
    r"(?:excluded|ineligible|not (?:be )?(?:eligible|included|allowed))"
)

# "carriers of the virus and male patients": men as the last of what excludes
_AND_MEN = regex(r"\b(?:and|or) (?P<men>(?:adult )?(?:m[ae]n|males?)(?: (?:patients?|subjects?|participants?))?)\W*$")


# "male patients", "if the patient is female", "for all women"
_ONE_SEX = regex(
    r"(?:(?:if|for|in|all|an?|the|they|are|is|patients?|participants?|subjects?|adult) )*(?:fe)?(?:males?|men)"
    r"(?: (?:patients?|participants?|subjects?))?[\s:,]*"
    r"|(?:(?:if|for|in|all|an?|the|they|are|is|patients?|participants?|subjects?|adult) )*wom[ae]n(?: (?:patients?|participants?|subjects?))?[\s:,]*"
)


# "postmenopausal female (i.e. amenorrheic for a year)": the status is asked of her, and only then explained
_OF_STATUS = regex(
    r"\W*(?:(?:healthy|must|be|are|an?|is|subjects?|patients?|participants?)\W+)*(?:pre|post)-?\s?menopausal $"
)


def _has_status(passage: Passage, named: re.Match[str]) -> bool:
    """Whether a woman is named by the status that is asked of everyone."""
    if passage.base is not Effect.REQUIRE or _OF_STATUS.fullmatch(passage.lower, 0, named.start()) is None:
        return False
    status = menopause(passage)
    return len(status) == 1 and status[0].condition is None and status[0].alternatives is None


def _are_whom(passage: Passage, named: re.Match[str]) -> bool:
    """Whether one sex is all that the subject or condition of a sentence names: "male patients must receive …"."""
    limit = passage.scopes.over(named.start(), Cue.CONDITION)
    return limit is not None and _ONE_SEX.fullmatch(passage.lower, limit.at, limit.end) is not None


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about sex."""
    lower = passage.lower
    if not _SEX_HINTS.search(lower):
        return []
    if (only := _WOMEN_ONLY.match(lower)) is not None and passage.base is Effect.REQUIRE:
        return [Atom(*only.span(1), Requirement(Kind.SEX, "female"))]
    first = _SEX.search(lower)
    if first is not None and _are_whom(passage, first):
        return [Atom(first.start(), first.end(), Requirement(Kind.SEX, str(first.lastgroup)))]
    if passage.base is Effect.REQUIRE and (either := _EITHER_SEX.match(lower)):
        return [Atom(0, either.end(), Requirement(Kind.SEX, sex), Polarity.MAY) for sex in ("female", "male")]
    if first is None or any(m.lastgroup != first.lastgroup for m in _SEX.finditer(lower)):
        return []
    if in_definition(lower, first.start(), first.end()) and not _has_status(passage, first):
        return []
    if (
        passage.base is Effect.EXCLUDE
        and (men := _AND_MEN.search(lower)) is not None
        and men.start("men") == first.start()
    ):
        return [Atom(*men.span("men"), Requirement(Kind.SEX, "male"))]
    if _MEN_EXCLUDED.search(lower):
        return [Atom(first.start(), first.end(), Requirement(Kind.SEX, "male"), Polarity.MUST_NOT)]
    before = _NOT_PREGNANT.sub(" ", lower[: first.start()])
    if not set(re.findall(r"[a-z]+", before)) <= _OPENERS:
        return []
    if _PART.match(lower, first.end()) or _LABEL.match(lower, first.end()):
        return []
    if passage.base is Effect.EXCLUDE and first.lastgroup == "female":
        return []
    return [Atom(first.start(), first.end(), Requirement(Kind.SEX, str(first.lastgroup)))]
