"""What tests of several rooms share: where the project is, towns to draw, a browser."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The checkout."""
TESTS = ROOT / "tests"
