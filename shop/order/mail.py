"""Order mail, in the language the buyer ordered in. Plain text: it opens on every phone."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from shop.order.models import Order, Purchase


def purchase_mail(purchase_id: int) -> EmailMessage | None:
    """What was ordered, from whom, for how much, and the link to it."""
    purchase = (
        Purchase.objects.select_related("province", "commune")
        .prefetch_related("orders__lines", "orders__partner__subject")
        .get(pk=purchase_id)
    )
    return _mail(
        purchase, _subject_of_purchase, "shop/mail/purchase.txt", {"orders": purchase.orders.all()}
    )


def status_mail(order_id: int) -> EmailMessage | None:
    """That one order moved on."""
    order = Order.objects.select_related("purchase", "partner__subject").get(pk=order_id)
    if order.purchase is None:
        return None
    return _mail(order.purchase, _subject_of_status, "shop/mail/status.txt", {"order": order})


def _mail(purchase, subject, template, context) -> EmailMessage | None:  # type: ignore[no-untyped-def]
    if not purchase.email:
        return None
    with translation.override(purchase.language):
        context |= {"purchase": purchase, "base_url": settings.WAGTAILADMIN_BASE_URL}
        return EmailMessage(
            subject=subject(purchase), body=render_to_string(template, context),
            to=[purchase.email],
        )  # fmt: skip


def _subject_of_purchase(purchase: Purchase) -> str:
    return _("Order %(number)s received") % {"number": purchase.number}


def _subject_of_status(purchase: Purchase) -> str:
    return _("News of your order %(number)s") % {"number": purchase.number}
