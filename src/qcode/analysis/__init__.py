"""Records in, pandas tables and numbers out: no files, no printing."""
