"""The parser's specification: every block of specs/*.txt is read and its facts compared.

A block is a text and the facts that it must give, and no others of the file's kind:

    # a comment
    [inclusion] Platelets at least 100,000/mm3
    = lab platelets require >= 100000 /mm3

The text stands under a heading of its section, as a bullet of its own. It may run over several lines, which are kept;
``[text]`` takes the lines as they are, headings included. A block without ``=`` lines must give no fact of the kind.

A fact is ``kind concept effect``, then what applies of: a bound (``>= 18 years``, ``between 0 1``), a list of states
(``in II IIIA``) or a state (``positive``); ``when <= 28 days``; ``setting metastatic``. Where stated these must hold
too: ``group a`` (facts of one label are alternatives), ``arm "words"``, ``except "words"`` (held by the exception's
words) and ``at "words"`` (held by the words that the fact was read from). Names with spaces are quoted.

A file named after a kind compares facts of that kind and of the kinds that the block names; any other file, all facts.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from criteria import parse
from criteria.tree import Effect, Kind

SPECS = Path(__file__).parent / "specs"
KEYWORDS = {"when", "setting", "arm", "group", "except", "at"}
OPS = {">=", ">", "<=", "<", "="}


@dataclass
class Block:
    """One text with the facts that it must give; ``line`` is where it stands in its file."""

    file: str
    line: int
    section: str
    words: list[str]
    facts: list[dict[str, Any]] = field(default_factory=list)

    def text(self) -> str:
        """The eligibility text that is parsed."""
        words = "\n".join(self.words).strip("\n")
        if self.section == "text":
            return words
        bullet = "" if words.lstrip().startswith(("* ", "- ", "1.")) else "* "
        return f"{self.section.capitalize()} Criteria:\n\n{bullet}{words}\n"


def expected(line: str) -> dict[str, Any]:
    """The fact that an ``=`` line states, in the form of ``Fact.record``."""
    tokens = shlex.split(line)
    kind, concept, effect, *rest = tokens
    found: dict[str, Any] = {"kind": str(Kind(kind)), "concept": concept, "effect": str(Effect(effect))}
    while rest:
        word = rest.pop(0)
        if word == "when":
            found["when"] = {"op": rest.pop(0), "number": float(rest.pop(0)), "unit": rest.pop(0)}
        elif word in KEYWORDS:
            found[word] = rest.pop(0)
        elif word in OPS:
            found["value"] = {"op": word, "number": float(rest.pop(0)), "unit": _unit(rest)}
        elif word == "between":
            found["value"] = {
                "op": "between",
                "low": float(rest.pop(0)),
                "high": float(rest.pop(0)),
                "unit": _unit(rest),
            }
        elif word == "in":
            found["value"] = []
            while rest and rest[0] not in KEYWORDS:
                found["value"].append(rest.pop(0))
        else:
            found["value"] = word
    return found


def _unit(rest: list[str]) -> str:
    return rest.pop(0) if rest and rest[0] not in KEYWORDS else ""


def blocks(path: Path) -> list[Block]:
    """The blocks of a file, in order."""
    found: list[Block] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or (not line.strip() and (not found or found[-1].facts)):
            continue
        opener = next((s for s in ("inclusion", "exclusion", "text") if line.startswith(f"[{s}]")), None)
        if opener is not None:
            found.append(Block(path.stem, number, opener, [line.removeprefix(f"[{opener}]").removeprefix(" ")]))
        elif line.startswith("= "):
            found[-1].facts.append(expected(line[2:]))
        else:
            found[-1].words.append(line)
    return found


def agrees(want: dict[str, Any], got: dict[str, Any], text: str, labels: dict[str, str]) -> bool:
    """Whether a fact that was read is the one wanted; ``labels`` maps group labels to the groups seen so far."""
    for key in ("kind", "concept", "effect", "value", "setting"):
        if want.get(key) != got.get(key):
            return False
    window = got.get("when")
    if want.get("when") != (window and {k: window[k] for k in ("op", "number", "unit")}):
        return False
    if any(words not in (got.get(key) or "") for key, words in want.items() if key in ("arm", "except")):
        return False
    if "at" in want and want["at"] not in " ".join(text[got["start"] : got["end"]].split()):
        return False
    if "group" not in want:
        return True
    group = got.get("group")
    return (
        group is not None
        and labels.setdefault(want["group"], group) == group
        and list(labels.values()).count(group) == 1
    )


def shown(fact: dict[str, Any]) -> str:
    """A fact for the reader of a failure."""
    return str({k: v for k, v in fact.items() if k not in ("start", "end", "section", "detail")})


ALL = [block for path in sorted(SPECS.glob("*.txt")) for block in blocks(path)]


@pytest.mark.parametrize("block", ALL, ids=[f"{b.file}-{b.line}" for b in ALL])
def test_the_text_gives_these_facts_and_no_others(block: Block) -> None:
    text = block.text()
    kinds = {fact["kind"] for fact in block.facts} | {block.file}
    got = [fact.record(text) for fact in parse(text).facts()]
    if block.file in set(Kind):
        got = [fact for fact in got if fact["kind"] in kinds]
    labels: dict[str, str] = {}
    missing = []
    for want in block.facts:
        hit = next((fact for fact in got if agrees(want, fact, text, labels)), None)
        if hit is None:
            missing.append(want)
        else:
            got.remove(hit)
    report = [f"missing  {shown(fact)}" for fact in missing] + [f"too many {shown(fact)}" for fact in got]
    assert not report, f"specs/{block.file}.txt line {block.line}: {text!r}\n" + "\n".join(report)


def test_every_specification_file_has_blocks() -> None:
    files = sorted(SPECS.glob("*.txt"))
    assert files
    assert {path.stem for path in files} == {block.file for block in ALL}
