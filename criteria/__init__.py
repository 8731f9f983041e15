"""Free-text eligibility criteria into typed criteria: no I/O, no patient, no index."""

from criteria.criterion import Criteria, Criterion, Fact
from criteria.parse import parse
from criteria.span import Span

__all__ = ["Criteria", "Criterion", "Fact", "Span", "parse"]
