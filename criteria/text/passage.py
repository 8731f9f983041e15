"""Owns the unit that recognisers read: one sentence or clause group of an item, with its mentions and surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from criteria.patterns import Words, regex
from criteria.span import Span
from criteria.text.arms import arms_within
from criteria.text.bounds_in_brackets import bounds_in_brackets
from criteria.text.clean import Clean, clean
from criteria.text.excepted_lists import goes_on_excepting, names_one_excepted_more
from criteria.text.resumed import with_lists_resumed
from criteria.text.tag import Mention, mentions
from criteria.tree import Effect, Kind, Section
from criteria.words.beginnings import beginnings
from criteria.words.context import Scope, Scopes, scopes
from criteria.words.let_in_after_all import let_in_after_all
from criteria.words.reasons import reasons

_BOUNDARY = regex(
    r"\.{2,3}\)?\s+(?=[\"'(\[]?[A-Z0-9*-])|\.(?:\s+\.)+\s+(?=[\"'(\[]?[A-Z0-9*-])"
    r"|(?:(?<=eligible)|(?<=allowed)|(?<=permitted)),\s+"
    r"(?=while\s+(?:patients|subjects|participants|individuals|women|those)\b)"
    r"|[.;](?<=[a-z0-9)\]%+\"'A-Z].)\)?\s+(?!(?<=;\s)OR\b)(?=[\"'(\[]?[A-Z0-9*-])"
    r"|\.(?<=[a-z].)\d{1,2}(?:[,-]\d{1,2})*\s+(?=[A-Z])"
    r"|;\s+(?!or[\s,]|OR[\s,]|either\s|except(?:ing|\sfor)?\s|excluding\b|unless\s|with\sthe\sexceptions?\s"
    r"|(?:(?<=therapy;\s)|(?<=treatment;\s)|(?<=therapies;\s)|(?<=treatments;\s)|(?<=agents;\s)|(?<=drugs;\s))"
    r"(?:including|such\sas)\s)"
    r"|\.\s+(?=(?:however|note)\b|[b-h][.)]\s+[A-Z]|a[.)]\s+(?!(?:For|In|If|When|With|Except|Unless|Or)\b)[A-Z])"
    r"|\.(?<=[a-z)\]].)(?=\(?(?:"
    r"The|Patients?|Subjects?|Participants?|However|Note|Prior|Previous|History|Known|Concurrent|Current|Active|Any"
    r"|No|Because|If|In|Women|Men|This|These|All|For|Must|At|It|As|Since|Adequate|Measurable|Written|Able|Age|Should"
    r"|Other|Adequately|Treated|Treatment|Premenopausal|Postmenopausal|Eligible|Use|Only|Female|Male)\b"
    r"|[A-Z][a-z]{2,} (?:for|of|in|is|are|must|will|should|may|with|who|that|has|have)\b)"
    r"|\s+(?=(?:NOTE|Note|EXCEPTIONS?|Exceptions?)\s*:)"
)
_ABBREVIATION = regex(
    r"(?:\b(?:e\.?g|i\.?e|ej|vs|approx|resp|no|drs?|st|incl|excl|etc|sp|spp|inc|fig|ref|max|(?<!/)min|pts?|mets|ca|cf|wk|mo|yr|hr|inv|prof|n\.?b)|\b[a-z])$",
    re.IGNORECASE,
)
_LONGEST = 1500  # characters; the longest sentence of 1,679 breast-cancer texts of the registry has 1,286
_LONGEST_NAME = 120  # characters before a point that tell whether it ends a sentence
_SHORT_MEMBER = 4  # words
_FEW_WORDS, _LONG_HEAD = 8, 24  # words of a tumor in a list, and of the first with what introduces it
_MEMBER_ENDS = regex(r"[;.]")
# "hepatitis B or C.", "part A.": the letter is a name and the point ends the sentence
_NAMED_BY_LETTER = regex(
    r"\b(?:hepatitis|vitamin|cohort|arm|group|part|child-pugh|class)(?:,| |/|\b[a-e]\b|or|and|class|hepatitis){1,7}$",
    re.IGNORECASE,
)
_ENDS_LIST = regex(r"\b(?:etc)$", re.IGNORECASE)


@dataclass(slots=True)
class Passage:
    """One sentence of an item. Offsets that recognisers use count characters of ``text``.

    ``text`` are its words, single-spaced, ``lower`` the same in lower case.
    ``section`` is where it stands; ``base`` the effect of a plain statement there ("diabetes" under exclusion is
    EXCLUDE); ``topic`` the label over it and ``lead`` the words that introduce its list, both in lower case.
    ``excepted`` are the stretches of exceptions that recognisers have read; what stands there is theirs.
    ``asked`` is shared by all passages of a text: the diagnoses that it has asked for so far.
    """

    view: Clean
    text: Words
    lower: Words
    section: Section
    base: Effect
    topic: str
    lead: str
    mentions: tuple[Mention, ...]
    scopes: Scopes
    asked: set[str] = field(default_factory=set)
    claimed: list[tuple[int, int]] = field(default_factory=list)
    excepted: list[tuple[int, int]] = field(default_factory=list)

    def of_kind(self, *kinds: Kind) -> list[Mention]:
        """The dictionary's finds of these kinds, in order."""
        return [m for m in self.mentions if m.kind in kinds]

    def words_of(self, scope: Scope) -> Span:
        """The words of a scope with its cue, without a bracket that opens with it."""
        return self.view.span(scope.at + self.lower.startswith("(", scope.at), scope.end)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no recogniser has yet read these characters."""
        return all(end <= a or b <= start for a, b in self.claimed)


# "It includes radiotherapy, …": what the sentence before says is said of each
_INCLUDES = regex(r"\W*(?:it|this|these|they) (?:also )?includes?\b(?! but\b|, but\b)")


def passages(
    source: str,
    body: Span,
    *,
    section: Section,
    base: Effect,
    topic: str = "",
    lead: str = "",
    asked: set[str] | None = None,
) -> list[Passage]:
    """The sentences of an item's body, in order; together they hold all of its words."""
    known = set() if asked is None else asked
    found: list[Passage] = []
    for view in sentences(clean(source, body), excludes=base is Effect.EXCLUDE):
        if view.text:
            lower = Words.of(view.lower)
            text = lower.also(view.text)
            named = mentions(view)
            found.append(
                Passage(
                    view,
                    text,
                    lower,
                    section,
                    base,
                    topic,
                    found[-1].lower if found and not lead and _INCLUDES.match(lower) else lead,
                    named,
                    with_lists_resumed(scopes(lower, excludes=base is Effect.EXCLUDE), lower, named, base),
                    known,
                )
            )
    return found


