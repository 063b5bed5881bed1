"""The coding session: a pure state machine, and the screens and dialogues that draw it."""
