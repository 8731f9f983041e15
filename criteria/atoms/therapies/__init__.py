"""Recognisers of treatments: had, planned or kept out, in which line and setting, how long ago, in which dose."""
