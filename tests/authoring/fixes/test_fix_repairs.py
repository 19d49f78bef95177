"""What has one right answer is put right; what has two is left to a person."""

import pytest

EVENT = "events/tea.yml"
POST = "posts/rain.md"
TITLE = "title: Tea\n"
START = "start: 2027-04-03 14:00\n"

REPAIRED = {
    "a key in capitals": ("Title: Tea\n" + START, TITLE + START),
    "a space in a key": ('"title ": Tea\n' + START, TITLE + START),
    "a space of full width before the colon": ("title　: Tea\n" + START, "title: Tea\n" + START),
    "a hyphen in a key": (TITLE + START + "status-note: x\n", TITLE + START + "status_note: x\n"),
    "one letter wrong": (
        TITLE + START + "localtion: {name: Pier}\n",
        TITLE + START + "location: {name: Pier}\n",
    ),
    "a wrong key with wrong keys inside": (
        TITLE + START + "localtion:\n  Name: Pier  # here\n",
        TITLE + START + "location:\n  name: Pier  # here\n",
    ),
    "a key inside a list of a map": (
        TITLE + START + "recordings:\n- URL: https://example.org\n",
        TITLE + START + "recordings:\n- url: https://example.org\n",
    ),
    "a language in small letters": (
        "title: {zh-hant: 茶, EN: Tea}\n" + START,
        "title: {zh-Hant: 茶, en: Tea}\n" + START,
    ),
    "UTC": (TITLE + "start: 2027-04-03T06:00:00Z\n", TITLE + START),
    "an offset": (
        TITLE + "start: '2027-04-03 08:00+02:00'\n",
        TITLE + "start: '2027-04-03 14:00'\n",
    ),
    "an offset where the place has a zone": (
        TITLE + "place: london\nstart: 2027-07-03T14:00Z # tea\n",
        TITLE + "place: london\nstart: 2027-07-03 15:00 # tea\n",
    ),
    "a day at a place with another clock": (
        TITLE + START + "repeat:\n  every: week\n  moved:\n    2027-04-10: {place: london}\n",
        TITLE + START + "repeat:\n  every: week\n  moved:\n"
        "    2027-04-10: {timezone: Asia/Taipei, place: london}\n",
    ),
    "a day at a place with another clock, in lines": (
        TITLE + START + "repeat:\n  every: week\n  moved:\n    2027-04-10:\n      place: london\n",
        TITLE + START + "repeat:\n  every: week\n  moved:\n    2027-04-10:\n"
        "      timezone: Asia/Taipei\n      place: london\n",
    ),
    "slashes": (TITLE + "start: 2027/4/3  # day\n", TITLE + "start: 2027-04-03  # day\n"),
    "漢字 in a date": (TITLE + "start: 2027年4月3日\n", TITLE + "start: 2027-04-03\n"),
    "a date of full width": (TITLE + "start: ２０２７／４／３\n", TITLE + "start: 2027-04-03\n"),
    "dates in a list": (
        TITLE + START + "repeat: {every: week, except: [2027/4/10, 2027/4/17]}\n",
        TITLE + START + "repeat: {every: week, except: [2027-04-10, 2027-04-17]}\n",
    ),
    "tabs": (
        "title:\n\tzh-Hant: 茶\n\ten: Tea\n" + START,
        "title:\n  zh-Hant: 茶\n  en: Tea\n" + START,
    ),
    "a colon in a title": ("title: Tea: party\n" + START, 'title: "Tea: party"\n' + START),
    "a colon and quotation marks": (
        'title: The "big": it\'s on # soon\n' + START,
        "title: 'The \"big\": it''s on' # soon\n" + START,
    ),
    "a sign at the beginning": ("title: @home\n" + START, 'title: "@home"\n' + START),
    "a colon of full width": ("title：茶\n" + START, "title: 茶\n" + START),
    "a colon without a space": ("title:Tea\n" + START, "title: Tea\n" + START),
    "several in one line": (
        'Title: Tea\n"start ": 2027/4/3\n',
        "title: Tea\nstart: 2027-04-03\n",
    ),
}  # fmt: skip
LEFT = {
    "two near names": TITLE + START + "tite: x\n",
    "a key that is there already": TITLE + START + "Title: Coffee\n",
    "a key of another shape": TITLE + START + "places: [slack-tide, london]\n",
    "two keys in a line": "title: Tea start: 2027-04-03\n",
    "a colon where ids stand": TITLE + START + "hosts: lin-mei: host\n",
    "a day that does not exist": TITLE + "start: 2027/2/30\n",
    "a day in an order nobody knows": TITLE + "start: 3/4/2027\n",
    "seconds that would be lost": TITLE + "start: 2027-04-03T06:00:30Z\n",
    "an offset in the hour that comes twice": (
        TITLE + "timezone: Europe/London\nstart: 2027-10-31T01:30:00Z\n"
    ),
    "a hashtag that may be a comment": "title: Tea #todo\n" + START,
    "text": TITLE + START + "description: |\n  Date: 2027/4/3\n\n  Title：x\n  \ttab\n",
}


