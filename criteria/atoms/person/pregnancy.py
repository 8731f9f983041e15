"""Owns what a text says about pregnancy, breastfeeding and childbearing potential."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import UNREAD, Atom, Polarity
from criteria.atoms.person.age import in_definition
from criteria.atoms.person.contraception import contraception
from criteria.atoms.person.menopause import menopause
from criteria.atoms.person.pregnancy_plans import planned
from criteria.patterns import hints, regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement, Window
from criteria.words.context import Cue
from criteria.words.moods import Mood
from criteria.words.windows import windows

_LEAD = 80  # characters before a word that can change what it says
_HINTS = hints(
    "menopaus", "pregnan", "conceiv", "breast", "lactat", "nursing", "gravid", "bearing", "hcg", "contracep", "birth", "abstinen", "abstain",
    "condom", "uterine", "vasectom", "tubal", "sterili", "gonadotro",
)  # fmt: skip


def read(passage: Passage) -> list[Atom]:
    """The statements of a passage about fertility, each concept once."""
    lower = passage.lower
    if not _HINTS.search(lower):
        return []
    status, methods = menopause(passage), contraception(passage)
    pregnant = _pregnant(passage)
    if not status and pregnant is not None and passage.base is Effect.REQUIRE:
        status, pregnant = _spared_the_test(passage, pregnant)
    sterile = _or_sterile(passage, status[0]) if len(status) == 1 else None
    if len(status) == 1:
        others = [a for a in (pregnant, sterile, *methods) if a is not None]
        chosen = [a for a in others if a is sterile or _OR.search(lower, status[0].end, a.start)]
        if chosen:  # "postmenopausal, or a negative pregnancy test", "or using contraception"
            either = f"fertility {status[0].start}"
            # a choice of its own, though "women" may stand between: "postmenopausal women or women of no childbearing potential"
            status = [replace(status[0], alternatives=either, together="status" if sterile else None)]
            pregnant = (
                replace(pregnant, alternatives=either) if pregnant in chosen and pregnant is not None else pregnant
            )
            methods = [replace(a, alternatives=either) if a in chosen else a for a in methods]
            sterile = replace(sterile, alternatives=either, together="sterile") if sterile is not None else None
        elif _OR_STERILE.search(_PARENTHESIS.sub("", lower)):
            status = []  # who cannot bear children otherwise will do as well, and of that there is no fact
    found = [*status, sterile, pregnant, planned(passage), _breastfeeding(passage), *_childbearing(passage), *methods]
    return [atom for atom in found if atom is not None]


_OR = regex(r"\bor\b")
_OPERATED = regex(r"\b(?:surgically|permanently) sterili?[sz]?ed?\b")
_JOINS = regex(
    r"(?:(?!\b(?:not|and|must|who|if|men|males?|partners?)\b)[^.;])*?(?:,|\bor\b|/)(?:(?!\b(?:not|and|if|men|males?|partners?)\b)[^.;]){0,60}"
)


def _or_sterile(passage: Passage, status: Atom) -> Atom | None:
    """What does as well as the menopause: "postmenopausal or surgically sterile", "or of no childbearing potential"."""
    operated = _OPERATED.search(passage.lower)
    sterile = operated or _STERILE.search(passage.lower)
    if sterile is None or passage.base is not Effect.REQUIRE or passage.scopes.negations(sterile.start()) % 2:
        return None
    if any(passage.scopes.over(sterile.start(), cue) is not None for cue in (Cue.EXCEPTION, Cue.CONDITION)):
        return None
    first, second = sorted([(status.start, status.end), sterile.span()])
    between = _PARENTHESIS.sub("", passage.lower[first[1] : second[0]])
    if _JOINS.fullmatch(between) is None:
        return None
    if operated is None:
        return _atom(Kind.PREGNANCY, "childbearing potential", sterile, Polarity.MUST_NOT)
    return _atom(Kind.THERAPY, "surgical sterilization", sterile, value="prior")


_PARENTHESIS = regex(r"\([^()]*\)")
_OR_STERILE = regex(
    r"menopaus\w+(?: wom[ae]n| females?)?\s*(?:,|\bor\b).{0,40}(?:steril|child-?\s?bearing)"
    r"|(?:steril\w*|child-?\s?bearing \w+).{0,30}(?:,|\bor\b).{0,40}menopaus"
)


_INSTEAD = regex(
    r"[^.;()]{0,60}?\bor\b"
    r"(?: (?:be|are|is|who|have|has|documented|evidence|documentation|proof|of|clearly|confirmed|women|females?))*\s+"
    r"(?P<status>post-?\s?menopausal)\b"
)


def _spared_the_test(passage: Passage, pregnant: Atom) -> tuple[list[Atom], Atom]:
    """The status that does instead of a negative test: "a negative pregnancy test or postmenopausal"."""
    found = _INSTEAD.match(passage.lower, pregnant.end)
    if found is None:
        return [], pregnant
    either = f"fertility {pregnant.start}"
    status = Requirement(Kind.MENOPAUSE, "postmenopausal")
    return [Atom(*found.span("status"), status, alternatives=either)], replace(pregnant, alternatives=either)


def _atom(
    kind: Kind, concept: str, match: re.Match[str], polarity: Polarity = Polarity.FOLLOW, value: str | None = None
) -> Atom:
    return Atom(match.start(), match.end(), Requirement(kind, concept, value), polarity)


_PREGNANT = regex(r"\bpregnan(?:t|cy|cies)\b|\bgravid\b")
_NEGATIVE_TEST = regex(
    r"""\bnegative\b[^.;]{0,80}?\b(?:pregnan\w+|hcg|gonadotropin) | \b(?:pregnancy|hcg|gonadotropin)\b[^.;]{0,260}?\bnegative\b
    | \bpregnancy\ (?:has|must|should)\b[^.;]{0,40}\b(?:excluded|ruled\ out) | \bnon-?\s?pregnan\w+ | \bnot\ (?:be\ )?(?:currently\ )?pregnan\w+""",
    re.VERBOSE,
)
_REPEATED_TEST = regex(r"\W*(?:note\W+)?if (?:the |a )?(?:\w+ ){0,2}(?:pregnancy )?test (?:is|result)")
_POSITIVE_TEST = regex(
    r"\b(?:positive\b[^.;]{0,60}?\b(?:pregnancy test|(?:beta|β)?[- ]?(?:human chorionic gonadotropin|hcg)\b)|pregnancy test[^.;]{0,30}\bpositive)"
)
# a pregnancy that is not the patient's present one
_NOT_PREGNANT_NOW = regex(
    r"""(?:\b(?:becom\w+|became|get|getting|avoid\w*|prevent\w*|during|after|since|outcomes?\ of|history\ of|prior
        |previous|last|against|plan\w*(?:\ (?:on|for|a|to|of))?|intend\w*(?:\ \w+)?
      |risk\ of|capable\ of|potential\ (?:for|of)|suspects?\ (?:that\ )?(?:she|they)\ (?:is|are)|if|in\ case\ of
          |when\ not|event\ of|attempting|trying|wish\w*|desir\w+|partner\w*(?:\ (?:who\ )?(?:is|are))?
          |(?:(?:related|due|secondary)\ to|associated\ with|caused\ by)(?:\ [\w-]+\ or)?|(?<!or\ )recent)
      (?:\ (?:a|to|of|the|become|be|any|for|her|unwanted))*\ $)""",
    re.VERBOSE,
)
_OTHER_PREGNANCY = regex(
    r"\s*(?:tests?\b|test(?:ing|ed)|categor|outcome|partner|rate|prevention|loss|related|register|exposure)|\W+(?:or breast-?\s?feeding )?partner"
)


def _pregnant(passage: Passage) -> Atom | None:
    lower = passage.lower
    if _REPEATED_TEST.match(lower):
        return None
    for pattern in (_NEGATIVE_TEST, _POSITIVE_TEST):
        if match := pattern.search(lower):
            first = _first_pregnancy(passage)
            if first is not None and first.start() < match.start():
                return _never(passage, "pregnant", first)
            test = _atom(Kind.PREGNANCY, "pregnant", match, Polarity.MUST_NOT)
            when = _lately(lower, match.end()) if match.group().startswith("not ") else None
            return replace(test, requirement=replace(test.requirement, when=when))
    first = _first_pregnancy(passage)
    return None if first is None else _never(passage, "pregnant", first)


def _first_pregnancy(passage: Passage) -> re.Match[str] | None:
    lower = passage.lower
    for match in _PREGNANT.finditer(lower):
        if not (
            _NOT_PREGNANT_NOW.search(lower, max(0, match.start() - _LEAD), match.start())
            or _OTHER_PREGNANCY.match(lower, match.end())
        ):
            return match
    return None


def _never(passage: Passage, concept: str, match: re.Match[str]) -> Atom:
    """Excluded, however the negations around it add up, unless the sentence permits it or is about pregnant patients."""
    on_condition = passage.scopes.over(match.start(), Cue.CONDITION) is not None
    # "may take part if she is not pregnant or breastfeeding" permits neither
    denied = on_condition and passage.scopes.negations(match.start()) % 2 == 1
    permitted = passage.scopes.mood(match.start()) is Mood.PERMITTED and not denied
    wanted = (
        passage.base is Effect.REQUIRE
        and not passage.scopes.negations(match.start(), [])
        and (_DISEASE.search(passage.lower) or _MUST_BE.search(passage.lower, 0, match.start()))
    )
    atom = _atom(Kind.PREGNANCY, concept, match, Polarity.FOLLOW if permitted or wanted else Polarity.MUST_NOT)
    return replace(atom, requirement=replace(atom.requirement, when=_lately(passage.lower, match.end())))


# "pregnant or nursing within the past 6 months": the time is that of both
_UNTIL_ITS_TIME = regex(
    r"(?:[\s,/]"
    r"|\b(?:or|and|and/or|an?|wom[ae]n|patients?|participants?|being|nurs(?:ing|ed)|lactati(?:ng|on)"
    r"|breast-?\s?(?:feeding|fed))\b)*(?=(?:with)?in\b|during\b)"
)


def _lately(lower: str, end: int) -> Window | None:
    """How long ago it may not have been, where a time stands behind the words."""
    time = _UNTIL_ITS_TIME.match(lower, end)
    found = next(windows(lower, time.end()), None) if time is not None else None
    return found.window if time is not None and found is not None and found.start == time.end() else None


_MUST_BE = regex(r"\bmust (?:currently )?be (?:currently )?$")
_DISEASE = regex(r"\b(?:cancer|carcinoma|diagnos\w+)\b")
_BREASTFEEDING = regex(
    r"\bbreast[\s-]?feed\w*|\bbreast[\s-]?fed\b|\bbreast[\s-]feeding|\blactat(?:ing|ion|es)\b|\blactacting\b"
    r"|\blactate\b(?!\s*[-(\[<>=≤≥]|\ (?:dehydrogenase|levels?|concentrations?|acidosis)\b)"
    r"|\bnursing\b(?!\ (?:home|staff|facilit|care|infant|school|assistant|mother's|bod|bra|intervention))",
    re.VERBOSE,
)
_NO_BREASTFEEDING = regex(
    r"\b(?:history of|prior|previous|after|during|since|resume|months? of|plan\w* (?:to|on)|intend\w* to|within [^.;]{0,20} of)(?: a)? $"
)


# "nursing women must agree to stop": who still does may join once she has
_WILL_STOP = regex(
    r"\b(?:willing|agree\w*|must|should|need|ha(?:ve|s)|prepared|able)\b(?: (?:to|be|prepared|willing|able))* "
    r"(?:stop|discontinue|cease|interrupt|suspend|give up)"
    r"(?: (?:breast-?\s?feeding|nursing|lactation|it|this|doing so|before|prior|during|for|while|if)\b|\W*$)"
)


def _breastfeeding(passage: Passage) -> Atom | None:
    for match in _BREASTFEEDING.finditer(passage.lower):
        if not _NO_BREASTFEEDING.search(passage.lower, max(0, match.start() - _LEAD), match.start()):
            never = _never(passage, "breastfeeding", match)
            stop = _WILL_STOP.search(passage.lower, match.end())
            return never if stop is None else replace(never, exception=stop.span())
    return None


_BEARING = r"(?:child-?\s?bearing (?:potential|age|capacity|capability|ability)|reproductive (?:potential|capacity))"
# only where being able to bear children is itself what is asked about: "must be of non-childbearing potential"
_STERILE = regex(
    rf"\b(?:(?:non|not of|no|without)[\s-]?(?:of )?{_BEARING}|not (?:be )?(?:a )?(?:of|woman of|women of) {_BEARING})"
)
_BARE_BEARING = regex(
    rf"\W*(?:any |all )?(?:(?:fertile )?(?:wom[ae]n|females?|patients?|subjects?|participants?)\W+)?(?:who are |are |with |of )*{_BEARING}\W*"
    r"(?:(?:is|are|will be) (?:not (?:be )?(?:eligible|allowed|permitted)|excluded|ineligible)\b[^.;]{0,40}\W*)?"
)
_EITHER_WAY = regex(
    r"\bor\b|contracep|birth control|\bif\b|\bunless\b|are defined|defined as|considered|not required|do not (?:need|require)"
)


# "women who are not of childbearing potential": a line of theirs stands beside one of those who are, and "… must show that
# they have been sterilised" asks it of them
_ONE_OF_TWO = regex(
    r"\W*(?:(?:any|all|adult|fertile)\W+)*(?:wom[ae]n|females?|patients?|subjects?|participants?)\W+"
    rf"(?:(?:who|are|is|of|with|patients?|subjects?|participants?)\W+)*{_STERILE.pattern}"
    r"(?:\W*(?:\([^()]*\)\W*)?$|\s+(?:must|should|need|ha(?:ve|s) to|will)\b)"
)
# "Non-childbearing potential (i.e., …)" beside "Childbearing potential, and …": the name of one of two ways to take part
_ONE_WAY = regex(r"\W*(?:of )?non-?\s?child-?\s?bearing potential\W+(?:i\.?\s?e\b|includ\w+|defined|that is|meaning)")


def _childbearing(passage: Passage) -> list[Atom]:
    lower = passage.lower
    if passage.base is Effect.EXCLUDE and (bare := _BARE_BEARING.fullmatch(lower)):
        return [_atom(Kind.PREGNANCY, "childbearing potential", bare)]
    sterile = _STERILE.search(lower)
    if (
        sterile is None
        or passage.base is not Effect.REQUIRE
        or _EITHER_WAY.search(lower)
        or _ONE_WAY.match(lower)
        or in_definition(lower, sterile.start(), sterile.end())
    ):
        return []
    found = _atom(Kind.PREGNANCY, "childbearing potential", sterile, Polarity.MUST_NOT)
    if _ONE_OF_TWO.match(lower) is None:
        return [found]
    others = replace(found, requirement=Requirement(Kind.PREGNANCY, UNREAD), polarity=Polarity.FOLLOW)
    return [replace(a, alternatives=f"childbearing {sterile.start()}") for a in (found, others)]
