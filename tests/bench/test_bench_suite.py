"""What tests cost is told with everything that they start."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

TEST = """
import subprocess, sys

WORK = "import time\\nwhile time.process_time() < 0.6: pass"

def test_left():
    subprocess.Popen([sys.executable, "-c", WORK], start_new_session=True)

def test_done():
    subprocess.run([sys.executable, "-c", WORK])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to another parent")
def test_a_process_that_a_test_leaves_behind_is_counted(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text(TEST)
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    command = [sys.executable, str(ROOT / "bench" / "suite.py"), *words]

    told = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True).stdout

    assert float(re.search(r"(\d+) processor seconds in", told)[1]) >= 1
    assert float(re.search(r"\| (\S+) \| \S*test_two.py::test_done", told)[1]) >= 0.6
    assert "exit code 0" in told
