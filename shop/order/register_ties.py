"""What the shop has of a subject, told to the register's desk."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ocop.elsewhere import Elsewhere, register_elsewhere
from ocop.models import Subject
from ocop.objections import register_objection
from shop.catalogue.register_ties import ON_SALE
from shop.order.enums import ENDED
from shop.order.models import Order
from shop.partner.models import StockRecord


def connect() -> None:
    register_objection(Subject, "shop.order")(object_to_merge)
    register_elsewhere(Subject, "shop.order")(business)


def object_to_merge(kept: Subject, merged: Subject, moment: datetime.datetime) -> Iterator[Any]:
    """A subject that sells, or has orders to fulfil, is not merged away."""
    if not _does_business(merged):
        return
    if _does_business(kept):
        yield _("Both sell here. End the business of one of them first.")
    else:
        yield _("The record that would go sells here: keep that one instead.")


def business(subject: Subject) -> Iterator[Elsewhere]:
    """The public page of a subject and what it sells."""
    yield Elsewhere(_t("Page of the producer"), reverse("search:subject", args=[subject.slug]))
    offers = StockRecord.objects.filter(partner__subject=subject, price__isnull=False).count()
    if offers:
        state = ngettext("%(count)d pack on sale", "%(count)d packs on sale", offers)
        yield Elsewhere(_t("Shop"), state=state % {"count": offers})
    waiting = Order.objects.filter(partner__subject=subject).exclude(status__in=ENDED).count()
    if waiting:
        state = ngettext("%(count)d order not ended", "%(count)d orders not ended", waiting)
        yield Elsewhere(_t("Orders"), state=state % {"count": waiting})


def _does_business(subject: Subject) -> bool:
    records = StockRecord.objects.filter(partner__subject=subject)
    orders = Order.objects.filter(partner__subject=subject).exclude(status__in=ENDED)
    return records.filter(ON_SALE).exists() or orders.exists()
