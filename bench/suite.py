"""What a run of tests costs: processor seconds of everything that it starts, browsers included.

    python bench/suite.py [--log FILE] [--most 10] COMMAND...

`time` knows only who was waited for: a browser that outlives its test's process belongs to nobody.
Here every orphan becomes a child of ours (Linux, `PR_SET_CHILD_SUBREAPER`), and all are waited for.
Where COMMAND runs pytest, each test's share is told, too, by folder and by test. A share is what
the test's process and all below it spent meanwhile: who first asks for a shared site pays for it.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

CHILD_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER` of linux/prctl.h."""
TICKS = os.sysconf("SC_CLK_TCK")
LOG = "SUITE_SECONDS"
OUTSIDE = "(collecting, importing)"


def spent_below(process: str) -> int:
    """Ticks of everything that lives below a process, with those it waited for (proc(5))."""
    ticks = 0
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15])) + spent_below(child)
        except OSError:  # it has ended; whoever waits for it knows what it took
            continue
    return ticks


def spent() -> float:
    """Processor seconds of this process and of all below it, so far."""
    waited_for = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = waited_for.ru_utime + waited_for.ru_stime
    return time.process_time() + children + spent_below("self") / TICKS


def _note(seconds: float, what: str) -> None:
    with open(os.environ[LOG], "a") as log:
        log.write(f"{seconds:.3f}\t{what}\n")


def pytest_collection_finish() -> None:
    """One line for what came before the first test, in each process."""
    _note(spent(), OUTSIDE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """One line for each test."""
    before = spent()
    try:
        return (yield)
    finally:
        _note(max(0.0, spent() - before), item.nodeid)  # orphans are seen no more by this process


def run(command: list[str], log: Path) -> tuple[int, float]:
    """Its exit code, and the processor seconds of all that it left behind or waited for."""
    if ctypes.CDLL(None, use_errno=True).prctl(CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no child subreaper here; this needs Linux")
    with tempfile.TemporaryDirectory() as folder:  # of its own: our neighbours are no plugins
        shutil.copy(__file__, Path(folder, "spent_by_test.py"))
        paths = filter(None, (folder, os.environ.get("PYTHONPATH")))
        options = f"{os.environ.get('PYTEST_ADDOPTS', '')} -p spent_by_test"
        own = {LOG: str(log), "PYTHONPATH": os.pathsep.join(paths), "PYTEST_ADDOPTS": options}
        code = subprocess.run(command, env=os.environ | own, check=False).returncode
        while True:
            try:
                os.wait()
            except ChildProcessError:
                break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return code, used.ru_utime + used.ru_stime


def main() -> int:
    """Run it, and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--log", type=Path, help="keep a line of seconds and name for each test")
    parser.add_argument("--most", type=int, default=10, help="how many tests are named")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = options.log or Path(folder, "log")
        log.write_text("")
        began = time.monotonic()
        code, seconds = run(options.command, log.resolve())
        clock = time.monotonic() - began
        lines = [line.split("\t") for line in log.read_text().splitlines()]
    print(f"\n{seconds:.0f} processor seconds in {clock:.0f} by the clock, exit code {code}")
    tests, folders = defaultdict[str, float](float), defaultdict[str, float](float)
    for taken, name in lines:
        tests[name] += float(taken)
        folders[name.partition("::")[0].rpartition("/")[0] or name] += float(taken)
    for shares in (folders, tests):
        print("\n| seconds | |\n|---:|---|")
        for name in sorted(shares, key=shares.__getitem__, reverse=True)[: options.most]:
            print(f"| {shares[name]:.1f} | {name} |")
    return code


if __name__ == "__main__":
    sys.exit(main())
