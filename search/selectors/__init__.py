"""Reads: what the pages and the command of this room ask for."""

from search.selectors.facts import Hit, hits
from search.selectors.finding import Found, find

__all__ = ["Found", "Hit", "find", "hits"]
