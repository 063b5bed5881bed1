"""The command line: each command parses, calls the library, and shows what came of it."""
