"""The full screen of a coding session in Textual; what it shows is computed in `drawing`."""
