"""Owns the root of the project's exceptions.

TrialmatchError
├── VocabularyError      a vocabulary file breaks its own rules     (criteria)
├── IndexerError         … see indexer/errors.py
└── PatientError         … see matcher/errors.py
"""

from __future__ import annotations


class TrialmatchError(Exception):
    """Something that the user can understand and act on; its text is one clear sentence."""


class VocabularyError(TrialmatchError):
    """A vocabulary file breaks its own rules; the text names file, row and rule."""
