"""Blocks that show what the register and the shelf say on the day a page is read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.gathering import gathered_for
from cms.choosers import ListingChooserBlock, SubjectChooserBlock
from cms.selectors.picks import MOST
from cms.selectors.places import provinces_of_today
from themes.drawings import GROUPS

_HEADING = {"label": _("heading"), "required": False, "max_length": 120}


class ProductsByRuleBlock(blocks.StructBlock):
    heading = blocks.CharBlock(**_HEADING)
    order = blocks.ChoiceBlock(
        label=_("which first"),
        choices=[("newest", _("newest recognition")), ("best", _("most stars"))],
        default="newest",
    )
    stars = blocks.ChoiceBlock(
        label=_("stars"),
        required=False,
        choices=[("5", _("5 stars")), ("4", _("4 stars")), ("3", _("3 stars"))],
    )
    group = blocks.ChoiceBlock(label=_("group"), required=False, choices=list(GROUPS.items()))
    province = blocks.ChoiceBlock(label=_("province"), required=False, choices=provinces_of_today)
    limit = blocks.IntegerBlock(label=_("how many"), default=4, min_value=1, max_value=MOST)

    class Meta:
        icon = "list-ul"
        label = _("products by rule")
        template = "cms/blocks/products.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        found = gathered_for(value, "products_by_rule", parent_context)
        return context | {"cards": found.cards_of(value), "more_url": found.rule_of(value).url}


class ProductsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(**_HEADING)
    listings = blocks.ListBlock(
        ListingChooserBlock(label=_("product")), label=_("products"), min_num=1, max_num=MOST
    )

    class Meta:
        icon = "tag"
        label = _("products by hand")
        template = "cms/blocks/products.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        found = gathered_for(value, "products", parent_context)
        return context | {"cards": found.cards_of(value)}


class SubjectBlock(blocks.StructBlock):
    subject = SubjectChooserBlock(label=_("producer"))

    class Meta:
        icon = "group"
        label = _("producer")
        template = "cms/blocks/subject.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        found = gathered_for(value, "subject", parent_context)
        return context | {"subject": found.subject_of(value)}


class StarsBlock(blocks.StaticBlock):
    class Meta:
        icon = "pick"
        label = _("stars explained")
        admin_text = _("What three, four and five stars mean, and who gives them.")
        template = "cms/blocks/stars.html"


class FairBlock(blocks.StructBlock):
    heading = blocks.CharBlock(**_HEADING)

    class Meta:
        icon = "calendar-alt"
        label = _("fair that is open or next")
        template = "cms/blocks/fair.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        found = gathered_for(value, "fair", parent_context)
        return context | {"fair": found.fair}
