"""Thin adapters between the community and MkDocs."""

import gc
from typing import Final

PATIENCE: Final = 20_000
"""New objects before Python looks for garbage, of which a build makes little.

With its own 700, up to a tenth of the time after an edit goes into looking, and half of that before
the first plugin is asked anything: so this is said here, where the engine first comes by.
"""

gc.set_threshold(PATIENCE)