def sentences(view: Clean, *, excludes: bool = False) -> list[Clean]:
    """The sentences of an item; abbreviations, decimals and parentheses do not end one."""
    text = view.text
    cuts = [0]
    # of what stands since the last cut: parentheses and square brackets that are open, a colon
    looked, opened, boxed, listed = 0, 0, 0, False
    for match in _BOUNDARY.finditer(text) if _may_end(text) else ():
        at, stop = match.start(), match.group()
        opened += text.count("(", looked, at) - text.count(")", looked, at)
        boxed += text.count("[", looked, at) - text.count("]", looked, at)
        listed = listed or text.find(":", looked, at) >= 0
        looked = at
        if stop.startswith(".") and _is_shortened(text[max(cuts[-1], at - _LONGEST_NAME) : at]):
            continue
        if opened > 0 and not stop.startswith((". ", ".)")):
            continue
        if boxed > 0 and stop.startswith(";") and text.find("]", at, at + _LONGEST_NAME) >= 0:
            continue  # "[for arm A; part 1 only]: …"
        if stop.startswith(";") and (
            _A_STAGE.match(text, match.end())
            or _between_tumors(text, cuts[-1], at, match.end())
            or goes_on_excepting(view.lower, cuts[-1], at, match.end())
            or _between_others(view.lower, cuts[-1], at, match.end())
        ):
            continue
        if stop.startswith(". ") and names_one_excepted_more(view.lower, cuts[-1], at, match.end()):
            continue
        if (
            stop.startswith(";")
            and _AGES_OF_A_SEX.match(view.lower, cuts[-1])
            and _AGES_OF_A_SEX.match(view.lower, match.end())
        ):
            continue
        if stop.startswith(";") and _NEXT_NUMBER.match(text, match.end()) and "menopaus" in view.lower[cuts[-1] : at]:
            continue
        if stop.startswith(";") and _DEFINES_MENOPAUSE.search(view.lower, cuts[-1], at):
            continue
        if _LOOSER_BOUND.match(view.lower, match.end()) and _LAST_BOUND.search(view.lower, max(cuts[-1], at - 60), at):
            continue
        if stop.startswith(";") and listed and _continues_list(text, cuts[-1], at, match.end()):
            continue
        cuts.append(match.end())
        looked, opened, boxed, listed = match.end(), 0, 0, False
    cuts = [cut for start, end in pairwise([*cuts, len(text)]) for cut in (start, *beginnings(text, start, end))]
    cuts = [
        cut
        for start, end in pairwise([*cuts, len(text)])
        for cut in (start, *bounds_in_brackets(view.lower, start, end))
    ]
    cuts = [cut for start, end in pairwise([*cuts, len(text)]) for cut in (start, *arms_within(text, start, end))]
    cuts = [cut for start, end in pairwise([*cuts, len(text)]) for cut in (start, *reasons(view.lower, start, end))]
    cuts = [
        cut
        for start, end in pairwise([*cuts, len(text)])
        for cut in (start, *let_in_after_all(view.lower, start, end, excludes=excludes))
    ]
    bounds = [bound for start, end in pairwise([*cuts, len(text)]) for bound in _stretches(text, start, end)]
    return [view.cut(start, end) for start, end in bounds]


