"""Codebook rules to suggestions: the only place that knows spaCy."""
