"""Owns what a text says about menopause: which status it asks for, and of whom else it speaks."""

from __future__ import annotations

import re
from dataclasses import replace

from criteria.atoms.atom import UNREAD, Atom, Polarity
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Effect, Kind, Requirement
from criteria.words.context import Cue
from criteria.words.moods import Mood

_MENOPAUSE = regex(
    r"\b(?:(?P<status>pre|peri|post)[\s/-]{0,2}menopaus(?:al|ed|ic|e(?=\ (?:wom|fem|stat|pat)))|menopausal(?=\ (?:wom|fem|patient|or\ |with\ )|,|:\ |\ \())\b",
    re.VERBOSE,
)
# two statuses, or any: a requirement of nothing
_ANY_STATUS = regex(
    r"""\bpre-?,\s?peri-?,?\s?(?:or|and)\s?post-?\s?menopausal
        | \bpost-?\s?menopausal,\s?(?:pre|peri)-?\s?menopausal,?\s(?:or|and)\s(?:pre|peri)
        | \bpre\b(?!-?(?:registration|screening)\b)[^.;]{0,24}\bpost(?!-?\s?menopausal\ (?:range|levels?|values?|concentrations?)\b)
    | \bpre-?\s?menopaus[^.;]{0,60}\bpost-?\s?menopaus(?!al\ (?:range|levels?|values?|concentrations?)\b)
    | \bpost-?\s?menopaus[^.;]{0,30}\b(?:or|and)\ (?:/?\s?\w+\s)?pre | \bpost-?\s?(?:or|and|/)\s?pre | \bpost-?\s?menopaus\w*\s?/\s?pre
    | (?:any|regardless\ of|irrespective\ of|independent\ of)\b[^.;]{0,20}menopaus | any\ status
        | menopausal\ status:?\ (?:is\ )?(?:not\ (?:specified|restricted|relevant|limited|considered)|any|all|either
        |unrestricted|irrelevant)\b
    | \bno\ (?:restrictions?|limits?|limitations?)\ (?:on|as\ to|regarding|concerning|with\ (?:regard|respect)\ to|for|by)\ (?:the\ )?menopaus""",
    re.VERBOSE,
)
# what follows when the women are only the subject of another rule, or the word means something else
_MENOPAUSE_ASIDE = regex(
    r"""[^\w(]*(?:(?:or|and|/)\W*(?:pre|peri|post)-?\s?menopausal\W*)?(?:status\W*)?(?:wom[ae]n|patients?|females?|participants?|subjects?)?[^\w(]*
      (?:\([^()]*\)\W*)?(?:(?:and|or)\W*(?:surgically|permanently)\ sterili[sz]ed?\W*(?:wom[ae]n|patients?|females?|participants?|subjects?)\W*)?
      (?:(?:must|should|will|may|need|do\ not|does\ not|agree|are\ (?:eligible|required|allowed|not)|(?:have|has)\ to
          |who\ (?:have(?!\ (?:been\ (?:without|amenorr)|had\ no\ |not\ (?:had\ (?:a\ |any\ )?(?:men|period)|menstr)))
          |receive|are\ (?:on|not|receiving|taking|sexually))|with\ (?:child|reprod|intact|ovar)|of\ (?:child|repro)|on
          |receiving|taking|undergoing|using|treated)\b
      |(?:(?:serum|plasma|blood)\ )*(?:o?estradiol|e2\b|fsh\b|lh\b|gonadotro\w+|values?\b|concentrations?)|range
          |levels?|symptoms?|hormon|o?estrogen(?![- ]receptor)|replacement
          |(?:uterine|endometrial|genital|abnormal)?\ ?(?:uterine\ )?(?:bleeding|spotting|ha?emorrhage)|osteopor|vaginal
          |therapy|breast\ cancer\b|at\ the\ time\ of\ diag)""",
    re.VERBOSE,
)
_NOT_ABOUT_HER = regex(
    r"(?:\b(?:may|can|could) be (?:rendered|made) $"
    r"|\b(?:"
    r"test|testing|unless|until|not|since|consider(?:ed)?|deemed|induc(?:e|ing)|achiev\w+|attain\w*|maintain\w*|made"
    r"|diagnostic|consistent|pregnancy|contraception|(?<!non-childbearing )(?<!no childbearing )potential)"
    r"\b[^.;,]{0,30}"
    r"|\b(?:for|in|within|into|(?<!evidence )(?<!documentation )of)\s+(?:(?:the|all|any|those|female)\s+)?|\(|\bi\.e\.,? )$"
)
_CHILDREN = r"child-?\s?bearing|reproductive|pregnan|contracept|fertil|birth control"
_HAS_CHILDREN = regex(_CHILDREN)
_FERTILE = regex(rf"{_CHILDREN}|fsh\b|o?estradiol")
# hormones that are measured to see whether the ovaries are still define no status
_SUPPRESSED = regex(r"\b(?:gnrh|lhrh|gonadotropin|luteini[sz]ing|ovarian (?:function )?(?:suppress|ablat))")


