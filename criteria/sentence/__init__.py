"""The fourth pass within a sentence: what was read joined by and, or, negation, exception and condition."""
