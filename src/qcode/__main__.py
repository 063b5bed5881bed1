"""`python -m qcode`: the same as the command `qcode`."""

from qcode.cli.app import main

if __name__ == "__main__":
    main()
