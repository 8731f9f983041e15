"""What the entries of a record mean: their names, what else they say, and which disease or treatment they are."""
