"""The repository keeps its own rules: documented short modules, invented ids only, nothing that belongs elsewhere."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("api", "criteria", "indexer", "matcher")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def tracked() -> list[Path]:
    """The files that git tracks, or all files outside ignored folders where this is not a git checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [p for p in ROOT.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.parts)]


def test_every_trial_id_in_the_tree_is_an_invented_one() -> None:
    real = {
        f"{path.relative_to(ROOT)}: {number}"
        for path in tracked()
        for number in re.findall(r"NCT\d{8}", path.read_text(encoding="utf-8", errors="replace"))
        if not re.fullmatch(r"NCT9\d{7}", number)
    }
    assert real == set()


def test_no_file_is_empty_but_those_that_mark_a_package() -> None:
    assert {path.name for path in tracked() if path.stat().st_size == 0} <= {"__init__.py", "py.typed"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
class TestEveryModule:
    def test_gives_what_its_examples_say(self, path: Path) -> None:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        assert doctest.testmod(importlib.import_module(name)).failed == 0

    def test_opens_with_a_sentence_that_says_what_it_owns(self, path: Path) -> None:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert docstring
        assert len(docstring.split()) >= 4

    def test_is_no_longer_than_five_hundred_lines(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500

    def test_counts_repetitions_in_an_f_string_by_doubled_braces(self, path: Path) -> None:
        """``rf"a{1,3}"`` is the expression ``a(1, 3)``."""
        filled = [n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FormattedValue)]
        assert not [value for value in filled if isinstance(value, ast.Constant | ast.Tuple)]

    def test_uses_every_name_that_is_its_own(self, path: Path) -> None:
        module = ast.parse(path.read_text(encoding="utf-8"))
        named = [target for node in module.body if isinstance(node, ast.Assign) for target in node.targets]
        own = {target.id for target in named if isinstance(target, ast.Name)}
        own |= {node.name for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        used = {n.id for n in ast.walk(module) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        assert not {name for name in own - used if name.startswith("_") and not name.startswith("__")}

    def test_leaves_nothing_to_be_done_later(self, path: Path) -> None:
        assert not re.search(r"#.*\b(TODO|FIXME|XXX)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_ships_its_types(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_sources_of_data_are_named() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for source in ("Mondo", "HUGO Gene Nomenclature Committee", "UNII", "ClinicalTrials.gov"):
        assert source in notice
