"""What a community is made of. The standard library only."""

from . import zone_data  # before any zone is made
from .block import Block
from .change import Change, Recording, Signup, Status, Turn
from .community import KINDS, PLURALS, STREAMS, Community, Settings
from .event import Event, Occurrence, Stretch
from .group import Group, JoinLink
from .page import Page
from .person import Person
from .place import Geo, Location, Place
from .position import Position
from .post import Post, Source
from .problem import Problem, Severity, error, notice, warning
from .record import MediaPath, Record, RecordId, Url
from .repeat import LAST, Day, Days, Every, Repeat
from .revision import History, Past, Revision
from .scene import Scene
from .span import Span
from .text import ANY, Text, Words, base, nearest

__all__ = [
    "ANY",
    "KINDS",
    "LAST",
    "PLURALS",
    "STREAMS",
    "Block",
    "Change",
    "Community",
    "Day",
    "Days",
    "Event",
    "Every",
    "Geo",
    "Group",
    "History",
    "JoinLink",
    "Location",
    "MediaPath",
    "Occurrence",
    "Page",
    "Past",
    "Person",
    "Place",
    "Position",
    "Post",
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
    "Stretch",
    "Text",
    "Turn",
    "Url",
    "Words",
    "base",
    "error",
    "nearest",
    "notice",
    "warning",
    "zone_data",
]
