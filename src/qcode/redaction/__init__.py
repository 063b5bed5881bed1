"""Pseudonymised copies of transcripts: listed names and numbers out, the same turns back."""
