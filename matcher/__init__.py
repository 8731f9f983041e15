"""A patient against typed criteria: verdicts, reasons, ranking, questions."""
