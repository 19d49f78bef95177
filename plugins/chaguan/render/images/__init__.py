"""Pictures as readers get them: made anew, in several sizes, with nothing but what they show."""

from .in_body import with_pictures

__all__ = ["with_pictures"]
