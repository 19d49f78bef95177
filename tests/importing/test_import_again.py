"""A second import takes what is new, and a person's changes stay."""

import shutil


def snapshot(town):
    return {each: (town.content / each).read_bytes() for each in town.files()}


def test_the_same_export_a_second_time_changes_nothing(town, wxr, item):
    town.write("a.xml", wxr(item(1), item(2)))
    town.take_in("a.xml")
    before = snapshot(town)
    again = town.take_in("a.xml")

    assert snapshot(town) == before
    assert "Nothing new" in again.output


def test_a_later_export_brings_what_is_new_and_what_nobody_here_has_changed(town, wxr, item):
    town.write("a.xml", wxr(item(1, "old one"), item(2, "old two")))
    town.take_in("a.xml")
    mine = town.read("posts/2019/story-2.md").replace("old two", "mine")
    town.write("content/posts/2019/story-2.md", mine)
    town.write("a.xml", wxr(item(1, "new one"), item(2, "new two"), item(3)))
    again = town.take_in("a.xml")

    assert "new one" in town.read("posts/2019/story-1.md")
    assert town.read("posts/2019/story-2.md") == mine
    assert "posts/2019/story-3.md" in town.files()
    assert "posts/2019/story-2.md: left alone: somebody has changed it here" in again.output


def test_what_somebody_has_removed_does_not_come_back(town, wxr, item):
    town.write("a.xml", wxr(item(1), item(2)))
    town.take_in("a.xml")
    (town.content / "posts/2019/story-2.md").unlink()
    again = town.take_in("a.xml")

    assert "posts/2019/story-2.md" not in town.files()
    assert "somebody has removed it here" in again.output


def test_undo_takes_back_what_nobody_has_touched(town, wxr, item, png):
    town.write("up/pier.png", png)
    body = '<img src="https://old.example.org/wp-content/uploads/pier.png" alt="x">'
    town.write("a.xml", wxr(item(1, body), item(2)))
    town.take_in("a.xml", "--pictures", str(town.root / "up"))
    assert "images/pier.png" in town.files()
    undone = town.take_in("", "--undo")

    assert undone.exit_code == 0, undone.output
    assert town.files() == ["community.yml"]
    assert not (town.root / ".chaguan").exists()
    assert not (town.root / "moved").exists()


def test_undo_keeps_what_somebody_has_written(town, wxr, item):
    town.write("a.xml", wxr(item(1), item(2)))
    town.take_in("a.xml")
    town.write("content/posts/2019/story-2.md", town.read("posts/2019/story-2.md") + "more\n")
    undone = town.take_in("", "--undo")

    assert town.files() == ["community.yml", "posts/2019/story-2.md"]
    assert "Kept, because somebody has changed it" in undone.output


def test_a_dry_run_writes_nothing(town, wxr, item):
    town.write("a.xml", wxr(item(1)))
    done = town.take_in("a.xml", "--dry-run")

    assert "Would write: content/posts/2019/story-1.md" in done.output
    assert town.files() == ["community.yml"]
    assert not (town.root / ".chaguan").exists()


def test_pictures_that_come_later_are_put_into_what_nobody_has_changed(town, wxr, item, png):
    body = '<img src="https://old.example.org/wp-content/uploads/pier.png" alt="x">'
    town.write("a.xml", wxr(item(1, body)))
    town.take_in("a.xml")
    town.write("up/pier.png", png)
    town.take_in("a.xml", "--pictures", str(town.root / "up"))

    assert "![x](../../images/pier.png)" in town.read("posts/2019/story-1.md")
    shutil.rmtree(town.root / "up")
    town.take_in("a.xml")
    assert "images/pier.png" in town.files()


def test_two_exports_are_undone_one_after_the_other(town, wxr, item):
    town.write("a.xml", wxr(item(1)))
    town.write("b.csv", "title,date\nTea,2027-04-03\n")
    town.take_in("a.xml")
    town.take_in("b.csv", "--yes")
    town.take_in("", "--undo")

    assert "events/2027/tea.yml" not in town.files()
    assert "posts/2019/story-1.md" in town.files()
    town.take_in("", "--undo")
    assert town.files() == ["community.yml"]
