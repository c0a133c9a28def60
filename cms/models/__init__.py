"""Pages: words and pictures only. Nothing operational lives on a page."""

from cms.models.base import WordsPage
from cms.models.fairs import FairIndexPage, FairPage
from cms.models.home import HomePage
from cms.models.standard import StandardPage

__all__ = ["FairIndexPage", "FairPage", "HomePage", "StandardPage", "WordsPage"]
