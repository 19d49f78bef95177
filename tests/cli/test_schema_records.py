"""The schemas say of a record what the loader says, as far as one file can tell."""

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from chaguan.authoring.schemas import schemas
from chaguan.load import FOLDERS
from chaguan.load.reading import Reading, Surroundings
from chaguan.load.times import DayOnly, Moment, Zone
from chaguan.model import Position
from chaguan.source import Scalar, markdown_of
from support import ROOT

CONTENT = ROOT / "content"
SCHEMAS = {name: json.loads(text) for name, text in schemas(("zh-Hant", "en")).items()}
FOR_ANYONE = {name: json.loads(text) for name, text in schemas(()).items()}


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: days are text, `yes` is a word."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"null|~|", [*"n~", ""]),
    ("bool", r"true|True|false|False", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first
    )


def errors(name, text, among=SCHEMAS):
    record = yaml.load(text, Loader=EditorLoader)
    validator = Draft202012Validator(among[name])
    return sorted(each.json_path for each in validator.iter_errors(record))


def front_matter(text):
    return text.split("---\n")[1]


@pytest.mark.parametrize("among", [SCHEMAS, FOR_ANYONE], ids=["languages", "for-anyone"])
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name, among):
    Draft202012Validator.check_schema(among[name])


RECORDS = [
    path.relative_to(CONTENT).as_posix()
    for folder in FOLDERS
    for path in sorted((CONTENT / folder).rglob("*.*"))
]


@pytest.mark.parametrize("path", [*RECORDS, "community.yml"])
def test_every_demonstration_record_is_valid(path):
    text = (CONTENT / path).read_text("utf-8")
    kind = FOLDERS.get(path.partition("/")[0], "community")
    if path.endswith(".md"):
        assert markdown_of(text, path).front_matter
        text = front_matter(text)
    if path.endswith(".en.md") and (CONTENT / path.replace(".en.md", ".md")).is_file():
        kind = "post-translation"

    assert errors(f"{kind}.json", text) == []
    assert errors(f"{kind}.json", text, FOR_ANYONE) == []


BAD = [
    ("event", "title: Tea", "$"),
    ("event", "title: Tea\nstart: 2027-04-03 14:00\nlocaltion: {}", "$"),
    ("event", "title: Tea\nstart: 2027-04-03T14:00:00Z", "$.start"),
    ("event", "title: Tea\nstart: 3 April", "$.start"),
    ("event", "title:\nstart: 2027-04-03", "$.title"),
    ("event", "title: Tea\nstart: 2027-04-03\nstatus: canceled", "$.status"),
    ("event", "title: Tea\nstart: 2027-04-03\ncapacity: many", "$.capacity"),
    ("event", "title: Tea\nstart: 2027-04-03\nonline: example.org", "$.online"),
    ("event", "title: Tea\nstart: 2027-04-03\nrepeat: {interval: 2}", "$.repeat"),
    ("event", "title: Tea\nstart: 2027-04-03\nlocation: {geo: [95, 0]}", "$.location.geo[0]"),
    ("event", "title: Tea\nstart: 2027-04-03\nhosts: [lin-mei, '']", "$.hosts"),
    ("event", "title: {fr: Thé}\nstart: 2027-04-03", "$.title"),
    ("post", "title: Rain\ndate: 2027-04-03", "$"),
    ("post", "title: Rain\ndate: 2027-04-03\nauthors: []\ndraft: maybe", "$.draft"),
    ("person", "name: Mei\nlinks: {blog: example.org}", "$.links.blog"),
    ("group", "name: Menders\njoin: [{label: here}]", "$.join"),
    ("place", "name: Books\ntimezone: UTC+8", "$.timezone"),
    ("scene", "name: Rain\nwhen: [13]", "$.when"),
    ("community", "name: Tea\nuid: x\nlanguages: [english]", "$.languages"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "where"), BAD)
def test_a_mistake_is_underlined(kind, text, where):
    assert errors(f"{kind}.json", text) == [where]


ALMOST = st.from_regex(
    r"\A[0-9]{4}[-/][0-9]{1,2}-[0-9]{2}([ T]+[0-9]{1,2}:[0-9]{2}(Z|:[0-9]{2})?)?\Z"
)


@given(ALMOST)
def test_a_schema_and_the_loader_agree_on_days_and_times(text):
    start = Draft202012Validator(SCHEMAS["event.json"]["properties"]["start"])
    day = Draft202012Validator(SCHEMAS["person.json"]["properties"]["joined"])

    for validator, sort in ((start, Moment()), (day, DayOnly())):
        reading = Reading("x.yml", Surroundings())
        sort.read(Scalar(text, Position("x.yml")), "x", reading)
        codes = {each.code for each in reading.problems}
        if "TM102" not in codes:  # no schema knows which days exist
            assert validator.is_valid(text) is not bool(codes)


@pytest.mark.parametrize("zone", ["Asia/Taipei", "America/Argentina/Buenos_Aires", "UTC"])
def test_a_zone_that_the_loader_takes_is_valid(zone):
    assert Zone().read(Scalar(zone, Position("x.yml")), "x", Reading("x.yml", Surroundings()))
    assert errors("place.json", f"name: x\ntimezone: {zone}") == []


def test_what_is_left_empty_is_valid():
    assert errors("event.json", "title: Tea\nstart: 2027-04-03\nend:\nsignup:\nstatus:\n") == []


def test_editors_complete_the_languages_of_the_community():
    by_language = SCHEMAS["event.json"]["properties"]["title"]["anyOf"][1]

    assert list(by_language["properties"]) == ["zh-Hant", "en"]
