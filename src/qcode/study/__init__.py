"""The study folder: decisions in append-only logs, and where codings stand after an edit."""