_WOMEN_MUST = regex(
    r"\b(?P<women>females?|wom[ae]n)\b(?: patients?| subjects?| participants?)? (?:must|should|need to|have to|has to|are|will|is)\b[^.;,]{0,30}$"
)


def _woman(lower: str, start: int) -> Atom | None:
    """The condition that the patient is a woman, where men may take part: "female patients must be postmenopausal"."""
    women = _WOMEN_MUST.search(lower, 0, start)
    if women is None and not _MEN.search(lower):
        return None
    begin, end = women.span("women") if women else (start, start)
    return Atom(begin, end, Requirement(Kind.SEX, "female"))


_PRE_OR = regex(r"\b(?P<other>pre|peri)-?\s?(?:or|and|/|and/or)\s?$")  # "pre- or perimenopausal"
_DENIED = regex(r"\bnon[- ]?$|\bnot (?:yet )?$")
_MEN = regex(r"\b(?:men|males?)\b")
_WHEN_FERTILE = regex(
    r"(?:pre|peri|post)-?\s?menopaus|menopause|defin|child-?\s?bearing|reproductive|pregnan|contracept"
)


_SINCE_MENOPAUSE = regex(
    r"\b(?:years?|months?) (?:since|past|after|beyond) (?:the |their |her |natural |last )*menopause\b"
)


_OF_A_KIND = (
    r"(?:natural|surgical|spontaneous|physiologic\w*|radiation-induced|chemical|medical)"
    r"(?:,? (?:or )?(?:natural|surgical|spontaneous|radiation-induced|chemical|medical))*"
)
# "natural or surgical menopause", "women who have gone through menopause"
_MENOPAUSE_ITSELF = regex(
    rf"\W*(?:{_OF_A_KIND} menopause,? (?:or )?)*{_OF_A_KIND} menopause\W*$"
    r"|\W*(?:wom[ae]n|patients|participants|subjects|females?) (?:who )?(?:must |should )?(?:have|had|has) "
    r"(?:gone through|reached|passed|experienced|completed) (?:the |their |natural )*menopause\b"
)


def menopause(passage: Passage) -> list[Atom]:
    """The statuses that a passage asks for, or to which it limits what it asks."""
    lower = passage.lower
    if "menopaus" not in lower:
        return []
    if (of_any := _of_any_status(passage)) is not None:
        return of_any
    if told := _told_by_the_whole(passage):
        return told
    atoms: list[Atom] = []
    for match in _MENOPAUSE.finditer(lower):
        beside = _PRE_OR.search(lower, 0, match.start())
        statuses = [match["status"] or "post", *([beside["other"]] if beside is not None else [])]
        if _is_shown_by_levels(passage, match, atoms):
            continue
        if _DENIED.search(lower, 0, match.start()):
            continue  # "non-postmenopausal women", who may be of either other status
        if (by_levels := _by_levels(passage, match, atoms)) is not None:
            return by_levels
        for status in statuses if _is_required(passage, match) else []:
            atom = _atom(f"{status}menopausal", match)
            if all(a.requirement != atom.requirement for a in atoms):
                whose = _is_whose(passage, match.start())
                atoms.append(atom if whose else replace(atom, condition=_woman(lower, match.start())))
    if {"premenopausal", "postmenopausal"} <= {a.requirement.concept for a in atoms}:
        if _MEN.search(lower) or passage.scopes.mood(atoms[0].start) is Mood.PERMITTED:
            return []
        return [replace(a, alternatives=f"menopause {atoms[0].start}") for a in atoms]
    return _either_of_one_word(atoms)


# "premenopausal (estradiol in the premenopausal range)": how the status is shown
_IN_A_BRACKET = regex(
    r"\s*\((?:(?:serum|plasma|an?|with|by|i\.e\.,?|documented|levels?|and|o?estradiol|e2|fsh|lh|within|in|the)[\s,]*)+$"
)


def _is_shown_by_levels(passage: Passage, match: re.Match[str], before: list[Atom]) -> bool:
    """Whether a bracket right behind the status says that hormones are as they are in it."""
    if not before or before[-1].requirement.concept != f"{match['status']}menopausal":
        return False
    bracket = _IN_A_BRACKET.search(passage.lower, before[-1].end, match.start())
    if bracket is None or bracket.start() != before[-1].end or _RANGE.match(passage.lower, match.end()) is None:
        return False
    closes = passage.lower.find(")", match.end())
    passage.claimed.append((bracket.start(), closes + 1 or len(passage.lower)))
    return True


