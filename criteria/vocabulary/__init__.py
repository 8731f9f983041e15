"""Owns the words of oncology: drugs, classes, conditions, cancers, sites, biomarkers, labs and units, as data."""

from criteria.vocabulary.concept import Concept, Surface
from criteria.vocabulary.measures import OVER_ULN, Analyte, Measures, Unit, measures
from criteria.vocabulary.vocabulary import Vocabulary, load

__all__ = ["OVER_ULN", "Analyte", "Concept", "Measures", "Surface", "Unit", "Vocabulary", "load", "measures"]
