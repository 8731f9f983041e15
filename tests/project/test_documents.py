"""What the documents say is so: commands exist, settings and commands are described, links lead somewhere."""

from __future__ import annotations

import configparser
import re
import subprocess
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from api.cli import main
from api.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "examples" / "README.md", *(ROOT / "docs").rglob("*.md")])
ALL_TEXT = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
COMMANDS = main.list_commands(click.Context(main))
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def commands_in(text: str) -> set[str]:
    """The first words after ``trialmatch`` on lines of code blocks."""
    blocks = "\n".join(re.findall(r"^```\w*$(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    return set(re.findall(r"^\s*(?:\$ )?trialmatch ([a-z]+)", blocks, re.MULTILINE))


def test_every_command_that_a_document_shows_exists() -> None:
    shown = commands_in(ALL_TEXT)
    assert shown
    assert shown <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_documents(command: str) -> None:
    assert f"trialmatch {command}" in ALL_TEXT


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_page_on_operations(setting: str) -> None:
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"`TRIALMATCH_{setting.upper()}`" in operations


def test_make_help_lists_every_target() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    assert set(re.findall(r"^make ([a-z]+)", listed, re.MULTILINE)) == set(TARGETS)
    assert {"help", "demo", "test", "check", "bench", "serve"} == set(TARGETS)


def test_every_target_that_a_document_names_exists() -> None:
    named = set(re.findall(r"`make ([a-z]+)`|^\s*make ([a-z]+)$", ALL_TEXT, re.MULTILINE))
    assert named
    assert {name for pair in named for name in pair if name} <= set(TARGETS)


def test_the_changelog_has_the_version_of_the_package() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    assert f"## {setup['metadata']['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (document.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_a_document_names_are_there(document: Path) -> None:
    named = re.findall(
        r"(?<!/)\b((?:api|criteria|indexer|matcher|tests|tools|bench)/[\w/]+\.(?:py|tsv|json|md))\b",
        document.read_text(encoding="utf-8"),
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_says_who_it_is_for_and_what_it_is_not() -> None:
    for word in ("oncologist", "patient", "research staff", "make demo", "make test"):
        assert word in README
    assert re.search(r"not (a|for) .*(medical advice|substitute)|no substitute", README)


def test_the_transcript_in_the_readme_is_what_the_command_says() -> None:
    shown = re.search(r"^\$ trialmatch (screen .*?)$\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert shown
    said = CliRunner().invoke(main, shown[1].replace("examples/", f"{ROOT}/examples/").split())
    verdicts = re.findall(r"^[\w-]+, NCT9\d{7}: \S+ \w+", shown[2], re.MULTILINE)
    assert verdicts
    assert [verdict for verdict in verdicts if verdict not in said.output] == []
