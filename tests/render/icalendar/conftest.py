"""Drawn events, their calendars, and the clients that read them."""

from support.calendars import fixture_a_span as fixture_a_span
from support.calendars import fixture_an_event as fixture_an_event
from support.calendars import fixture_calendar_of as fixture_calendar_of
from support.calendars import fixture_calendars_of as fixture_calendars_of
from support.calendars import ical_js as ical_js
from support.calendars import khal as khal
from support.calendars import libical as libical
from support.calendars import year_of_events as year_of_events
