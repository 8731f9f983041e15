"""Recognisers of receptors, genes and other markers, with their states and bounds."""
