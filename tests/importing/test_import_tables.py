"""Tables, in the dialects and encodings that programs write them in."""

import pytest

ROWS = [
    ("名稱", "日期", "時間", "地點", "說明"),
    ("春茶會", "2027-04-03", "14:00-17:30", "車站前", "帶杯子"),
    ("碁會", "2027/4/9", "下午7:30", "舊冰廠", "壞的, 都帶來"),
]


def table(delimiter=",", end="\r\n", quote=False):
    def cell(text):
        needs = quote or delimiter in text or "," in text
        return f'"{text}"' if needs else text

    return "".join(delimiter.join(map(cell, row)) + end for row in ROWS)


DIALECTS = {
    "utf-8": table().encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + table().encode(),
    "utf-8, lines of unix": table(end="\n").encode(),
    "utf-8, lines of old macs": table(end="\r").encode(),
    "utf-16 little": table("\t").encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + table("\t").encode("utf-16-be"),
    "big5 of excel": table().encode("cp950"),
    "big5, semicolons": table(";").encode("cp950"),
    "semicolons": table(";").encode(),
    "tabs": table("\t").encode(),
    "pipes": table("|").encode(),
    "sep line": b"sep=;\r\n" + table(";").encode(),
    "all quoted": table(quote=True).encode(),
    "empty rows": (table() + ",,,,\r\n\r\n").encode(),
}


@pytest.mark.parametrize("raw", DIALECTS.values(), ids=DIALECTS)
def test_each_dialect_is_read_alike(town, raw):
    town.write("a.csv", raw)
    done = town.take_in("a.csv", "--yes")

    assert done.exit_code == 0, done.output
    assert town.read("events/2027/chun-cha-hui.yml") == (
        'title: "春茶會"\nstart: 2027-04-03 14:00\nend: 2027-04-03 17:30\n'
        'location:\n  name: "車站前"\ndescription: "帶杯子"\n'
    )
    second = next(each for each in town.files() if each.startswith("events/2027/q"))
    assert "start: 2027-04-09 19:30" in town.read(second)
    assert "壞的, 都帶來" in town.read(second)


def one_row(town, date, *options, time=""):
    town.write("a.csv", f"title;date;time\nTea;{date};{time}\n")
    return town.take_in("a.csv", "--yes", *options)


@pytest.mark.parametrize(
    ("date", "time", "start"),
    [
        ("2027/4/3", "7:30 PM", "2027-04-03 19:30"),
        ("2027年4月3日（六）", "晚上8點", "2027-04-03 20:00"),
        ("民國116年4月3日", "14:00", "2027-04-03 14:00"),
        ("25/04/2027", "10:00", "2027-04-25 10:00"),
        ("04/25/2027", "10:00", "2027-04-25 10:00"),
        ("3.4.2027", "10.00", "2027-04-03 10:00"),
        ("3 April 2027", "10am", "2027-04-03 10:00"),
        ("Sat, April 3rd, 2027", "12:00 am", "2027-04-03 00:00"),
        ("2027-04-03 14:00", "", "2027-04-03 14:00"),
        ("２０２７／４／３", "", "2027-04-03"),
    ],
)
def test_days_and_times_as_people_write_them(town, date, time, start):
    done = one_row(town, date, time=time)

    assert done.exit_code == 0, done.output
    assert f"start: {start}\n" in town.read("events/2027/tea.yml")


def test_a_day_that_is_two_days_is_refused_and_the_option_settles_it(town):
    done = one_row(town, "03/04/2027")
    assert done.exit_code == 2
    assert town.files() == ["community.yml"]

    town.write("a.csv", "title;date\nTea;03/04/2027\nRain;2027-01-02\n")
    done = town.take_in("a.csv", "--yes")
    assert "a.csv:2: not taken: Tea: 03/04/2027 may be two days" in done.output
    assert town.files() == ["community.yml", "events/2027/rain.yml"]

    town.take_in("a.csv", "--yes", "--dates", "day-first")
    assert "start: 2027-04-03" in town.read("events/2027/tea.yml")


