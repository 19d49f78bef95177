"""What comes of the calendars that platforms and programs write."""

import zipfile
from datetime import date

import pytest


def ics(*events, product="-//Some//Calendar//EN", head=""):
    inner = "".join(f"BEGIN:VEVENT\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{product}\r\n{head}{inner}END:VCALENDAR\r\n"


def event(**said):
    values = {
        "UID": "one@example.org",
        "SUMMARY": "Tea",
        "DTSTART;TZID=Asia/Taipei": "20261205T090000",
        "DTEND;TZID=Asia/Taipei": "20261205T120000",
    }
    if any(key.startswith("DTSTART") for key in said):
        values = {key: value for key, value in values.items() if not key.startswith("DT")}
    return "".join(f"{key}:{value}\r\n" for key, value in (values | said).items())


def taken(town, text, *options):
    town.write("a.ics", text)
    done = town.take_in("a.ics", *options)
    assert done.exit_code == 0, done.output
    return done


def tea(town):
    return town.read("events/2026/tea.yml")


def test_meetups_description_is_markdown_and_begins_with_the_group(town):
    text = ics(
        event(DESCRIPTION="Walkers\\n**Bring water.**\\n\\n* hat\\n* shoes"),
        product="-//Meetup//Meetup Calendar 1.0//EN",
        head="X-WR-CALNAME:Walkers\r\n",
    )
    taken(town, text)

    assert "description: |\n  **Bring water.**\n\n  - hat\n  - shoes\n" in tea(town)
    assert "Walkers" not in tea(town)


def test_meetups_own_line_of_the_date_is_no_word_of_the_hosts(town):
    text = ics(
        event(DESCRIPTION="Walkers\\nSaturday\\, December 5 at 9:00 AM\\n\\nBring water."),
        product="-//Meetup//Meetup Calendar 1.0//EN",
        head="X-WR-CALNAME:Walkers\r\n",
    )
    taken(town, text)

    assert 'description: "Bring water."' in tea(town)


@pytest.mark.filterwarnings("error")
def test_a_zone_that_the_library_guesses_is_no_warning_of_python(town):
    zone = "/citadel.org/20210210_1/Europe/Paris"
    taken(town, ics(event(**{f"DTSTART;TZID={zone}": "20261205T100000"})))

    assert 'timezone: "Europe/Paris"' in tea(town)


def test_the_moment_of_asking_is_no_date_of_the_event(town):
    done = taken(town, ics(event(DTSTAMP="20261128T113713Z")))

    assert "2026-11-28" not in tea(town)
    assert "Lines about what is not as it was: 0" in done.output


@pytest.mark.parametrize(
    ("said", "options", "start", "zone"),
    [
        ({"GEO": "22.61;120.27"}, (), "2026-12-04 19:30", ""),
        ({"GEO": "47.6;-122.33"}, (), "2026-12-04 03:30", "America/Los_Angeles"),
        ({"LOCATION": "Ebb Books"}, (), "2026-12-04 20:30", ""),
        ({}, ("--timezone", "Europe/Berlin"), "2026-12-04 12:30", "Europe/Berlin"),
        ({}, (), "2026-12-04 19:30", ""),
        ({"GEO": "0;0"}, ("--timezone", "Asia/Tokyo"), "2026-12-04 20:30", "Asia/Tokyo"),
    ],
)
def test_a_time_in_utc_is_written_on_the_clock_of_the_place(town, said, options, start, zone):
    town.write("content/places/ebb.yml", "name: Ebb Books\ntimezone: Asia/Tokyo\n")
    times = {"DTSTART": "20261204T113000Z", "DTEND": "20261204T133000Z"}
    taken(town, ics(event(**times, **said), product="-//Luma//Luma Calendar//EN"), *options)

    assert f"start: {start}\n" in tea(town)
    assert (f'timezone: "{zone}"' in tea(town)) == bool(zone)


def test_lumas_page_is_where_to_sign_up_and_never_the_place(town):
    text = event(
        DESCRIPTION="Get up-to-date information at: https://luma.com/x\\n\\nHosted by friends",
        LOCATION="https://luma.com/x",
    )
    done = taken(town, ics(text, product="-//Luma//Luma Calendar//EN"))

    assert 'signup:\n  url: "https://luma.com/x"\n' in tea(town)
    assert "location" not in tea(town)
    assert "online" not in tea(town)
    assert "guests only" in done.output


def test_googles_html_is_markdown(town):
    taken(
        town,
        ics(event(DESCRIPTION='Bring <b>tea</b>.\\nAnd <a href="https://a.example/">this</a>')),
    )

    assert "Bring **tea**.  \n  And [this](https://a.example/)" in tea(town)


def test_an_override_without_a_description_keeps_the_series_words(town):
    rule = event(RRULE="FREQ=WEEKLY;COUNT=3", DESCRIPTION="words", LOCATION="Here")
    change = (
        "UID:one@example.org\r\nRECURRENCE-ID;TZID=Asia/Taipei:20261212T090000\r\n"
        "DTSTART;TZID=Asia/Taipei:20261212T100000\r\nDTEND;TZID=Asia/Taipei:20261212T130000\r\n"
        "SUMMARY:Tea\r\nSEQUENCE:7\r\n"
    )
    taken(town, ics(rule, change))

    assert "  moved:\n    2026-12-12:\n      start: 2026-12-12 10:00\n" in tea(town)
    assert "revision: 7" in tea(town)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("GMT Standard Time", "2026-12-05 17:00"),
        ("Taipei Standard Time", "2026-12-05 09:00"),
        ("/freeassociation.sourceforge.net/Tzfile/Asia/Tokyo", "2026-12-05 08:00"),
        ('"tzone://Microsoft/Utc"', "2026-12-05 17:00"),
        ('"Asia/Taipei"', "2026-12-05 09:00"),
    ],
)
def test_names_of_zones_that_are_none_of_ours_keep_the_moment(town, name, start):
    times = {f"DTSTART;TZID={name}": "20261205T090000", f"DTEND;TZID={name}": "20261205T100000"}
    taken(town, ics(event(**times)))
    found = town.loaded().community.events["tea"].span.start

    assert f"{found.astimezone(town.loaded().community.settings.zone):%Y-%m-%d %H:%M}" == start


