"""Content and the command."""

from support.commands import chaguan as chaguan
from support.commands import two_problems as two_problems
from support.commands import write as write