def _may_end(text: str) -> bool:
    """Whether a sentence can end before the text does: a point or a semicolon within it, a "Note:" or a "while"."""
    return ";" in text or ":" in text or ", while " in text or text.find(".", 0, -1) >= 0


def _is_shortened(before: str) -> bool:
    """Whether a point only ends an abbreviation, of which the words before it are the last."""
    if _ABBREVIATION.search(before) is None or _NAMED_BY_LETTER.search(before) is not None:
        return False
    return _ENDS_LIST.search(before) is None


# "AST ≤ 2 x ULN; patients with liver involvement ≤ 5 x ULN": the same value of others
_LOOSER_BOUND = regex(
    r"(?:(?:for|in|if|or|but|those|patients?|subjects?|participants?|women|the|known|documented|presence|cases?|of|with|who|have|has|on|receiving|an?),? )*"
    r"(?:liver|hepatic|gilbert\S*|bone|skeletal|anti-?coagul\w+|warfarin)\b(?! function)"
    r"(?:(?!bilirubin|higher|transaminas|\b(?:alt|ast|sg[op]t|inr)\b|creatinin|phosphatase)[^.;<>≤≥\d]){0,50}?"
    r"[\s:,(]*"
    r"(?:(?:must|should|may|can|be|have|is|are|it|they)\s+)*(?:up to|[<≤]|no (?:more|greater)|less than|lower than|not (?:more|exceed)|at most|below)[ =]*"
    r"\d[\d.,]* ?(?:x|times|\*|fold|mg|[µu]mol|(?:the )?(?:i?uln|upper))"
    # "< 2 x ULN without liver metastases; < 5 x ULN with liver metastases"
    r"|(?:(?:and|or|but|,) )*(?:up to|[<≤>≥]|no (?:more|greater|less)|less than|lower than|at least|at most|below)"
    r"[ =]*(?:than )?\d[\d.,]* ?(?:"
    r"(?:x|times|\*|fold)? ?(?:the )?(?:institutional )?(?:i?uln|upper limits? of normal)"
    r"|(?:x ?10\S{1,4} ?)?/ ?(?:mm3|mm\^3|[µu]?l|mcl)|m?g/dl|[µu]mol/l|ml/min)\b[ (]*"
    r"(?:if|in|for|with|when|where|among)\b(?:(?!\b(?:without|no|absence)\b)[^.;<>≤≥\d]){0,50}?\b(?:liver|hepatic|gilbert\S*|bone|skeletal)\b"
)
# "women 50-75 years; men 40-75 years": each has ages of its own
_AGES_OF_A_SEX = regex(
    r"(?:and |or )?(?:for )?(?:wom[ae]n|m[ae]n|females?|males?)\b[\s:,]*(?:(?:age[ds]?|between|from|over|at least|older than|of)\b[\s:]*)*[≥>≤<=]*\s*\d\d"
)
_NEXT_NUMBER = regex(r"(?:and |or )?\(?(?:[2-9]|[b-f]|ii|iii)\)")
# "postmenopause is defined as: bilateral oophorectomy; age 60 or older; …": one definition
_DEFINES_MENOPAUSE = regex(r"\bpost-?\s?menopaus\w+[^.;:]{0,30}\bdefined (?:as|by)[^.;:]{0,40}:")
# "avoid close contact with persons with eczema; children under 3; pregnant women": all of them are whom she must not meet
_WHOM_TO_AVOID = regex(r"\bavoid(?:ing)? (?:(?:close|any|direct|physical|household) )+contact\b[^:]*\bwith\b")
_OTHERS = regex(
    r"(?:and |or )?(?:those|persons?|people|individuals|anyone|anybody|children|infants|pregnant|nursing|immun\w+|elderly)\b"
    r"(?![^.;]*\b(?:must|should|shall|may|are|is|will|not)\b)"
)
_LAST_BOUND = regex(
    r"(?:\b|(?<=\d)/|/ ?)(?:i?uln|normal|m?g/dl|mm3|mm\^3|[µu]?l|mcl|ml/min|[µu]mol/l|inr|limit|[2-5](?:\.\d)?"
    r"|(?:without|no|absence of)(?: \w+){0,2} (?:liver|hepatic|bone) (?:metasta\w+|mets|involvement))\)? *$"
)
# "stage IIA (T2 N0 M0); IIB (T2 N1 M0)": one list
_A_STAGE = regex(
    r"(?:(?:IV|I{1,3})[ABC]?\b[\s,;(]|[cp]?T[0-4][a-d]?(?:-[0-4])?,? ?(?:(?:and|with) )?[cp]?N[0-3]"
    r"|[cp]?T[0-4][a-d]?(?:-[0-4])?,? any N\b|(?:or )?[Aa]ny [cp]?[TN]\b|or [cp]?T[0-4]\b)"
)
_TUMOR = regex(
    r"(?i:cancer|carcinoma|tumou?rs?\b|melanoma|sarcoma|lymphoma|mesothelioma)|\b(?:[A-Z]{0,3}BC|N?SCLC|HNSCC|m?CRC|m?CRPC|DLBCL|MPM|HCC|RCC|PDAC|EOC|GBM)\b"
)


