"""Doubts that come from the other lines of a trial: lists, alternatives in lines of their own, contradictions, what it says elsewhere."""
