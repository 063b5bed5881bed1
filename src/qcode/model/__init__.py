"""Frozen records: no files, no spaCy, no pandas."""
