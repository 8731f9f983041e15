"""The first two passes: source text into headings, items and passages, every character in one of them."""
