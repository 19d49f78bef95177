"""Guided fuzzing of the loader with Atheris, by hand: `pip install atheris`, then

    python tests/load/fuzz_loader.py -max_total_time=600 -max_len=4096

It stops at the first input for which reading or checking raises, or takes over two seconds.
The continuous integration uses Hypothesis for the same (`test_safety_reading.py`): Atheris has
no wheel for every Python that Chaguan runs on.
"""

from __future__ import annotations

import sys
from time import process_time

import atheris

with atheris.instrument_imports(include=["chaguan", "yaml"]):
    from chaguan.check import every_problem
    from chaguan.load import read
    from chaguan.locales import explained
    from chaguan.source import decoded

PATHS = ("events/tea.yml", "people/mei.yml", "places/a.yml", "posts/rain.md", "community.yml")
MOST = 2.0
"""Seconds of processor time."""


def one_input(raw: bytes) -> None:
    """Read `raw` as the file that its first byte chooses."""
    if not raw:
        return
    path = PATHS[raw[0] % len(PATHS)]
    text = raw[1:]
    if path.endswith(".md"):
        text = b"---\n" + text.replace(b"\xff", b"\n---\n")
    began = process_time()
    loaded = read([decoded(path, text)], name="A town")
    for problem in every_problem(loaded, ()):
        explained(problem, "zh-Hant")
    if process_time() - began > MOST:
        raise TimeoutError(path)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
