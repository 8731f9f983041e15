"""Recognisers of laboratory and other measured values, with bounds, units and limits of normal."""