@pytest.mark.parametrize(("before", "after"), REPAIRED.values(), ids=REPAIRED)
def test_one_right_answer_is_written(fixed, before, after):
    assert fixed(EVENT, before) == after


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_has_no_single_answer_is_left(fixed, text):
    assert fixed(EVENT, text) == text


def test_an_offset_is_left_where_nobody_named_a_zone(folder, fixed):
    settings = folder / "community.yml"
    settings.write_text(settings.read_text().replace("timezone: Asia/Taipei\n", ""))
    text = "title: Tea\nstart: 2027-04-03T06:00Z\n"

    assert fixed(EVENT, text) == text
    assert fixed("events/z.yml", f"{text}timezone: Asia/Taipei\n") == (
        "title: Tea\nstart: 2027-04-03 14:00\ntimezone: Asia/Taipei\n"
    )


def test_only_the_front_matter_of_a_post_is_touched(fixed):
    body = "---\nDate: 2026/1/2\n\tcode\nTitle：x\n"

    after = fixed(POST, f"---\nTitle: Rain\nDate: 2026/1/2\nautors: [lin-mei]\n{body}")

    assert after == f"---\ntitle: Rain\ndate: 2026-01-02\nauthors: [lin-mei]\n{body}"


def test_a_rare_spelling_of_a_tag_becomes_the_common_one(folder, fixed):
    for name in ("a", "b"):
        (folder / "events").mkdir(exist_ok=True)
        (folder / f"events/{name}.yml").write_text(f"{TITLE}{START}tags: [Slow Tea, 茶]\n")
    text = TITLE + START + 'tags: ["ｓｌｏｗ　tea", 茶 , slow-tea, other]\n'

    after = fixed(EVENT, text)

    assert after == TITLE + START + 'tags: ["Slow Tea", 茶 , Slow Tea, other]\n'


def test_two_common_spellings_are_left(folder, fixed):
    (folder / "events").mkdir()
    for number, tag in enumerate(("Tea", "Tea", "TEA", "TEA")):
        (folder / f"events/{number}.yml").write_text(f"{TITLE}{START}tags: [{tag}]\n")
    text = TITLE + START + "tags: [tea]\n"

    assert fixed(EVENT, text) == text


def test_a_missing_uid_is_the_identity_it_had(folder, fixed):
    from chaguan.load import load
    from chaguan.site.identity import uid

    text = TITLE + START + "description: |\n  Words.\n\n\n"
    assert fixed(EVENT, text) == text
    community = load(folder).community
    identity = uid(community.events["tea"], community.settings)

    assert fixed(EVENT, text, "--uid").splitlines()[-3:-1] == [f"uid: {identity}", ""]


def test_a_uid_goes_into_the_front_matter(fixed):
    text = "---\ntitle: Rain\ndate: 2026-01-02\nauthors: [lin-mei]\n---\nWords.\n"

    lines = fixed(POST, text, "--uid").splitlines()

    assert lines[4].startswith("uid: ")
    assert lines[5:] == ["---", "Words."]
