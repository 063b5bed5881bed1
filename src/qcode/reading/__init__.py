"""Files in, records out: every problem with its file and line."""
