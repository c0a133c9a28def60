"""Buying through the doors of the shop, page by page, with Django's client."""

from django.urls import reverse

from ocop.models import Place
from shop.shipping.loading import load_default_tariffs

CHECK = "/dat-hang/kiem-tra/"


def put_in(client, record, quantity=1):
    """Send the form of a product page."""
    load_default_tariffs()
    return client.post(
        reverse("shop:basket_add"), {"pack": record.product_id, "quantity": quantity}
    )


def hanoi():
    return Place.objects.provinces().get(code="01")


def commune_of(province):
    return Place.objects.communes().filter(province=province).order_by("code").first()


def recipient_form(**changes):
    values = {
        "name": "Nguyễn Thị Mua", "phone": "0912 345 678", "email": "mua@vi-du.example",
        "province": hanoi().pk,
    }  # fmt: skip
    return values | changes


def address_form(**changes):
    values = {
        "commune": commune_of(hanoi()).pk, "street": "Số 1 ngõ 2", "note": "Gọi trước khi giao",
    }  # fmt: skip
    return values | changes


def delivery_form(*records, method="giao-hang"):
    return {f"delivery-{record.partner_id}": method for record in records}


def answer(client, *records, method="giao-hang"):
    """Fill in everything before the check-answers page; ``records`` name the sellers."""
    client.post(reverse("shop:checkout_recipient"), recipient_form())
    client.post(reverse("shop:checkout_address"), address_form())
    client.post(reverse("shop:checkout_delivery"), delivery_form(*records, method=method))
    return client.post(reverse("shop:checkout_payment"), {"payment": "cod"})


def order(client, total, **changes):
    """Press the button that says ``total``."""
    return client.post(CHECK, {"consent": "on", "total": total} | changes)


def told(client):
    """What the site has to say to this visitor, once."""
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.session = client.session
    request.COOKIES = {key: morsel.value for key, morsel in client.cookies.items()}
    return [str(message) for message in FallbackStorage(request)]
