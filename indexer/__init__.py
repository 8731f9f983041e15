"""From the registry's records to a search index that is complete and current."""
