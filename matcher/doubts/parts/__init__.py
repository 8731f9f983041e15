"""Doubts about how the parts of one criterion are joined: by and or by or, with an exception, together or each by itself."""
