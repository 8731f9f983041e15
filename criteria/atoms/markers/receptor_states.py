"""Owns the state that stands behind the name of one receptor, over words that say nothing of their own."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.atoms.markers import her2
from criteria.atoms.markers.receptor_tokens import LIGHT, Tokens
from criteria.patterns import regex
from criteria.tree import Between, Comparison

_LOOKED_AT = frozenset(
    {"determined", "performed", "measured", "assessed", "evaluated", "documented", "reported", "done", "recorded"}
)
_TABLED = frozenset({"state", "any", "unknown"})  # "ER: positive", as in a table
_MOST_LIGHT = 9  # words between a receptor and its state
OF_STATUS = frozenset({"status", "results", "result", "levels", "level", "testing", "tests", "test", "assay",
    "assays", "analysis", "information", "data"})  # fmt: skip
OF_HEAD = {"TNBC": {"ER", "PR", "HR", "HER2"}, "HR": {"ER", "PR", "HR"}, "ER": {"ER", "HR"}, "PR": {"PR", "HR"}, "HER2": {"HER2"}}  # fmt: skip
"""What may spell out the state of a receptor."""
_OTHER_MARKERS = frozenset({"ki67", "ki", "mib", "mib1", "proliferation", "proliferative", "pd", "pdl1", "pd-l1", "grade", "androgen"})  # fmt: skip
_ALTERED = frozenset({"altered", "alteration", "alterations"})
_KNOWN_LATER = regex(
    r"[^.;:]{0,90}\b(?:must|should|has to|have to|need to) (?:have been |be )?(?:known|determined|documented|available|assessed)\b"
)
# "HER2- or HER3-primed cells": the hyphen waits for a word that is no state
_WAITS = regex(r"\s?(?:and/or|and|or|,|/) (?!ki-|pd-)\w+-\w")
_SHRINKS = regex(r"\s?(?:\w+ )?(?:reduction|decrease|regression|shrinkage|increase)")


@dataclass(slots=True)
class Stated:
    """A receptor with what is said of it: ``values`` of which one is enough, a ``bound``, or both.

    ``start`` to ``end`` are the characters read, ``at`` its token and ``after`` the first token behind what was read.
    ``joined`` says how it stands to the one before in its list ("or", "/", "and", ","), ``linked`` that there is one and
    ``chain`` which list it is. ``own`` says that the state stands at its own name, ``measured`` that it is that of a ratio of
    gene copies, ``bare`` that the name is that of the hormone, and ``spells_out`` that it only defines a state before it.
    """

    concept: str
    start: int
    end: int
    at: int
    after: int
    values: tuple[str, ...] = ()
    bound: Comparison | Between | None = None
    joined: str = ""
    linked: bool = False
    chain: int = 0
    own: bool = False
    measured: bool = False
    bare: bool = False
    spells_out: bool = False

    def take(self, values: tuple[str, ...], end: int, after: int) -> None:
        """Set the state that was read up to character ``end``, the token before ``after``."""
        self.values, self.own, self.end, self.after = values, True, end, after


class Sentence(Tokens):
    """The tokens of one sentence, and the states that stand in it."""

    def element(self, at: int) -> Stated:
        """The receptor named at token ``at`` with the state that stands right behind it."""
        token = self.words[at]
        found = Stated(str(token.value), token.start, token.end, at, at + 1, bare=token.bare)
        self._same_again(found)
        if found.concept == "TNBC":
            found.values, found.own = ("positive",), True
        else:
            self._behind_name(found)
        return found

    def _same_again(self, found: Stated) -> None:
        """Take in the same name in other words: "estrogen receptor (ER)", "HER2/neu (ErbB2)"."""
        while True:
            opened = self.text(found.after) in ("(", "[", "/")
            inner = found.after + opened
            if self.kind(inner) != "name" or self.words[inner].value != found.concept:
                return
            closed = self.kind(inner + 1) == "close"
            if opened and not closed and self.text(found.after) != "/":
                return
            found.bare = found.bare and self.words[inner].bare
            found.end = self.words[inner].end
            found.after = inner + 1 + (closed and opened)

    def _behind_name(self, found: Stated) -> None:
        at, light, status, looked_at = found.after, 0, False, None
        while at < len(self.words) and light <= _MOST_LIGHT:
            token = self.words[at]
            if token.kind == "state":
                if not self._is_suspended(at):
                    return self._take_states(found, at)
                at += 1
            elif token.kind in ("bound", "ratio"):
                return self._take_bound(found, at)
            elif (value := self._status(at, light, status)) is not None:
                return found.take((value,), token.end, at + 1)
            elif token.kind == "open":
                closed = self._take_parenthesis(found, at)
                if closed is None:
                    return None
                at = closed
            elif found.concept == "HER2" and self._measured(found, at, light):
                return None
            elif (
                token.text in LIGHT
                or token.kind == "known"
                or token.kind in ("expression", "define")
                or token.text in ("in", "of", "-", "=")
                or (token.text == ":" and (status or self.kind(at + 1) in _TABLED))
            ):
                status = status or token.text == ":" or token.text in OF_STATUS or token.kind == "expression"
                looked_at = at if token.text in _LOOKED_AT and not found.bare else looked_at
                light, at = light + 1, at + 1
            else:
                break
        if status and (match := _KNOWN_LATER.match(self.lower, found.end)) is not None:
            found.values, found.own, found.end = ("known",), True, match.end()
        elif looked_at is not None:  # "hormone receptors determined on the primary tumor"
            found.take(("known",), self.words[looked_at].end, looked_at + 1)
        return None

    def _status(self, at: int, light: int, status: bool) -> str | None:
        """What the token at ``at`` says of a status: "known", "unknown", "any"; None where a state follows or it says nothing."""
        token = self.words[at]
        if token.kind == "any" and status and token.text.startswith(("not", "unspec", "any")):
            return "any"
        if token.kind == "unknown" or (token.kind == "known" and (light or token.text == "known")):
            return None if token.kind == "known" and self.kind(at + 1) == "state" else token.kind
        return None

    def _measured(self, found: Stated, at: int, light: int) -> bool:
        """Whether HER2 is altered, or scores stand right behind the name, which the receptor then takes."""
        if self.text(at) in _ALTERED:
            found.take(("altered",), self.words[at].end, at + 1)
            return True
        scored = her2.by_assay(self.lower[found.end :]) if not light else None
        if scored is None:
            return False
        end = found.end + scored[1]
        found.take(
            scored[0], end, next((i for i in range(at, len(self.words)) if self.words[i].start >= end), len(self.words))
        )
        return True

    def _take_parenthesis(self, found: Stated, at: int) -> int | None:
        """Read the parenthesis behind a name; the token behind it to go on from, None where there is nothing more to read."""
        close = self.closing.get(at, len(self.words) - 1)
        inside = self.words[at + 1 : close]
        named = {str(t.value) for t in inside if t.kind == "name"} - {found.concept}
        if named:  # "hormone receptor (ER or PR) positive"
            return close + 1 if named <= OF_HEAD[found.concept] else None
        start = self.words[at].start
        if found.concept == "HER2" and (scored := her2.by_assay(self.lower[start:])) is not None:
            found.take(scored[0], start + scored[1], close + 1)
            return None
        first = next((i for i in range(at + 1, close) if self.kind(i) in ("state", "bound", "ratio")), None)
        if first is None or self.kind(first) != "bound":
            return close + 1
        self._take_bound(found, first)
        found.after = close + 1
        if self.kind(later := self.over(close + 1)) == "state":
            self._take_states(found, later)
        return None

    def _is_suspended(self, at: int) -> bool:
        """Whether a hyphen waits for the word of the next name: "ER- and/or PR-positive"."""
        if self.text(at) != "-":
            return False
        if at + 1 in self.closing:  # "ErbB2- (HER2-) overexpressing"
            close = self.closing[at + 1] + 1
            return self.kind(close) == "state" and len(self.text(close)) > 1
        following, joined = self.next_in_list(at + 1)
        if following is None or not joined:
            return _WAITS.match(self.lower, self.words[at].end) is not None
        if self.words[at - 1].bare:
            return True
        behind = following + 1
        while self.text(behind) in (")", "receptor"):
            behind += 1
        if self.kind(behind) == "state" and self.text(behind) == "-" and self.kind(behind + 1) == "join":
            return self._is_suspended(behind)
        return self.kind(behind) == "sign"

    def _take_states(self, found: Stated, at: int) -> None:
        """The states from token ``at`` on ("positive", "low or ultralow"), and the share of cells that spells them out."""
        values = [str(self.words[at].value)]
        noun = self.text(at).endswith("ion")
        end, at = self.words[at].end, at + 1
        if noun and (denied := self._denied_beside(found.at - 1, at)) is not None:
            values, end, at = ["negative"], max(end, self.words[denied].end), max(at, denied + 1)
            found.start = min(found.start, self.words[denied].start)
        while self.kind(at) == "join" and self.text(at) not in ("and", "&"):
            then = at + 1
            while self.kind(then) == "join":
                then += 1
            then += self.text(then) == "-" and len(self.text(then + 1)) > 1  # "receptor-positive or -negative"
            if self.kind(then) != "state" or self.text(then) in ("+", "-"):
                break
            values.append(str(self.words[then].value))
            end, at = self.words[then].end, then + 1
        if {"positive", "negative"} <= set(values) and self.kind(later := self.over(at, "close")) == "known":
            values, end, at = ["known"], self.words[later].end, later + 1  # "status (positive or negative) known"
        if values == ["low"] and self.text(at) in ("positive", "+"):  # "HR low positive", "HR-low+"
            end, at = self.words[at].end, at + 1
        if found.concept == "HER2" and self.text(at - 1) in ("expressing", "expressed", "expression"):
            scored = her2.by_assay(self.lower[end:])
            values, end = (list(scored[0]), end + scored[1]) if scored is not None else (values, end)
        found.take(tuple(dict.fromkeys(values)), end, at)
        self._spelt_out(found)

    def _denied_beside(self, *places: int) -> int | None:
        """Which of the tokens says that an expression is negative: "negative HER2 overexpression", "HER2 amplification negative"."""
        for at in places:
            if self.kind(at) == "state" and self.words[at].value == "negative" and len(self.text(at)) > 1:
                return at
        return None

    def _spelt_out(self, found: Stated) -> None:
        """A share of cells behind the state: "(≥ 10 %)", "defined as < 10 %", "with staining in more than 50 %"."""
        at, light = found.after, 0
        while at < len(self.words) and light <= _MOST_LIGHT and found.concept != "HER2":
            token = self.words[at]
            if token.kind == "bound" and isinstance(token.value, Comparison | Between):
                found.bound, found.end, found.after = token.value, token.end, at + 1
                return
            if token.kind in ("name", "stop", "state") or (token.kind == "join" and token.text != ","):
                return
            if token.text in _OTHER_MARKERS:
                return
            light += 3 if token.kind == "word" and token.text not in LIGHT else 1
            at += 1

    def _take_bound(self, found: Stated, at: int) -> None:
        token = self.words[at]
        if token.kind == "ratio":
            if found.concept == "HER2" and isinstance(token.value, Comparison):
                found.take(("positive" if token.value.op[0] == ">" else "negative",), token.end, at + 1)
                found.measured = True
            return
        shrinks = _SHRINKS.match(self.lower, token.end) is not None  # the PR of a response
        if found.concept == "HER2" or shrinks or not isinstance(token.value, Comparison | Between):
            return
        found.bound, found.own, found.end, found.after = token.value, True, token.end, at + 1
        if self.kind(later := self.over(at + 1)) == "state":  # "≥ 10 % positive"
            found.end, found.after = self.words[later].end, later + 1