def test_another_row_settles_it_too(town):
    town.write("a.csv", "title;date\nTea;03/04/2027\nRain;25/04/2027\n")
    town.take_in("a.csv", "--yes")

    assert "start: 2027-04-03" in town.read("events/2027/tea.yml")


def test_it_shows_its_reading_and_asks(town):
    town.write("a.csv", table())
    no = town.take_in("a.csv", answer="n\n")
    assert no.exit_code == 2
    assert "名稱 → title" in no.output
    assert "春茶會 | start: 2027-04-03 14:00" in no.output
    assert town.files() == ["community.yml"]

    assert town.take_in("a.csv", answer="").exit_code == 2
    assert town.take_in("a.csv", answer="y\n").exit_code == 0


def test_a_column_can_be_named(town):
    town.write("a.csv", "Quoi,Quand\nThé,2027-04-03\n")
    assert "--columns" in town.take_in("a.csv", "--yes").output
    done = town.take_in("a.csv", "--yes", "--columns", "title=Quoi", "--columns", "start=Quand")

    assert done.exit_code == 0, done.output
    assert "events/2027/the.yml" in town.files()


def test_an_evening_that_runs_past_midnight_ends_on_the_next_day(town):
    one_row(town, "2027-04-03", time="22:00-01:00")

    assert "end: 2027-04-04 01:00" in town.read("events/2027/tea.yml")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "Event Name,Start Date,Start Time,End Date,End Time",
            "Tea,04/23/2027,7:00 PM,04/23/2027,9:00 PM",
        ),
        ("Titel;Datum;Beginn;Ende", "Tea;23.04.2027;19:00;21.00"),
        ("活動名稱,日期,開始時間,結束時間", "Tea,116/4/23,下午7:00,21:00"),
        ("名稱,日期,時間", "Tea,民國116年4月23日,19:00-21:00"),
    ],
)
def test_headings_and_dates_of_other_places_are_known(town, head, row):
    town.write("a.csv", f"{head}\n{row}\n")
    done = town.take_in("a.csv", "--yes")

    assert done.exit_code == 0, done.output
    written = town.read("events/2027/tea.yml")
    assert "start: 2027-04-23 19:00\nend: 2027-04-23 21:00\n" in written


def test_a_table_of_days_that_are_all_two_days_names_the_option(town):
    done = one_row(town, "03/04/2027")

    assert done.exit_code == 2
    assert "03/04/2027" in done.output
    assert "--dates day-first or --dates month-first" in done.output


def test_what_a_program_calls_private_stays_out(town):
    town.write("a.csv", "Subject,Start Date,Start Time,Private\nTea,12/13/2026,7:00 PM,True\nTalk,12/14/2026,7:00 PM,False\n")  # fmt: skip
    done = town.take_in("a.csv", "--yes")

    assert town.files() == ["community.yml", "events/2026/talk.yml"]
    assert "private: True" in done.output


def test_a_whole_day_has_no_time(town):
    town.write("a.csv", "Subject,Start Date,Start Time,End Date,End Time,All day event\nTea,12/13/2026,12:00 AM,12/14/2026,12:00 AM,True\n")  # fmt: skip
    town.take_in("a.csv", "--yes")

    assert "start: 2026-12-13\nend: 2026-12-14\n" in town.read("events/2026/tea.yml")


def test_a_moment_with_an_offset_is_on_the_communitys_clock(town):
    town.write("a.csv", "title,start,end\nTea,2026-12-05T19:30:00Z,2026-12-05T21:00:00.000+00:00\n")  # fmt: skip
    town.take_in("a.csv", "--yes")

    assert "start: 2026-12-06 03:30\nend: 2026-12-06 05:00\n" in town.read("events/2026/tea.yml")


def test_an_evening_that_ends_after_midnight_ends_then(town):
    town.write("a.csv", "活動,日期,時間\n茶會,2026/12/31,晚上10點-1點\n")
    town.take_in("a.csv", "--yes")

    assert "end: 2027-01-01 01:00" in town.read("events/2026/cha-hui.yml")
