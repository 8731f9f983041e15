"""Plain English for any tree, in a clinician's or a patient's words: the parser's second witness beside the source words."""

from __future__ import annotations

from criteria.render.names import written
from criteria.render.sentence import describe, render

__all__ = ["describe", "render", "written"]
