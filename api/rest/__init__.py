"""The REST interface under /api/v1, and the two questions that a supervisor asks: alive, and ready."""
