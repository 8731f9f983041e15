"""Owns the command that keeps the vocabulary's files: ``--format`` puts the curated tables into canonical form."""

from __future__ import annotations

import argparse
import sys

from vocabulary_format import format_all


def main() -> int:
    """Run the command; 0 when all went well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", action="store_true", help="sort and tidy the curated tables")
    arguments = parser.parse_args()
    if arguments.format:
        for name in format_all():
            sys.stdout.write(f"rewrote {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
