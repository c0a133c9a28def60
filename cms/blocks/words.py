"""Words and pictures."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

#: No picture: those have a block of their own, which asks for their description
_FEATURES = ["bold", "italic", "ol", "ul", "hr", "link"]
_ADDRESS = re.compile(r"(?:/(?!/)|https://|tel:|mailto:)\S+")


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": _FEATURES} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("paragraph")
        template = "cms/blocks/paragraph.html"


class HeadingBlock(blocks.CharBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 120} | kwargs))

    class Meta:
        icon = "title"
        label = _("heading")
        template = "cms/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("the picture in words"),
        max_length=200,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "cms/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = _("gallery")
        template = "cms/blocks/gallery.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("words"), rows=3)
    by = blocks.CharBlock(label=_("who says it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "cms/blocks/quote.html"


class WayOnBlock(blocks.StructBlock):
    """A call to action: a button that leads to a page or to an address."""

    words = blocks.CharBlock(label=_("words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    address = blocks.CharBlock(
        label=_("or an address"),
        required=False,
        max_length=500,
        help_text=_("/san-pham/?sao=5, https://…, tel:…, mailto:…"),
    )

    class Meta:
        icon = "arrow-right"
        label = _("call to action")
        template = "cms/blocks/way_on.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        address = (cleaned["address"] or "").strip()
        if bool(cleaned["page"]) == bool(address):
            raise StructBlockValidationError(
                block_errors={"address": ValidationError(_t("Choose a page or give an address"))}
            )
        if address and not _ADDRESS.fullmatch(address):
            raise StructBlockValidationError(
                block_errors={
                    "address": ValidationError(
                        _t("Begin the address with /, https://, tel: or mailto:")
                    )
                }
            )
        return cleaned
