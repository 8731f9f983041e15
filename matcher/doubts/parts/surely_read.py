"""Owns which words of a criterion were read, and what they say against a requirement being asked as it was read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from criteria.criterion import Criterion
from criteria.patterns import regex
from criteria.span import Span
from criteria.tree import (
    Comparison,
    Kind,
    Leaf,
    Node,
    Not,
    Requirement,
    Section,
    Unparsed,
    walk,
)
from matcher.doubts.words.menopause_defined import in_a_definition
from matcher.doubts.words.moods import (
    ADVISES,
    BRACKET,
    CONDITION,
    LETS_IN_BESIDES,
    MOOD,
    NOBODY_ELSE,
    OF_SOME,
    ONE_OF_THEM,
    OUT_IF,
    SAYS_WHEN,
    SHOULD_HAVE,
    WAIVES,
    asides,
    asks_plainly,
    of_another_predicate,
    only_if_given,
    says_more,
)
from matcher.doubts.words.own_words import is_plain, names_the_trials_own, words_of
from matcher.doubts.words.sentence import SENTENCE_END, Range, between, line_starts, lower
from matcher.doubts.words.some import of_some_only
from matcher.doubts.words.unread_sides import SIDED, has_an_unread_side

_NARROWED = frozenset({Kind.THERAPY, Kind.LINES, Kind.COMORBIDITY, Kind.METASTASIS, Kind.CANCER, Kind.STAGE})
# what is asked for and not there is not there under a narrower name either; but these may go by another name
_OTHERWISE_NAMED = frozenset({Kind.THERAPY, Kind.COMORBIDITY})
_PART_END = regex(r"[,:]\s")
_CLAUSE_END = regex(
    r"[.;,:()]\s|[()]"
    r"|\b(?:or|and|nor|unless|except|excluding|other than"
    r"|(?<!more )(?<!less )(?<!greater )(?<!rather )(?<!higher )(?<!longer )(?<!lower )(?<!fewer )(?<!later )"
    r"(?<!older )(?<!younger )(?<!worse )than(?= [a-z]{5})"
    r"|besides|apart from|aside from|with the exceptions? of|given (?:the|that)"
    r"|as (?:determined|evidenced|assessed|shown|demonstrated|documented|confirmed|detected|judged|detailed|outlined)"
    r" (?:by|on|in|above|below)"
    r"|according to|because|in order to|required to (?!have|be))\b"
    r"|\n"
)
_DEFINED = regex(r"\bdefined (?:as|by)\b")
_TAKES_IN = regex(r"\bincluding\b")
_LIST_GOES_ON = re.compile(r"(?:,\s*(?:(?:and/)?or|and|nor)?|\b(?:(?:and/)?or|and|nor))\s*$")
_NUMBER_BEHIND = regex(r"\s*(?:[<>≥≤=/]+\s*\d|(?:grade|gr\.?)\s*(?:[<>≥≤=/]+\s*)?\d)")
_LIKE_AN_ADJECTIVE = regex(r"(?:al|ic|ine|ive|ted)$")
_JOINS_ANOTHER = regex(r",|\bor\b|\band\b")
_EXAMPLES_BEHIND = regex(r"\W*(?:[\w-]+[^\w.;]+){0,8}such as\b")
# "women over 60 with …": an age that was not read
_LIMIT = regex(
    r"\b(?:over|under|above|below|older than|younger than|aged?)\s*\d\d\b(?!\s*(?:%|mg|days?|weeks?|months?))"
)
_MAY_HAVE_UP_TO = regex(
    r"\W*(?:(?:patients?|subjects?|participants?|women)\s+)?may\s+have\s+(?:had|received|taken)\s+(?:up\s+to|at\s+most|no\s+more\s+than)\s+"
    r"\w+\s+\w+\s+of\s+(?!.*\b(?:if|unless|may|eligible|provided|except)\b)"
)
# "asthma, regardless of its cause": it only excludes more
_ONLY_MORE = regex(r"regardless of (?!(?:having|whether|if|being)\b)")
_WORD = regex(r"[a-z][a-z'-]{2,}(?!-?\d{3})")  # and not the beginning of a drug's number
_AT_ONCE = 2  # characters
_JOINT = 12  # characters that a comma with an "and" or "or" takes
_NEAR = 6  # statements before a word, of which one may hold it
BESIDE = "words beside it were not read"
"""What is said of a requirement beside words that were not read."""


class Reading:
    """The words of a criterion, and which of them were read."""

    def __init__(self, text: str, criterion: Criterion) -> None:
        self._words = lower(text)
        self._lines = line_starts(text)
        self._start, self._end = criterion.span.start, criterion.span.end
        self._lets_in = criterion.section is Section.INCLUSION
        nodes = (node for node in walk(criterion.node) if isinstance(node, Leaf | Unparsed))
        self._left_out = [node.span.start for node in walk(criterion.node) if isinstance(node, Not)]
        self._read = sorted((node.span.start, node.span.end) for node in nodes)

    def why_unsure(self, requirement: Requirement, span: Span, *, wanted: bool, spared: bool) -> str | None:
        """What speaks against ruling out by the requirement at ``span``; None where nothing does."""
        if wanted and in_a_definition(requirement, span, self._words, (self._start, self._end)):
            return "it belongs to a definition of menopause that holds of others too"
        sentence = between(self._words, SENTENCE_END, span, (self._start, self._end))
        if of_some_only(self._words, span.end, self._end, sentence):
            return "the words behind it limit it to some"
        if wanted and requirement.kind in SIDED and has_an_unread_side(self._words, span, sentence, self._read):
            return "the other side of the or was not read"
        if requirement.kind not in _NARROWED or self._is_told_apart(requirement, span, sentence):
            return None
        if span.start < self._start or self._end < span.end:
            return None
        if not wanted and requirement.kind is Kind.THERAPY and self._has_examples(span):
            return "the examples behind it may narrow it"
        spared = spared or bool(requirement.apart_from) or requirement.setting is not None
        if wanted and requirement.kind is Kind.THERAPY and self._is_a_kind(span):
            return "it is one kind of what stands before it"
        if self._in_another_mood(span, sentence, wanted, spared, dated=requirement.when is not None):
            return "its sentence permits, remarks or sets conditions, and may not be meant for everyone"
        if (
            requirement.kind is Kind.COMORBIDITY
            and not requirement.detail
            and not isinstance(requirement.value, Comparison)
            and _NUMBER_BEHIND.match(self._words, span.end, self._end)
        ):
            return "a number behind it was not read"
        if wanted and requirement.kind is Kind.THERAPY and self._asks_for_it(span, sentence):
            return None
        said = words_of(requirement, wanted=wanted)
        if (not wanted or requirement.kind in _OTHERWISE_NAMED) and self._stands_beside_unread_words(
            span, wanted, said
        ):
            return BESIDE
        return None

    def _has_examples(self, span: Span) -> bool:
        """Whether the examples behind a treatment are of it: in "letrozole or taxanes such as docetaxel" they are of the last."""
        found = _EXAMPLES_BEHIND.match(self._words, span.end, self._end)
        if found is None or _LIKE_AN_ADJECTIVE.search(self._words, span.start, span.end):
            return found is not None  # "hormonal or cytotoxic drugs such as …": they may be of either
        place = bisect_right(self._read, (span.end, 0))
        behind = (start for start, _ in self._read[place : place + _NEAR] if start < found.end())
        return not any(_JOINS_ANOTHER.search(self._words, span.end, start) for start in behind)

    def _asks_for_it(self, span: Span, sentence: Range) -> bool:
        return self._lets_in and asks_plainly(self._words, sentence, span.start, span.end)

    def _is_told_apart(self, requirement: Requirement, span: Span, sentence: Range) -> bool:
        """Whether its mood is no doubt: it is a limit, or the contrary of what is let in."""
        if _limits(requirement) or self._is_denied_by_name(requirement, span):
            return True
        return self._is_the_most(requirement, sentence)

    def _is_the_most(self, requirement: Requirement, sentence: Range) -> bool:
        """Whether more of a treatment was had than its sentence permits: "may have received up to 6 weeks of tamoxifen"."""
        amount = isinstance(requirement.value, Comparison) and requirement.kind is Kind.THERAPY
        return amount and self._lets_in and _MAY_HAVE_UP_TO.match(self._words, *sentence) is not None

    def _is_denied_by_name(self, requirement: Requirement, span: Span) -> bool:
        """Whether an adjective denies it, "non-metastatic disease": what stands beside that says whose disease it is."""
        return requirement.kind is Kind.STAGE and self._words.startswith("non", span.start)

    def clause(self, span: Span) -> Span:
        """The clause in which a requirement stands."""
        start, end = between(self._words, _CLAUSE_END, span, (self._start, self._end))
        return Span(min(start, span.start), max(end, span.end))

    def _in_another_mood(self, span: Span, sentence: Range, wanted: bool, excepted: bool, *, dated: bool) -> bool:
        if wanted and any(
            OF_SOME.match(self._words, start) or ONE_OF_THEM.search(self._words, sentence[0], start)
            for start, end in (bracket.span() for bracket in BRACKET.finditer(self._words, *sentence))
            if start < span.start and span.end < end
        ):
            return True
        if wanted and (self._advises(span, sentence) or WAIVES.search(self._words, sentence[1], self._end)):
            return True
        if wanted and NOBODY_ELSE.match(self._words, *sentence):
            return False
        aside = list(asides(self._words, span, sentence, excepted))
        aside += [out.span() for out in OUT_IF.finditer(self._words, *sentence) if out.end() <= span.start]
        part = between(self._words, _PART_END, span, sentence)
        found = [*MOOD.finditer(self._words, *sentence), *CONDITION.finditer(self._words, *part)]
        if dated:
            found = [mood for mood in found if not SAYS_WHEN.match(self._words, mood.start(), sentence[1])]
            found = [mood for mood in found if not only_if_given(self._words, mood.start(), span.start, span.end)]
        return any(
            not (mood[0] == "except" and (excepted or self._leaves_out(mood.end())))
            and not (not wanted and self._is_of_another_line(mood.start(), span))
            and not (not wanted and _ONLY_MORE.match(self._words, mood.start()) and mood.start() >= span.end)
            and not self._is_read(*mood.span())
            and not says_more(self._words[span.end : mood.start()])
            and not (wanted and of_another_predicate(self._words, sentence, span.start, span.end, mood.start()))
            and not _within(mood, aside)
            for mood in found
        )

    def _is_of_another_line(self, at: int, span: Span) -> bool:
        """Whether a word stands on another line than a requirement, which no colon sets over its own."""
        first, last = bisect_right(self._lines, min(at, span.start)), bisect_right(self._lines, max(at, span.start))
        if first == last:
            return False
        return at > span.start or not self._words[: self._lines[first]].rstrip().endswith(":")

    def is_let_in_besides(self, span: Span, nodes: Sequence[Node]) -> bool:
        """Whether its sentence only lets it in besides what an earlier one asks for, of which it is an alternative."""
        sentence = between(self._words, SENTENCE_END, span, (self._start, self._end))
        return LETS_IN_BESIDES.search(self._words, *sentence) is not None and any(
            node.span.end <= sentence[0] for node in nodes
        )

    def _advises(self, span: Span, sentence: Range) -> bool:
        advice = [
            word.start()
            for word in ADVISES.finditer(self._words, *sentence)
            if not of_another_predicate(self._words, sentence, span.start, span.end, word.start())
        ]
        return bool(advice) and not SHOULD_HAVE.match(self._words, sentence[0], span.start)

    def _leaves_out(self, end: int) -> bool:
        """Whether an "except" that ends at ``end`` is read as what must not be: "stage I to III except T4d"."""
        return any(end <= start <= end + _JOINT for start in self._left_out)

    def _is_a_kind(self, span: Span) -> bool:
        """Whether it stands in a bracket right behind something else that was read: "an inhibitor (A, B or C)"."""
        sentence = between(self._words, SENTENCE_END, span, (self._start, self._end))
        for bracket in BRACKET.finditer(self._words, *sentence):
            if bracket.start() < span.start and span.end < bracket.end():
                return any(
                    bracket.start() - _AT_ONCE <= last <= bracket.start()
                    for _, last in self._read_before(bracket.start())
                )
        return False

    def _read_before(self, at: int) -> list[Range]:
        """The last few statements that begin at ``at`` or before."""
        place = bisect_right(self._read, (at, self._end))
        return self._read[max(0, place - _NEAR) : place]

    def _is_read(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self._read_before(start))

    def _stands_beside_unread_words(self, span: Span, wanted: bool, said: frozenset[str]) -> bool:
        """``said`` are the words of the requirement itself."""
        clause = between(self._words, _CLAUSE_END, span, (self._start, self._end))
        # what is not there at all is not there as defined either; what is excluded is so whatever it takes in
        defined = (_DEFINED if wanted else _TAKES_IN).search(self._words, span.end, clause[1])
        if defined is not None:
            clause = clause[0], defined.start()
        if any(not self._is_read(*limit.span()) for limit in _LIMIT.finditer(self._words, *clause)):
            return True
        return any(self._holds_unread_words(*part, said) for part in (clause, self._head_of_the_list(clause[0])))

    def _holds_unread_words(self, start: int, end: int, said: frozenset[str]) -> bool:
        return any(
            word[0] not in said
            and not is_plain(word[0])
            and not self._is_read(*word.span())
            and not names_the_trials_own(self._words, start, word.start())
            for word in _WORD.finditer(self._words, start, end)
        )

    def _head_of_the_list(self, item: int) -> Range:
        """The words in front of the first item of the list in which one begins at ``item``; they are said of every item."""
        head = (item, item)
        for _ in range(_NEAR):
            joint = _LIST_GOES_ON.search(self._words[max(self._start, item - _JOINT) : item])
            if joint is None:
                break
            end = item - len(joint[0])
            item = between(self._words, _CLAUSE_END, Span(end, end), (self._start, self._end))[0]
            first = next((start for start, _ in self._read_before(end) if item <= start < end), None)
            if first is None:
                break
            head = (item, first)
        return head


def _limits(requirement: Requirement) -> bool:
    """Whether it limits what it permits, "may have had up to two lines", or is read by rules of its own."""
    value = requirement.value
    return requirement.concept == "other malignancy" or (isinstance(value, Comparison) and value.op in ("<", "<="))


def _within(match: re.Match[str], ranges: list[Range]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in ranges)