def _of_any_status(passage: Passage) -> list[Atom] | None:
    """What a passage asks that names women of every status; None where it does not."""
    if narrowed := _before_it_only_so(passage):
        return narrowed
    any_status = _ANY_STATUS.search(passage.lower)
    if any_status is None:
        return None
    if passage.base is not Effect.REQUIRE:
        return []
    return [_atom(f"{status}menopausal", any_status, Polarity.MAY) for status in ("pre", "peri", "post")]


def _by_levels(passage: Passage, match: re.Match[str], before: list[Atom]) -> list[Atom] | None:
    """What is asked where a match is the word for levels of hormones, behind the statuses ``before`` it; None where it is not."""
    levels = Atom(match.start(), match.end(), Requirement(Kind.MENOPAUSE, UNREAD, None))
    if match["status"] == "post" and _asks_for_levels(passage, match) and not before:
        either = f"menopause {match.start()}"
        return [replace(_atom("postmenopausal", match), alternatives=either), replace(levels, alternatives=either)]
    others = before and all(a.requirement.concept != "postmenopausal" for a in before)
    if others and _RANGE.match(passage.lower, match.end()) and _asked_of_her(passage, match):
        return [*before, levels]
    return None


_WOMEN = r"(?:\s+(?:women|patients|participants|subjects|females))?"
_OVARIES_OUT = (
    r"\s*,?\s*\(?(?:having|with|who\s+(?:have|has|had|are|is)|(?:and\s+)?(?:on|receiving|taking|under|treated\s+with)|after)\s+"
    r"[^.;()]{0,50}?\b(?:"
    r"o+phorectom\w+|ovar(?:y|ies|ian)\b(?:\s+(?:function\s+)?(?:suppress\w+|ablat\w+|remov\w+|irradiat\w+))?|lhrh\b"
    r"|gnrh\b|goserelin|leuprol\w+|gonadotropin|castrat\w+)(?:[\s-]+(?:agonists?|analog(?:ue)?s?))?\)?"
)
# "postmenopausal, or premenopausal having undergone oophorectomy", in either order
_BEFORE_IT_ONLY_SO = regex(
    rf"(?P<post>post-?\s?menopausal){_WOMEN},?\s+or\s+(?P<pre>pre-?\s?menopausal{_WOMEN}{_OVARIES_OUT})"
    rf"|(?P<pre_first>pre-?\s?menopausal{_WOMEN}{_OVARIES_OUT}),?\s+or\s+(?P<post_last>post-?\s?menopausal)"
)


def _before_it_only_so(passage: Passage) -> list[Atom]:
    """Menopause, or as the other way, not read, what is asked of the ovaries of those before it; empty where that is not said."""
    found = _BEFORE_IT_ONLY_SO.search(passage.lower)
    if found is None or _MEN.search(passage.lower) or not _asked_of_her(passage, found):
        return []
    if passage.scopes.mood(found.start()) is Mood.PERMITTED:
        return []
    either = f"menopause {found.start()}"
    post_first = found["post"] is not None
    post, pre = ("post", "pre") if post_first else ("post_last", "pre_first")
    reached = Atom(*found.span(post), Requirement(Kind.MENOPAUSE, "postmenopausal"), alternatives=either)
    held = Atom(*found.span(pre), Requirement(Kind.MENOPAUSE, UNREAD, None), alternatives=either)
    return [reached, held] if post_first else [held, reached]


# "premenopausal women not on ovarian suppression": what is said of her ovaries is asked too
_HER_OVARIES = regex(
    r"\W*(?P<status>(?:pre|peri)-?\s?menopausal)(?:\s+(?:women|patients|participants|subjects|females))?,?\s+(?:(?:and|who\s+are)\s+)?"
    r"(?P<said>(?:not\s+)?(?:currently\s+)?(?:on|receiving|taking|under|treated\s+with)\s+(?:[\w/-]+\s+){0,3}?"
    r"(?:ovarian\s+(?:function\s+)?(?:suppress\w+|ablation)|(?:gnrh|lhrh)[\w\s-]{0,30}))\W*"
)


# "not postmenopausal" among the exclusions asks for it
_ONLY_DENIED = regex(
    r"\W*(?:(?:patients?|women|females?|subjects?|participants?) )?(?:who )?(?:(?:are|is) )?not (?:yet )?(?P<status>(?P<which>pre|post)-?\s?menopausal)"
    r"(?: (?:women|patients|status))?\W*"
)


