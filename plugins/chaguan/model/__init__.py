"""What a community is made of. The standard library only."""

from . import zone_data  # before any zone is made
from .campaign import Campaign, Goal, Step
from .community import KINDS, PLURALS, STREAMS, Community, Settings
from .compact import Positions
from .event import Event, Occurrence, Stretch
from .event_parts import AgendaItem, Call, Change, Recording, Signup, Status, Turn, Wanted
from .gathered import (
    FeedEntry,
    Gathered,
    GatheredCalendar,
    GatheredFeed,
    GatheredFile,
    NearbyEvent,
    Neighbour,
)
from .group import Group, JoinLink
from .offer import Maker, Offer, Order, PickUp, Price
from .page import Page
from .person import Joined, Person
from .place import Geo, Location, Place
from .post import Post, Source
from .problem import Position, Problem, Severity, error, notice, warning
from .record import MediaPath, Record, RecordId, Url
from .repeat import LAST, Day, Days, Every, Repeat
from .revision import History, Past, Revision
from .scene import Scene
from .span import Span, Week
from .tag import NamedTag, Tag, shown_tag, tag_form
from .text import ANY, Block, Text, Words, base, nearest

__all__ = [
    "ANY",
    "KINDS",
    "LAST",
    "PLURALS",
    "STREAMS",
    "AgendaItem",
    "Block",
    "Call",
    "Campaign",
    "Change",
    "Community",
    "Day",
    "Days",
    "Event",
    "Every",
    "FeedEntry",
    "Gathered",
    "GatheredCalendar",
    "GatheredFeed",
    "GatheredFile",
    "Geo",
    "Goal",
    "Group",
    "History",
    "JoinLink",
    "Joined",
    "Location",
    "Maker",
    "MediaPath",
    "NamedTag",
    "NearbyEvent",
    "Neighbour",
    "Occurrence",
    "Offer",
    "Order",
    "Page",
    "Past",
    "Person",
    "PickUp",
    "Place",
    "Position",
    "Positions",
    "Post",
    "Price",
    "Problem",
    "Record",
    "RecordId",
    "Recording",
    "Repeat",
    "Revision",
    "Scene",
    "Settings",
    "Severity",
    "Signup",
    "Source",
    "Span",
    "Status",
    "Step",
    "Stretch",
    "Tag",
    "Text",
    "Turn",
    "Url",
    "Wanted",
    "Week",
    "Words",
    "base",
    "error",
    "nearest",
    "notice",
    "shown_tag",
    "tag_form",
    "warning",
    "zone_data",
]
