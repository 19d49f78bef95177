"""The rules of the world's clocks are those of the package, whatever the machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from chaguan.model import zone_data

TEA = """
from datetime import datetime
import zoneinfo
early = zoneinfo.ZoneInfo("America/Vancouver")
from chaguan.model import zone_data
late = zoneinfo.ZoneInfo("America/Vancouver")
print(*(datetime(2026, 12, 1, 19, 30, tzinfo=zone).isoformat() for zone in (early, late)))
"""


def told(machine: Path, path: str = "", script: str = TEA) -> str:
    """What a program says on a machine with a folder of zones."""
    around = os.environ | {"PYTHONTZPATH": str(machine), "PYTHONPATH": path}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=around, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine whose data says that Vancouver's clocks are Berlin's."""
    zone = tmp_path / "zones" / "America" / "Vancouver"
    zone.parent.mkdir(parents=True)
    zone.write_bytes(files("tzdata").joinpath("zoneinfo/Europe/Berlin").read_bytes())
    return tmp_path / "zones"


def test_the_machines_own_zones_are_not_asked(machine):
    early, late = told(machine).split()

    assert early == "2026-12-01T19:30:00+01:00"
    assert late == "2026-12-01T19:30:00-07:00"


@pytest.mark.parametrize(
    ("package", "release", "is_old"),
    [("2025.2", "2025b", True), ("2026.6", "2026f", False), ("2025.9", "2025i", False)],
)
def test_data_older_than_a_year_is_named(package, release, is_old):
    assert zone_data.iana_version(package) == release
    assert zone_data.is_old(date(2026, 11, 29), package) is is_old


def test_check_names_an_old_package(tmp_path):
    old = tmp_path / "packages" / "tzdata"
    old.mkdir(parents=True)
    (old / "__init__.py").write_text(
        "from pkgutil import extend_path\n"
        "__path__, __version__ = extend_path(__path__, __name__), '2024.1'\n"
    )
    content = tmp_path / "content"
    content.mkdir()
    (content / "community.yml").write_text("name: A\nlanguages: [en]\n")
    chaguan = Path(sys.executable).with_name("chaguan")
    command = [chaguan, "check", "--content", str(content)]
    around = os.environ | {"PYTHONPATH": str(old.parent), "LANG": "C"}

    told = subprocess.run(command, env=around, capture_output=True, text=True, check=False)

    assert "(2024a) are older than a year" in told.stderr