def _between_others(lower: str, start: int, at: int, end: int) -> bool:
    """Whether a semicolon parts the people whom a patient must not meet."""
    return _WHOM_TO_AVOID.search(lower, start, at) is not None and _OTHERS.match(lower, end) is not None


def _between_tumors(text: str, start: int, at: int, end: int) -> bool:
    """Whether a semicolon parts two tumors of a list: "melanoma; NSCLC; TNBC"."""
    before = max(text.rfind(";", start, at), start - 1) + 1
    after = _MEMBER_ENDS.search(text, end)
    pieces = (text[before:at], text[end : after.start() if after else len(text)])
    short = before > start or len(pieces[0].split()) <= _LONG_HEAD
    return short and len(pieces[1].split()) <= _FEW_WORDS and all(_TUMOR.search(piece) for piece in pieces)


def _continues_list(text: str, start: int, at: int, end: int) -> bool:
    """Whether a semicolon only parts the members of a list that a colon has opened: "one of: tamoxifen; letrozole".

    The semicolon stands at ``at``, its sentence begins at ``start``, and the next member at ``end``.
    """
    before = text.rfind(";", start, at)
    before = max(before, text.rfind(":", max(before, start), at), start - 1) + 1
    after = _MEMBER_ENDS.search(text, end)
    piece = text[end : after.start() if after else len(text)]
    short = len(piece.split()) <= _SHORT_MEMBER and len(text[before:at].split()) <= _SHORT_MEMBER
    return short and piece[:1].islower()


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it stands, or cut at commas or spaces where it is longer than any sentence is."""
    found = []
    while end - start > _LONGEST:
        comma = text.rfind(", ", start + _LONGEST // 2, start + _LONGEST)
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = comma + 2 if comma > 0 else space + 1 if space > 0 else start + _LONGEST
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]
