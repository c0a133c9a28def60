"""Listings: Oscar's catalogue bound to the register. Stars live on Certificate only."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductImage

from ocop.enums import PolicyClass
from ocop.models import RegisteredProduct
from ocop.rules import NAME_LENGTH
from shop.catalogue.seasons import months_of


class NetUnit(models.TextChoices):
    """What ``Product.net_amount`` counts; unit prices are per kilogram or litre."""

    GRAM = "g", _("g")
    MILLILITRE = "ml", _("ml")
    PIECE = "piece", _("piece")


class Product(AbstractProduct):
    """A listing (standalone or parent) of one registered product, or a pack size (child) of it.

    A listing without a price is a showcase: public, with "ask the producer" in place of a price.
    """

    #: The name in the register, whole
    title = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    registered_product = models.OneToOneField(
        "ocop.RegisteredProduct",
        verbose_name=_("registered product"),
        null=True,  # pack sizes have none of their own
        blank=True,
        on_delete=models.PROTECT,
        related_name="listing",
    )
    #: What the shop may do with it: the group's default, unless a centre overrode it
    policy_class = models.CharField(
        _("policy class"),
        max_length=12,
        choices=PolicyClass.choices,
        default=PolicyClass.PARCEL,
    )
    #: A centre chose the policy class by hand: the register no longer changes it
    policy_is_overridden = models.BooleanField(default=False)
    #: The seller stopped selling for a while: shown as a showcase
    is_paused = models.BooleanField(_("paused"), default=False)
    #: Bits of the months it is there (``shop.catalogue.seasons``); 0: all year, or nobody said
    season_mask = models.PositiveSmallIntegerField(_("season"), default=0)
    #: Content of one pack, in ``net_unit``; null when unknown
    net_amount = models.PositiveIntegerField(_("net content"), null=True, blank=True)
    net_unit = models.CharField(_("unit"), max_length=6, choices=NetUnit.choices, blank=True)
    #: Label of a pack size: "Hộp 250 g"
    pack_label = models.CharField(_("pack"), max_length=80, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True)
    storage = models.CharField(_("storage and shelf life"), max_length=300, blank=True)
    #: Number of the food-safety certificate or self-declaration
    food_safety_no = models.CharField(_("food-safety number"), max_length=80, blank=True)
    story = models.TextField(_("story"), blank=True)

    @property
    def register_entry(self) -> RegisteredProduct:
        """What the register says of this listing. A pack has none: ask its parent."""
        if self.registered_product is None:
            raise TypeError(f"listing {self.pk} is a pack")
        return self.registered_product

    @property
    def season_months(self) -> tuple[int, ...]:
        """Months of its season, 1–12; empty: all year, or nobody said."""
        return months_of(self.season_mask)

    def get_absolute_url(self) -> str:
        slug_of = self.parent if self.is_child else self
        return reverse("shop:product", kwargs={"slug": slug_of.slug, "pk": slug_of.pk})


class ProductImage(AbstractProductImage):
    """A picture of a listing. The file, its renditions and alt text belong to the Wagtail image."""

    image = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.CASCADE, related_name="+"
    )


# Oscar skips a model that is already registered, so our own classes stand above this line.
from oscar.apps.catalogue.models import *
