"""Pages: words and pictures only. Nothing operational lives on a page."""

from cms.models.base import WordsPage
from cms.models.home import HomePage
from cms.models.regions import RegionIndexPage, RegionPage
from cms.models.standard import StandardPage
from cms.models.stories import NewsIndexPage, NewsPage, StoryIndexPage, StoryPage

__all__ = [
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "RegionIndexPage",
    "RegionPage",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
    "WordsPage",
]
