"""The full screen of a coding session in Textual; what it shows is computed in `drawing`."""

import os

# Textual waits for its next frame before it draws; at its usual 60 frames a second that alone
# is up to 17 ms of the 50 that a key may take. It reads this when it is imported.
os.environ.setdefault("TEXTUAL_FPS", "120")
