"""Owns the command that keeps the vocabulary's files: tidies the curated tables, cuts the others from open data sets.

build_vocabulary.py --format                 put the curated tables into canonical form
build_vocabulary.py --wheels DIR             cut drugs, genes, diseases and neoplasms anew from the wheels in DIR
build_vocabulary.py --wheels DIR --check     say whether the files are what that would give
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vocabulary_cut import build
from vocabulary_cut.canonical import VOCABULARY, format_all


def main() -> int:
    """Run the command; 0 when all went well, 1 when ``--check`` found a file that differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="store_true", help="sort and tidy the curated tables")
    parser.add_argument("--wheels", type=Path, help="the folder that holds the downloaded wheels")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    arguments = parser.parse_args()
    if arguments.format:
        for name in format_all():
            sys.stdout.write(f"rewrote {name}\n")
    if arguments.wheels is None:
        return 0
    status = 0
    for name, text in build.tables(arguments.wheels).items():
        file = VOCABULARY / name
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        if arguments.check:
            sys.stdout.write(f"{name} is not what the wheels give\n")
            status = 1
        else:
            file.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {name}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
