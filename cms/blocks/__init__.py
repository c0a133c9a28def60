"""Blocks a page's text is made of: words and pictures, and live data between them.

A block keeps what an editor chose, never a star or a price: those are asked for on the day the page
is read, for the site it is read on.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from cms.blocks.live import FairBlock, ProductsBlock, ProductsByRuleBlock, StarsBlock, SubjectBlock
from cms.blocks.words import (
    GalleryBlock,
    HeadingBlock,
    ParagraphBlock,
    PictureBlock,
    QuoteBlock,
    WayOnBlock,
)


class WordsBlock(StreamBlock):
    """The text of a story, a region, a page."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    way_on = WayOnBlock()
    products_by_rule = ProductsByRuleBlock()
    products = ProductsBlock()
    subject = SubjectBlock()
    stars = StarsBlock()
    fair = FairBlock()

    class Meta:
        label = _("text")


__all__ = ["WordsBlock"]
