"""Facts that follow from the record, each with its rule and its source in one place."""
