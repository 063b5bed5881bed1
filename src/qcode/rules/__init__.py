"""The rule language, on its own: no files, no spaCy."""
