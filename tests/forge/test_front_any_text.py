"""Any text survives being written down, and none of it acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chaguan.authoring.yaml_text import yaml_lines
from chaguan.forge.escape import first_unseen, neutral, neutral_title
from chaguan.source import Mapping, Scalar, nodes_of

ANY = st.text().filter(lambda text: not first_unseen(text))


@given(ANY, ANY)
def test_yaml_says_what_was_typed(first: str, second: str) -> None:
    text = "".join(f"{line}\n" for line, _ in yaml_lines({"title": first, "more": {"x": second}}))
    node, problems = nodes_of(text, "x.yml")

    assert problems == ()
    assert isinstance(node, Mapping)
    assert list(node.keys()) == ["title", "more"]
    title, more = (node.get(key) for key in ("title", "more"))
    assert isinstance(title, Scalar)
    assert title.value.strip() == first.strip()
    assert isinstance(more, Mapping)
    inner = more.get("x")
    assert isinstance(inner, Scalar)
    assert inner.value.strip() == second.strip()


@given(st.dictionaries(ANY.filter(lambda text: "\n" not in text and len(text) < 90), ANY))
def test_yaml_keeps_any_label(links: dict[str, str]) -> None:
    text = "".join(f"{line}\n" for line, _ in yaml_lines({"links": links or ("none",)}))
    node, problems = nodes_of(text, "x.yml")

    assert problems == ()
    assert isinstance(node, Mapping)
    found = node.get("links")
    if links:
        assert isinstance(found, Mapping)
        assert list(found.keys()) == list(links)


@given(st.text())
def test_neutral_text_is_one_line_and_inert(text: str) -> None:
    said = neutral(text)

    assert not set("@#&<>`*$\n\r\u2028\x85\u202e") & set(said)
    assert "://" not in said
    assert "](" not in said
    assert len(said) <= 400
    assert neutral(said) == said


@given(st.text())
def test_neutral_titles_hold_no_command(text: str) -> None:
    assert not set("[]") & set(neutral_title(text))
