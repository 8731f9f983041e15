"""Recognisers of states of health: their names, lists, grades, times and what they come with."""
