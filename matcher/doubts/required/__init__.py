"""Doubts about one requirement: what speaks against asking it of everyone."""