def _told_by_the_whole(passage: Passage) -> list[Atom]:
    """The status that the whole of a passage asks for: menopause reached, or one with what is said of her ovaries, which is not read."""
    if (reached := _reached(passage)) is not None:
        return [_atom("postmenopausal", reached)]
    denied = _ONLY_DENIED.fullmatch(passage.lower) if passage.base is Effect.EXCLUDE else None
    if denied is not None:
        return [
            Atom(*denied.span("status"), Requirement(Kind.MENOPAUSE, f"{denied['which']}menopausal"), Polarity.MUST)
        ]
    found = _HER_OVARIES.fullmatch(passage.lower)
    if found is None:
        return []
    said = Atom(*found.span("said"), Requirement(Kind.MENOPAUSE, UNREAD, None))
    status = Atom(*found.span("status"), Requirement(Kind.MENOPAUSE, found["status"].replace(" ", "").replace("-", "")))
    return [said] if passage.base is Effect.EXCLUDE else [status, said]


def _either_of_one_word(atoms: list[Atom]) -> list[Atom]:
    """The statuses, as alternatives where they share their word: "peri- or postmenopausal"."""
    if len(atoms) > 1 and len({a.start for a in atoms}) == 1:
        return [replace(a, alternatives=f"menopause {atoms[0].start}") for a in atoms]
    return atoms


# "postmenopausal estradiol levels": she who is postmenopausal has them, and so may she whose ovaries are suppressed
_LEVELS = regex(
    r"\s(?:(?:serum|plasma|blood|circulating)\s)*(?:(?:hormone\s)?levels?\b|values?\b|o?estradiol|e2\b|fsh\b|lh\b|gonadotro\w+)"
)

_RANGE = regex(r"\s(?:hormone\s)?(?:range|levels?|values?)\b")


def _asks_for_levels(passage: Passage, match: re.Match[str]) -> bool:
    """Whether hormones must be as they are after menopause, and the status itself is not asked for."""
    return _LEVELS.match(passage.lower, match.end()) is not None and _asked_of_her(passage, match)


def _asked_of_her(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a match lies in what a passage asks for, and neither in a condition nor in what it denies."""
    if passage.base is not Effect.REQUIRE:
        return False
    return passage.scopes.over(match.start(), Cue.CONDITION) is None and not passage.scopes.negations(match.start())


def _reached(passage: Passage) -> re.Match[str] | None:
    """The words that ask for menopause itself, or for time since it."""
    if passage.base is not Effect.REQUIRE:
        return None
    natural = _MENOPAUSE_ITSELF.match(passage.lower)
    if natural is not None and (" or " in natural.group() or "have" in natural.group()):
        return natural
    return _SINCE_MENOPAUSE.search(passage.lower)


def _is_required(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the text asks for this status, and does not define it or speak of such women in passing."""
    before = _PRE_OR.sub("", passage.lower[: match.start()])
    if _is_whose(passage, match.start()):
        return True
    if (
        (passage.topic == "age" and _ONLY_STATUS.fullmatch(passage.lower) is None)
        or _FERTILE.search(before)
        or _NOT_ABOUT_HER.search(before)
        or _WHEN_FERTILE.search(passage.lead)
    ):
        return False
    if re.search(r"\bmust be\W*$|\bare (?:either )?$", before):
        return True
    return _MENOPAUSE_ASIDE.match(passage.lower, match.end()) is None


# the women of whom a sentence speaks, or to whom a condition limits it
_ONLY_STATUS = regex(
    r"\W*(?:(?:if|for|in|when|all|the)\s+)*(?:(?:who\s+)?(?:is|are|being)\s+)?"
    r"(?:(?:pre|peri|post)[\s-]*(?:/|,|or\b|and\b|-)*\s*){1,3}menopausal"
    r"(?:\s+(?:or|and|/)\s+(?:pre|peri)-?\s?menopausal)?"
    r"(?:\s+(?:females?|wom[ae]n|patients?|participants?|subjects?))*(?:\s+only)?\W*"
)


def _is_whose(passage: Passage, at: int) -> bool:
    """Whether the status there says of whom the sentence speaks, and nothing else does."""
    limit = passage.scopes.over(at, Cue.CONDITION)
    fertile = _FERTILE if _SUPPRESSED.search(passage.lower) is None else _HAS_CHILDREN
    if limit is None or fertile.search(passage.lower) is not None:
        return False
    return _ONLY_STATUS.fullmatch(passage.lower, limit.at, limit.end) is not None


def _atom(concept: str, match: re.Match[str], polarity: Polarity = Polarity.FOLLOW) -> Atom:
    return Atom(match.start(), match.end(), Requirement(Kind.MENOPAUSE, concept), polarity)
