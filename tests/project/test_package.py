"""What the installed package holds: every module and every data file that the code reads."""

from __future__ import annotations

import configparser
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("api", "criteria", "indexer", "matcher")
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg")


def files_of(package: str) -> list[Path]:
    return [p for p in (ROOT / package).rglob("*") if p.is_file() and "__pycache__" not in p.parts]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_with_modules_is_a_package(package: str) -> None:
    folders = {path.parent for path in files_of(package) if path.suffix == ".py"}
    assert folders
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_data_file_is_shipped(package: str) -> None:
    patterns = [p.strip() for p in SETUP["options.package_data"][package].replace("\n", ",").split(",") if p.strip()]
    data = [str(p.relative_to(ROOT / package)) for p in files_of(package) if p.suffix != ".py"]
    assert data
    assert [name for name in data if not any(fnmatch(name, pattern) for pattern in patterns)] == []


def test_the_licence_files_are_shipped() -> None:
    patterns = SETUP["metadata"]["license_files"].replace("\n", ",").split(",")
    assert {"LICENSE", "NOTICE"} <= {pattern.strip() for pattern in patterns}
