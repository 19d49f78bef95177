"""The committed schemas are those that the definitions make."""

from click.testing import CliRunner

from chaguan.cli import main
from support import ROOT


def test_committed_schemas_are_fresh(tmp_path):
    """If this fails: chaguan schema"""
    content = str(ROOT / "content")
    done = CliRunner().invoke(main, ["schema", "--out", str(tmp_path), "--content", content])

    assert done.exit_code == 0, done.output
    fresh = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}
    assert kept == fresh


def test_a_folder_that_is_not_there_is_said(tmp_path):
    done = CliRunner().invoke(main, ["schema", "--content", str(tmp_path / "none")])

    assert done.exit_code == 2
    assert "There is no folder" in done.stderr
