"""The command line for contributors."""

from .main import main

__all__ = ["main"]