def test_a_zone_that_only_its_table_explains_keeps_the_moment(town):
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\n"
        "DTSTART:16010101T000000\r\nTZOFFSETFROM:{0}\r\nTZOFFSETTO:{0}\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    own = event(**{"DTSTART;TZID=Customized Time Zone": "20261205T090000"})
    taken(town, ics(own, head=zone.format("+0500")))
    assert "start: 2026-12-05 12:00" in tea(town)

    town.write("b.ics", ics(own.replace("one@", "two@"), head=zone.format("+0900")))
    town.take_in("b.ics")
    assert "start: 2026-12-05 08:00" in town.read("events/2026/tea-2026-12-05.yml")


def test_outlook_says_that_its_identifiers_change_and_its_link_is_where_to_join(town):
    text = (
        "Agenda\\n\\n________________________________\\nJoin online: https://teams.example.org/l/1"
    )
    done = taken(town, ics(event(DESCRIPTION=text), product="Microsoft Exchange Server 2010"))

    assert 'online: "https://teams.example.org/l/1"' in tea(town)
    assert 'description: "Agenda"' in tea(town)
    assert "Outlook gives an event another identifier" in done.output


def test_what_a_plug_in_never_filled_in_and_mail_addresses_are_gone(town):
    text = event(
        LOCATION="#_LOCATIONNAME, #_LOCATIONADDRESS",
        GEO="0;0",
        DESCRIPTION="Come.\\n#_EVENTNOTES\\nWrite to mei@example.net or mailto:a@b.example",
        ATTENDEE="mailto:guest@example.net",
        ORGANIZER="mailto:host@example.net",
    )
    done = taken(town, ics(text, product="-//wp-events-plugin.com//7.0//EN"))

    written = tea(town)
    assert "@example" not in written.replace("one@example.org", "")
    assert "#_" not in written
    assert "geo" not in written
    assert "location" not in written
    assert "mail addresses were taken out (2)" in done.output


def test_eventbrites_zone_is_the_platforms_and_the_moment_stays(town):
    times = {"DTSTART;TZID=America/Los_Angeles": "20261204T193000"}
    text = event(**times, LOCATION="Ebb Books", GEO="22.61;120.27")
    taken(town, ics(text, product="-//Eventbrite//Export//EN"))

    assert "start: 2026-12-05 11:30\n" in tea(town)
    assert "timezone" not in tea(town)


