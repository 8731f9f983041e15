"""The web pages: a short form, ranked trials with reasons, and one page a study."""
