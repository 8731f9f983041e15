"""Owns the words of an exception that say nothing of its own: grammar, people, and that it is permitted."""

from __future__ import annotations

LIGHT = (
    r"the|a|an|any|all|of|or|and|for|with|is|are|was|were|be|been|being|which|that|who|whom|whose|has|have|had|having|"
    r"from|to|in|at|by|on|if|provided|as|long|may|will|can|also|but|this|these|those|such|considered|there|their|they|"
    r"exceptions?\s+to\s+(?:this|these|the)\s+(?:rules?|criteri(?:on|a)|exclusions?|requirements?)|qualify|note(?=\s?:)|"
    r"it|other|than|however|unless|except|exceptions?|excluding|patients?|subjects?|participants?|women|individuals?|"
    r"persons?|history|prior|previous(?:ly)?|known|only|eligible|allowed|permitted|acceptable|included|enrolled|"
    r"participate|enrol\w*|evidence|both|either|study|trial|not\s+(?:excluded|exclusionary)"
)
"""Alternatives of an expression. Each reader of exceptions adds the words of its own subject; what is left has not been read."""
