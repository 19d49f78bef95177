"""The promise of the first five minutes: from the built wheel, in an empty environment."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run(*command, cwd, env):
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.nightly
@pytest.mark.skipif(not shutil.which("make"), reason="no make here; apt install make")
def test_a_town_made_from_the_wheel_is_checked_and_served(tmp_path):
    env = {**os.environ, "PIP_FIND_LINKS": str(tmp_path / "wheel"), "LC_ALL": "C.UTF-8"}
    env.pop("VIRTUAL_ENV", None)
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", str(ROOT))
    run(*pip, "--wheel-dir", str(tmp_path / "wheel"), cwd=tmp_path, env=env)
    run(sys.executable, "-m", "venv", "empty", cwd=tmp_path, env=env)
    install = ("install", "--quiet", "--constraint", str(ROOT / "constraints.txt"), "--pre")
    run(str(tmp_path / "empty/bin/pip"), *install, "chaguan", cwd=tmp_path, env=env)

    said = run(
        str(tmp_path / "empty/bin/chaguan"), "init", "our-town", "--yes", cwd=tmp_path, env=env
    )
    assert "Check: errors 0, warnings 0." in said

    town = tmp_path / "our-town"
    assert "0 errors" in run("make", "check", cwd=town, env=env)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = (town / "mkdocs.yml").read_text()
    (town / "mkdocs.yml").write_text(f"{config}dev_addr: 127.0.0.1:{port}\n")
    serving = subprocess.Popen(["make", "serve"], cwd=town, env=env, start_new_session=True)
    try:
        assert b"Our Town" in answer(f"http://127.0.0.1:{port}/", path_of(config))
    finally:
        os.killpg(serving.pid, 15)
        serving.wait(timeout=30)


def path_of(config):
    line = next(each for each in config.splitlines() if each.startswith("site_url: "))
    return line.partition("://")[2].partition("/")[2]


def answer(address, path):
    for _ in range(300):
        try:
            with urllib.request.urlopen(address + path, timeout=5) as page:
                return page.read()
        except OSError:
            time.sleep(1)
    raise AssertionError("nobody answers")