def test_whole_days_end_with_their_last_one(town):
    taken(town, ics(event(**{"DTSTART;VALUE=DATE": "20261225", "DTEND;VALUE=DATE": "20261228"})))

    assert "start: 2026-12-25\nend: 2026-12-27\n" in tea(town)


def test_a_length_is_an_end_on_the_clock(town):
    times = {"DTSTART;TZID=Europe/Berlin": "20270327T220000", "DURATION": "PT8H"}
    taken(town, ics(event(**times)))

    assert "end: 2027-03-28 07:00" in town.read("events/2027/tea.yml")


def test_places_of_the_community_are_known_by_name(town):
    town.write("content/places/ebb.yml", "name: {zh-Hant: 退潮書店, en: Ebb Books}\n")
    taken(town, ics(event(LOCATION="Ebb Books (Lane 3\\, Shihua)")))

    assert "place: ebb\n" in tea(town)


def test_other_components_private_events_and_invitations_stay_out(town):
    private = event(UID="two@example.org", CLASS="PRIVATE", SUMMARY="SECRET")
    todo = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:buy\r\nEND:VTODO\r\n"
    done = taken(town, ics(event(), private, head=todo))

    assert town.files() == ["community.yml", "events/2026/tea.yml"]
    assert "VTODO" in done.output


def test_a_cancelled_evening_stays_and_says_so(town):
    taken(town, ics(event(STATUS="CANCELLED", SEQUENCE="2", CATEGORIES="tea,rain")))

    assert "status: cancelled" in tea(town)
    assert "revision: 2" in tea(town)
    assert "tags: [tea, rain]" in tea(town)


def test_two_versions_of_one_event_are_one(town):
    taken(town, ics(event(SEQUENCE="1"), event(SEQUENCE="2", SUMMARY="Tea late")))

    assert town.files() == ["community.yml", "events/2026/tea-late.yml"]


def test_a_packed_calendar_of_several_files_is_one_import(town):
    with zipfile.ZipFile(town.root / "a.zip", "w") as archive:
        archive.writestr("one.ics", ics(event()))
        archive.writestr("two.ics", ics(event(UID="two@example.org", SUMMARY="Rain")))
    done = town.take_in("a.zip")

    assert done.exit_code == 0, done.output
    assert town.files() == ["community.yml", "events/2026/rain.yml", "events/2026/tea.yml"]


def test_who_follows_a_platform_is_told_once_in_the_communitys_languages(town):
    town.write("mkdocs.yml", "site_url: https://tea.example.org/\n")
    taken(town, ics(event(), product="-//Meetup//Meetup Calendar 1.0//EN", head="NAME:Walkers\r\n"))
    told = next(town.root.glob("moved/*/to-followers.md")).read_text()

    assert "https://tea.example.org/events.ics" in told
    assert "行事曆搬家了" in told


def test_the_name_of_a_program_is_no_place(town):
    said = {
        "LOCATION": "Microsoft Teams Meeting",
        "DESCRIPTION": "Join: https://teams.microsoft.com/l/1",
    }
    taken(town, ics(event(**said), product="Microsoft Exchange Server 2010"))

    assert 'online: "https://teams.microsoft.com/l/1"' in tea(town)
    assert "location" not in tea(town)


def test_lumas_words_for_a_street_that_guests_only_see_are_gone(town):
    said = {"DESCRIPTION": "Address:\\nCheck event page for more details.\\n\\nFold with us."}
    taken(town, ics(event(**said), product="-//Luma//EN"))

    assert 'description: "Fold with us."' in tea(town)


@pytest.mark.parametrize(
    ("name", "start"),
    [("UTC+2", "21:00"), ("UTC+0", "23:00"), ("GMT-5.5", "28:30"), ("UTC+5.5", "17:30")],
)
def test_a_distance_from_utc_for_a_zone_keeps_the_moment(town, name, start):
    taken(town, ics(event(**{f"DTSTART;TZID={name}": "20261205T150000"})))

    hour, minute = (int(each) for each in start.split(":"))
    day, hour = 5 + hour // 24, hour % 24
    assert f"start: 2026-12-{day:02} {hour:02}:{minute:02}\n" in tea(town)


