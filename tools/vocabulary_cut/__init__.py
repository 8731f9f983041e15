"""Cuts of open data sets for the vocabulary: genes from HGNC, diseases from MONDO, drug names from FDA UNII."""
