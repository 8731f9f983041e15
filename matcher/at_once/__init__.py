"""Many trials or many patients at once: the criteria of all trials as one program, and what answers are shared."""
