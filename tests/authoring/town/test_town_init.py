"""A town of one's own: what `init` writes, for each forge, and what it leaves alone."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from chaguan.authoring.town.answers import Answers, guessed_zone
from chaguan.authoring.town.files import merged
from chaguan.cli import main
from chaguan.load import load

ROOT = Path(__file__).parents[3]
ALL = ("--name", "潮間帶", "--languages", "zh-Hant,en", "--timezone", "Asia/Taipei",
       "--person", "林梅", "--today", "2026-11-29")  # fmt: skip


@pytest.fixture
def init(tmp_path, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*options):
        return CliRunner().invoke(main, ["init", "our-town", *(options or ALL)])

    return run


def test_a_town_is_well_from_the_first_minute(init, tmp_path):
    done = init()

    assert done.exit_code == 0, done.output
    assert "Check: errors 0, warnings 0." in done.output
    assert "cd our-town && make serve" in done.output
    community = load(tmp_path / "our-town/content").community
    assert community.settings.languages == ("zh-Hant", "en")
    event = community.events["first-evening"]
    assert f"{event.span.start:%Y-%m-%d %H:%M}" == "2026-12-06 19:30"
    assert event.hosts == ("lin-mei",)


def test_each_town_has_a_uid_of_its_own(init, tmp_path):
    init()
    first = load(tmp_path / "our-town/content").community.settings.uid
    (tmp_path / "our-town").rename(tmp_path / "other")
    init()

    assert load(tmp_path / "our-town/content").community.settings.uid != first


@pytest.mark.parametrize("languages", ["en", "zh-Hant", "de,en", "ja", "zh-Hant,en,fr"])
def test_any_languages_begin_well(init, languages):
    done = init("--languages", languages, "--timezone", "Europe/Berlin", "--person", "Ada")

    assert done.exit_code == 0, done.output
    assert "errors 0" in done.output


@pytest.mark.parametrize(
    ("forge", "files", "edit"),
    [
        ("github", ["workflows/check.yml", "ISSUE_TEMPLATE/event.yml"], "edit/main/"),
        ("gitlab", ["CODEOWNERS", "../.gitlab-ci.yml"], "-/edit/main/"),
        ("forgejo", ["workflows/deploy.yml", "issue_template/event.yml"], "_edit/main/"),
    ],
)
def test_each_forge_has_its_files_and_its_editor(init, tmp_path, forge, files, edit):
    repository = f"https://{forge}.example.org/me/town"
    done = init(*ALL, "--forge", forge, "--repository", repository)

    assert done.exit_code == 0, done.output
    town = tmp_path / "our-town"
    assert all((town / f".{forge}" / each).is_file() for each in files)
    config = yaml.safe_load((town / "mkdocs.yml").read_text())
    assert config["repo_url"] == repository
    assert config["edit_uri"] == f"{edit}content/"
    for path in town.rglob("*.yml"):
        assert yaml.safe_load(path.read_text()) is not None, path
        assert not [
            each for each in ("@CRON@", "@ZONE@", "@OWNER@", "@NAME@") if each in path.read_text()
        ]


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/me/town", "https://me.github.io/town/"),
        ("https://github.com/me/me.github.io", "https://me.github.io/"),
        ("https://gitlab.com/me/town", "https://me.gitlab.io/town/"),
        ("https://codeberg.org/me/pages", "https://me.codeberg.page/"),
    ],
)
def test_the_sites_address_is_the_forges(repository, address):
    answers = Answers(name="x", languages=("en",), timezone="UTC", repository=repository)

    assert answers.site_url == address


@pytest.mark.parametrize(
    ("zone", "cron"),
    [
        ("Asia/Taipei", "7 16 * * *"), ("UTC", "7 0 * * *"), ("Europe/Berlin", "7 23 * * *"),
        ("Asia/Kolkata", "37 18 * * *"), ("America/New_York", "7 5 * * *"),
        ("Australia/Sydney", "7 14 * * *"),
    ],
)  # fmt: skip
def test_the_night_begins_on_the_towns_clock(zone, cron):
    assert Answers(name="x", languages=("en",), timezone=zone).cron(2026) == cron


def test_the_actions_are_those_that_this_repository_pins(init, tmp_path):
    init()

    def pins(folder):
        lines = "".join(path.read_text() for path in (folder / ".github/workflows").glob("*.yml"))
        return {line.split("uses: ")[1] for line in lines.splitlines() if "uses: " in line}

    assert set() < pins(tmp_path / "our-town") <= pins(ROOT)
    for name in ("comment.sh", "draft.sh"):
        made = (tmp_path / "our-town/.github/scripts" / name).read_text()
        assert made == (ROOT / ".github/scripts" / name).read_text()


def test_the_workflows_are_sound(init, tmp_path):
    init()
    workflows = [str(each) for each in (tmp_path / "our-town/.github/workflows").glob("*.yml")]
    tools = Path(sys.executable).parent
    schema = subprocess.run(
        [tools / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows],
        capture_output=True, text=True,
    )  # fmt: skip
    audit = subprocess.run(
        [tools / "zizmor", "--offline", "--persona=auditor", tmp_path / "our-town"],
        capture_output=True, text=True,
    )  # fmt: skip

    assert schema.returncode == 0, schema.stdout
    assert audit.returncode == 0, audit.stdout + audit.stderr


def test_in_a_folder_with_content_only_what_lacks_is_added(init, tmp_path):
    town = tmp_path / "our-town"
    (town / "content").mkdir(parents=True)
    own = "name: Mine\nlanguages: [en]\ntimezone: Europe/London\nuid: x\n"
    (town / "content/community.yml").write_text(own)
    (town / "mkdocs.yml").write_text("site_name: mine\n")
    done = init("--yes")

    assert done.exit_code == 0, done.output
    assert (town / "content/community.yml").read_text() == own
    assert (town / "mkdocs.yml").read_text() == "site_name: mine\n"
    assert [each.name for each in (town / "content").iterdir()] == ["community.yml"]
    assert "Europe/London" in (town / ".github/workflows/deploy.yml").read_text()
    assert "There already, left as it is: our-town/mkdocs.yml" in done.output


@pytest.mark.parametrize(
    "options",
    [("--timezone", "Mars/Base"), ("--languages", "klingonish"), ("--repository", "town")],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_written(init, tmp_path, options):
    done = init(*options)

    assert done.exit_code == 2
    assert len(done.output.strip().splitlines()) == 1
    assert not (tmp_path / "our-town").exists()


def test_a_file_in_the_place_of_the_folder_is_said(init, tmp_path):
    (tmp_path / "our-town").write_text("x")

    assert init().exit_code == 2


def test_the_machines_zone_is_a_guess_and_utc_where_it_has_none():
    assert guessed_zone({"TZ": "Asia/Tokyo"}) == "Asia/Tokyo"
    assert "/" in guessed_zone({"TZ": "nonsense"}) or guessed_zone({"TZ": "nonsense"}) == "UTC"


def upgrade(*options):
    return CliRunner().invoke(main, ["upgrade", "our-town", "--today", "2026-11-29", *options])


def test_an_upgrade_of_what_is_new_changes_nothing(init):
    init()
    done = upgrade()

    assert done.exit_code == 0
    assert done.output == "Everything is as this version has it.\n"


def test_an_upgrade_brings_what_nobody_has_changed_and_merges_the_rest(init, tmp_path):
    init()
    town = tmp_path / "our-town"
    for path in ("Makefile", ".gitignore", "mkdocs.yml"):  # as an earlier version wrote them
        for place in (town, town / ".chaguan/base"):
            (place / path).write_text("# old\n" + (place / path).read_text())
    own = (town / "mkdocs.yml").read_text().replace("font: false", "font: false\n  logo: tea.svg")
    (town / "mkdocs.yml").write_text(own)
    (town / ".gitignore").unlink()
    done = upgrade()

    assert "Brought up to date: Makefile" in done.output
    assert not (town / "Makefile").read_text().startswith("# old")
    assert "Yours and ours together: mkdocs.yml" in done.output
    assert (town / "mkdocs.yml").read_text() == own.removeprefix("# old\n")
    assert "Left alone, because you have removed it: .gitignore" in done.output
    assert not (town / ".gitignore").exists()
    assert upgrade().output == "Left alone, because you have removed it: .gitignore\n"


def test_where_both_changed_the_same_lines_the_towns_stay(init, tmp_path):
    init()
    town = tmp_path / "our-town"
    (town / "Makefile").write_text("mine: \n\ttrue\n")
    (town / ".chaguan/base/Makefile").write_text("old:\n\tfalse\n")
    done = upgrade()

    assert done.exit_code == 1
    assert (town / "Makefile").read_text() == "mine: \n\ttrue\n"
    assert "serve:" in (town / ".chaguan/newer/Makefile").read_text()


def test_without_an_init_there_is_nothing_to_upgrade(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["upgrade"])

    assert done.exit_code == 2
    assert "chaguan init" in done.output


def test_a_merge_that_would_say_a_thing_twice_is_none():
    base = "a: 1\nb: 2\nc: 3\nd: 4\n"
    mine = "a: 1\nx: mine\nb: 2\nc: 3\nd: 4\n"
    theirs = "a: 1\nb: 2\nc: 3\nd: 4\nx: new\n"

    assert merged(mine, base, theirs, "a.txt") is not None
    assert merged(mine, base, theirs, "a.yml") is None


def test_line_ends_of_windows_stay_in_a_merge():
    assert merged("a\r\nmine\r\n", "a\n", "0\na\n", "x") == "0\r\na\r\nmine\r\n"
