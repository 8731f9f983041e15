"""The fourth pass between lines: items under their parents become criteria, alternatives, exceptions and arms."""
