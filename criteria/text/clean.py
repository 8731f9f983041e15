"""Owns the clean view of source text: single spaces, no escapes, one spelling of each sign, every character traceable."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from criteria.patterns import regex
from criteria.span import Span

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹣－", "-"),
        **dict.fromkeys("‘’‛′`´", "'"),
        **dict.fromkeys("“”″", '"'),
        **dict.fromkeys("≧⩾", "≥"),
        **dict.fromkeys("≦⩽", "≤"),
        **dict.fromkeys("＜﹤", "<"),
        **dict.fromkeys("＞﹥", ">"),
        **dict.fromkeys("（", "("),
        **dict.fromkeys("）", ")"),
        **dict.fromkeys("μ", "µ"),
        **dict.fromkeys("×✕✖", "x"),
        **dict.fromkeys("⁰", "0"),
        **dict.fromkeys("¹", "1"),
        **dict.fromkeys("²", "2"),
        **dict.fromkeys("³", "3"),
        **dict.fromkeys("⁹", "9"),
        **dict.fromkeys("；", ";"),
        **dict.fromkeys("，", ","),
        **dict.fromkeys("：", ":"),
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),  # half a character, which no other program takes
    }
)
# white space of any length is one space; a backslash before punctuation is markdown's escape and no part of the text;
# "&gt;" is a sign that was escaped once too often; ">/=" and "=>" are one sign; a bracket that has lost what it held is none
_CHANGED = regex(
    r"(?P<least>\\?>\s?\\?/\s?\\?=|=\s?\\?/\s?\\?>|=\\?>(?=\s?\d))|(?P<most>\\?<\s?\\?/\s?\\?=|=\s?\\?/\s?\\?<|=\\?<(?=\s?\d))"
    r"|\s+\(\s+\)\s*|\s{2,}|[^\S ]|\\(?=[^\w\s])|&(?:amp;)*(?P<sign>[gl]t|amp|quot|apos|nbsp|#3[489]);|[®™©\u200b\u200c\u200d\ufeff\u00ad]+"
)
_ESCAPED_SIGNS = {
    "lt": "<", "gt": ">", "amp": "&", "#38": "&", "quot": '"', "#34": '"', "apos": "'", "#39": "'", "nbsp": " ",
}  # fmt: skip
# letters that stand for ≥ and ≤ in an old symbol font
_LOST_SIGN = regex(r"(?<![\w/^])[³£](?=\s?\d)")
_SPELT_SIGN = regex(r"[<>]\s?/\s?=|=\s?/\s?[<>]|=[<>]")
_LOST_SIGNS = {"³": "≥", "£": "≤"}
# "no more that 3", "less then two": a slip of the pen that would lose the comparison
_MISSPELT_THAN = regex(
    r"\b(?P<more>(?i:more|less|greater|fewer|higher|lower|larger|smaller|longer|shorter|older|younger|earlier|later)) "
    r"th(?:at|en)(?= (?:or equal|\d|one|two|three|four|five|six)\b)"
)
_MAY_BE_THAN = regex(r" th(?:at|en) [\dotfs]")  # found sooner than a comparative
_LETTER_FOR_ONE = regex(r"(?<![\w/.,-])l(?=(?:[,.]?\d|\d\d[,.])\d\d\b|\d\d[,.]?\d{3}\b)")  # "ANC > l500"


class Clean(NamedTuple):
    """A stretch of source as it reads: ``text`` and ``lower`` have equal length, ``offsets`` one entry more."""

    text: str
    lower: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where clean characters ``start`` to ``end`` stand in the source."""
        if end <= start:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def cut(self, start: int, end: int) -> Clean:
        """The part from ``start`` to ``end`` without the space around it."""
        while start < end and self.text[start] == " ":
            start += 1
        while start < end and self.text[end - 1] == " ":
            end -= 1
        if end - start == len(self.text):
            return self
        offsets = self.offsets[start:end]
        after = offsets[-1] + 1 if offsets else self.offsets[start]
        text, lower = self.text[start:end], self.lower[start:end]
        if isinstance(offsets, range):
            return Clean(text, lower, range(offsets.start, after + 1))
        return Clean(text, lower, (*offsets, after))

    def place(self, span: Span) -> tuple[int, int]:
        """The clean characters that a source span covers."""
        return bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end)


def clean(source: str, span: Span) -> Clean:
    """The clean view of ``source`` within ``span``; leading and trailing space is left out."""
    raw = source[span.start : span.end]
    stripped = raw.strip()
    begin = span.start + (len(raw) - len(raw.lstrip()))
    if _is_clean(stripped):
        return Clean(stripped, stripped.lower(), range(begin, begin + len(stripped) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _CHANGED.finditer(stripped):
        parts.append(stripped[at : match.start()])
        offsets.extend(range(begin + at, begin + match.start()))
        if stripped[match.start()].isspace():
            parts.append(" ")
            offsets.append(begin + match.start())
        elif match["least"] or match["most"]:
            parts.append("≥" if match["least"] else "≤")
            offsets.append(begin + match.end() - 1)
        elif match["sign"]:
            parts.append(_ESCAPED_SIGNS[match["sign"]])
            offsets.append(begin + match.start())
        at = match.end()
    parts.append(stripped[at:])
    offsets.extend(range(begin + at, begin + len(stripped)))
    offsets.append(begin + len(stripped))
    text = _LOST_SIGN.sub(lambda sign: _LOST_SIGNS[sign.group()], "".join(parts)).translate(_SIGNS)
    text = _MISSPELT_THAN.sub(r"\g<more> than", _LETTER_FOR_ONE.sub("1", text))
    lower = text.lower()
    if len(lower) != len(text):  # a few letters of other alphabets grow when lowered
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return Clean(text, lower, tuple(offsets))


def _is_clean(stripped: str) -> bool:
    """Whether nothing in the text changes: it has no sign beyond ASCII, no escape and no white space but single spaces."""
    if not (stripped.isascii() and stripped.isprintable()):
        return False
    return not (
        "  " in stripped
        or "( )" in stripped
        or "\\" in stripped
        or "&" in stripped
        or "`" in stripped
        or _SPELT_SIGN.search(stripped)
        or _LETTER_FOR_ONE.search(stripped)
        or (_MAY_BE_THAN.search(stripped) and _MISSPELT_THAN.search(stripped))
    )
