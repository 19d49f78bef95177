"""`chaguan serve` finds a port of its own, and says which."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from textwrap import dedent

import pytest

from chaguan.cli.serve import free_port, own_address


@pytest.fixture
def taken():
    """A port at which somebody listens, with none listening at the next."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            first.listen()
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            second.close()
            yield port
            return


def test_the_next_port_is_taken_where_one_is_busy(taken):
    assert free_port("127.0.0.1", taken) == taken + 1
    assert free_port("127.0.0.1", taken + 1) == taken + 1


def test_a_site_s_own_address_is_where_it_begins(tmp_path):
    settings = tmp_path / "mkdocs.yml"

    assert own_address(settings) == ("127.0.0.1", 8000)
    settings.write_text("site_name: A\ndev_addr: 'localhost:4000'\n")
    assert own_address(settings) == ("localhost", 4000)


@pytest.mark.skipif(os.name != "posix", reason="ends it by a signal")
def test_a_site_is_served_beside_whatever_has_its_port(tmp_path: Path, taken: int):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Tea\n")
    (tmp_path / "mkdocs.yml").write_text(
        dedent(f"""\
            site_name: A town
            dev_addr: 127.0.0.1:{taken}
            theme: {{name: null, custom_dir: theme}}
            plugins: []
        """)
    )
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("{{ page.content }}")
    with subprocess.Popen(
        [sys.executable, "-c", "from chaguan.cli import main; main()", "serve"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    ) as served:
        assert served.stderr
        said = ""
        for line in served.stderr:
            said += line
            if "Serving on" in line:
                break
        address = re.search(r"http://\S+", said)
        page = urllib.request.urlopen(f"http://127.0.0.1:{taken + 1}/").read()
        served.terminate()
        said += served.stderr.read()

    assert address
    assert address[0] == f"http://127.0.0.1:{taken + 1}/"
    assert said.startswith(f"Port {taken} is taken; this site is at {address[0]}")
    assert "Traceback" not in said
    assert b"Tea" in page
