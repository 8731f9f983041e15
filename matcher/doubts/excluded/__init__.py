"""Doubts about one exclusion: what speaks against ruling out whomever its name fits."""
