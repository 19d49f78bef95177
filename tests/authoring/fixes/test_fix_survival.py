"""Whatever is not repaired stays as it is, to the byte."""

from hypothesis import given
from hypothesis import strategies as st

from chaguan.authoring.fixes.content import repaired
from chaguan.authoring.fixes.repair import FileLines
from chaguan.source import decoded, files_of, nodes_of

CLEAN = [
    "# a comment, with: a colon\n",
    "\n",
    "hosts: [ lin-mei ]   # odd spaces\n",
    "summary: >-\n  folded: words\n\n  2027/4/3\n",
    'status_note: "in quotation\\u00a0marks"\n',
    "cost: 'it''s free'\n",
    "tags:\n- 茶\n-   走路\n",
]


def test_a_byte_order_mark_and_line_ends_stay(fixed):
    text = "\ufeffTitle: Tea\r\nstart: 2027/4/3\r\n# end\n"

    assert fixed("events/tea.yml", text) == "\ufefftitle: Tea\r\nstart: 2027-04-03\r\n# end\n"


def test_a_file_without_an_end_of_line_stays_without(fixed):
    assert fixed("events/tea.yml", "title: Tea\nStart: 2027-04-03") == (
        "title: Tea\nstart: 2027-04-03"
    )


@given(st.permutations(CLEAN), st.sampled_from(["\n", "\r\n"]))
def test_everything_around_a_repair_survives(tmp_path_factory, pieces, end):
    folder = tmp_path_factory.mktemp("content")
    (folder / "events").mkdir()
    clean = "".join(pieces)
    bad = f"Title: Tea\n{clean}start: 2027/4/3 # day\n".replace("\n", end)
    good = f"title: Tea\n{clean}start: 2027-04-03 # day\n".replace("\n", end)
    (folder / "events/tea.yml").write_bytes(bad.encode())

    path = "events/tea.yml"
    changed = repaired(folder, tuple(files_of(folder)), frozenset({path}), with_uid=False)

    assert changed[path][1].raw.decode() == good


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_put_together_again_are_the_same_bytes(text):
    assert FileLines.of(text.encode()).raw == text.encode()


@given(st.text(st.sampled_from("title: Tea\"'#[]{}@\t-\n茶：|>&*"), max_size=60))
def test_no_text_makes_it_stumble_and_no_repair_makes_it_worse(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("content")
    (folder / "events").mkdir()
    (folder / "events/tea.yml").write_bytes(f"title: {text}\nstart: 2027-04-03\n".encode())

    path = "events/tea.yml"
    changed = repaired(folder, tuple(files_of(folder)), frozenset({path}), with_uid=True)

    if path in changed:
        before, after = (decoded(path, each.raw).text or "" for each in changed[path])
        assert nodes_of(after, path)[0] is not None or nodes_of(before, path)[0] is None