def test_a_zone_that_nobody_knows_is_named(town):
    done = taken(town, ics(event(**{"DTSTART;TZID=Somewhere": "20261205T150000"})))

    assert "nobody knows its zone 'Somewhere'; read on the clock of Asia/Taipei" in done.output


def test_a_title_that_was_never_filled_in_is_the_calendars_name(town):
    taken(town, ics(event(SUMMARY="#_EVENTNAME"), head="X-WR-CALNAME:Quay\r\n"))

    assert 'title: "Quay"' in town.read("events/2026/quay.yml")


def test_names_and_addresses_that_a_program_coded_are_read(town):
    said = "<a href='https://www.google.com/url?q=https://x.example/a_b%3Fc&amp;sa=D'>map</a>"
    taken(
        town,
        ics(
            event(DESCRIPTION=f"See {said}", **{"ORGANIZER;CN=Ann%20Lee": "mailto:a@x.example"}),
            event(UID="two", SUMMARY="Talk", DESCRIPTION="[et_pb_row a=1]Words[/et_pb_row]"),
        ),
    )

    assert "[map](https://x.example/a_b?c)" in tea(town)
    assert town.read("people/ann-lee.yml") == 'name: "Ann Lee"\n'
    assert 'description: "Words"' in town.read("events/2026/talk.yml")


def test_a_rule_in_utc_has_days_of_utc_whatever_zone_the_calendar_shows(town):
    """Third Mondays at 23:00 there are no Mondays in Taipei (RFC 5545, 3.3.10)."""
    text = ics(
        event(DTSTART="20261116T230000Z", RRULE="FREQ=MONTHLY;BYDAY=3MO;COUNT=4"),
        head="X-WR-TIMEZONE:Asia/Taipei\r\n",
    )
    taken(town, text)

    assert town.days(date(2026, 11, 1), date(2027, 3, 1)) == [
        f"{day} 23:00Z" for day in ("2026-11-16", "2026-12-21", "2027-01-18", "2027-02-15")
    ]


def test_a_rule_in_utc_on_a_clock_that_changes_is_named(town):
    rule = event(DTSTART="20261117T180000Z", RRULE="FREQ=WEEKLY;UNTIL=20270601T000000Z")
    done = taken(town, ics(rule), "--timezone", "Europe/Berlin")

    assert "start: 2026-11-17 19:00" in tea(town)
    assert "written at one time on the clock of Europe/Berlin" in done.output
    assert "the first: 2027-03-30 20:00" in done.output


def test_a_rule_with_several_times_a_day_says_that_one_is_written(town):
    done = taken(town, ics(event(RRULE="FREQ=HOURLY;INTERVAL=3;COUNT=12")))

    assert "it takes place several times a day" in done.output


def test_no_mail_address_is_in_any_file_that_is_written(town):
    """Google calls a calendar by its owner's address, and people write them anywhere."""
    text = ics(
        event(UID="", SUMMARY="Tea, ask ann@mail.example"),
        event(UID="s@x", SUMMARY="Talk", RRULE="FREQ=WEEKLY;COUNT=5"),
        event(UID="s@x", SUMMARY="Talk by bo@mail.example", **{"RECURRENCE-ID;TZID=Asia/Taipei": "20261212T090000"}),
        product="-//Google Inc//Google Calendar 70.9054//EN",
        head="X-WR-CALNAME:mei@mail.example\r\n",
    )  # fmt: skip
    taken(town, text)

    written = [each for each in town.root.rglob("*") if each.is_file() and each.suffix != ".ics"]
    assert any(each.name == "to-followers.md" for each in written)
    assert [each.name for each in written if b"mail.example" in each.read_bytes()] == []


def test_meetups_group_is_known_behind_the_word_before_it(town):
    said = "Walkers\\n12月10日 星期四 下午7:00\\n\\n帶水。"
    text = ics(
        event(DESCRIPTION=said), product="-//Meetup//RemoteApi//EN",
        head="X-WR-CALNAME:Events - Walkers\r\n",
    )  # fmt: skip
    taken(town, text)

    assert 'description: "帶水。"' in tea(town)
