"""What the full screen of a session shows, as rows of styled words: pure, without Textual."""
