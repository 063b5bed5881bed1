"""Commands, through their exit code, stdout and stderr."""
