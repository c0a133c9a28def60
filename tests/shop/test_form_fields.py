"""A form changes what it shows and nothing else, whatever is sent along with it."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import Consent, User
from ocop.models import (
    CentreMember,
    Certificate,
    RegisteredProduct,
    Standing,
    Subject,
    SubjectClaim,
    SubjectMember,
)
from shop.addresses.models import SavedAddress
from shop.addresses.services import keep_address
from shop.basket.models import Basket
from shop.basket.models import Line as BasketLine
from shop.catalogue.models import Product
from shop.order.models import Line, Order, OrderStatusChange, Purchase
from shop.partner.models import Partner, StockRecord
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller
from tests.shop.shopping import (
    CHECK,
    address_form,
    answer,
    delivery_form,
    hanoi,
    put_in,
    recipient_form,
)

pytestmark = pytest.mark.django_db
MODELS = (
    User, Consent, SubjectMember, SubjectClaim, CentreMember, Subject, RegisteredProduct, Standing,
    Certificate, Product, Partner, StockRecord, Basket, BasketLine, Purchase, Order, Line,
    OrderStatusChange, SavedAddress,
)  # fmt: skip
#: Random, of the clock, or counted up by the database
VOLATILE = {
    "id", "number", "token", "password", "last_login", "date_joined", "given_at", "date_created",
    "date_updated",
}  # fmt: skip
#: Fields that may name a row the form has made: which of the rows there were, or "new"
OWNERS = {
    "basket_id": Basket, "purchase_id": Purchase, "order_id": Order, "user_id": User,
    "owner_id": User,
}  # fmt: skip
#: Forms that write nothing into the tables above
KEPT_IN_THE_SESSION = {
    "shop:checkout_recipient", "shop:checkout_address", "shop:checkout_delivery",
    "shop:checkout_payment", "shop:look_up", "seller:choose",
}  # fmt: skip
#: Pages that only show
READ_ONLY = {
    "shop:newest_feed", "shop:product", "shop:basket", "shop:thanks", "shop:order",
    "shop:my_purchases", "shop:addresses",
    "seller:home", "seller:overview", "seller:listings", "seller:orders", "seller:order",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    settings.SHOP_COD_MAX_ORDERS_PER_DAY = 100


class World:
    """A seller (signed in in ``client``), a rival, a buyer's purchase of both, a guest's basket."""

    def __init__(self):
        self.tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=9)
        self.showcase = offer(self.tea.partner.subject, "Hồng trà").product
        StockRecord.objects.filter(product=self.showcase).delete()
        self.honey = offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=9)
        self.purchase = place(basket_with(self.tea, self.honey))
        self.order = self.purchase.orders.get(partner=self.tea.partner)
        self.client = Client()
        member = UserFactory()
        for subject in (self.tea.partner.subject, self.honey.partner.subject):
            SubjectMember.objects.create(subject=subject, user=member)
        SubjectMember.objects.filter(subject=self.honey.partner.subject).delete()
        self.client.force_login(member)
        self.addresses = [
            keep_address(user=member, recipient=recipient(street=f"Số {n}")) for n in (1, 2)
        ]
        self.guest = Client()
        put_in(self.guest, self.tea, 2)
        answer(self.guest, self.tea)
        self.line = BasketLine.objects.get(basket__status=Basket.OPEN)
        self.there = {
            key: set(model.objects.values_list("pk", flat=True)) for key, model in OWNERS.items()
        }

    def intruding_fields(self):
        """Names a hurried view might copy from the request, with values that would harm."""
        rival = self.honey
        return {
            "stars": "5", "star": "5", "sao": "5", "proposed_stars": "5", "decision_no": "1/QĐ",
            "status": "da-giao", "new_status": "da-giao", "target": "da-giao",
            "is_public": "on", "is_paused": "on", "policy_class": "parcel",
            "policy_is_overridden": "on", "title": "Mười sao", "slug": "x", "story": "<script>",
            "upc": "1", "sku": "SKU-1", "partner_sku": "SKU-1", "id": str(rival.pk),
            "pk": str(rival.pk), "record": str(rival.pk), "stockrecord": str(rival.pk),
            "product": str(rival.product_id), "listing": str(rival.product_id),
            f"price-{rival.pk}": "1", f"price_{rival.pk}": "1", "amount": "1",
            "price_incl_tax": "1", "price_excl_tax": "1", "unit_price_incl_tax": "1",
            "num_in_stock": "999", "num_allocated": "0", "partner": str(rival.partner_id),
            "partner_id": str(rival.partner_id), "subject_id": str(rival.partner.subject_id),
            "registered_product": str(rival.product.registered_product_id), "members": "1",
            "user": "1", "user_id": "1", "owner": "1", "basket": str(self.purchase.basket_id),
            "basket_id": str(self.purchase.basket_id), "is_staff": "on", "is_superuser": "on",
            "is_active": "on", "groups": "1", "user_permissions": "1", "by": "seller",
            "cancelled_by": "seller", "number": self.purchase.number, "fee": "0", "shipping": "0",
            "shipping_incl_tax": "0", "total_incl_tax": "1", "discount": "99", "moment": "2020",
            "placed_at": "2020-01-01", "language": "xx", "consent_version": "0", "seen_total": "1",
            "payment_method": "stripe", "free_over": "0", "expected_to": "2020-01-01",
            f"delivery-{rival.partner_id}": "tu-den-lay", "_method": "DELETE", "next": "//x.vn",
        }  # fmt: skip


def _record(name: str, record: Callable[[World], StockRecord]) -> Callable[[World], str]:
    return lambda world: reverse(f"seller:{name}", kwargs={"pk": record(world).pk})


def _listing(name: str, attribute: str) -> Callable[[World], str]:
    def url(world):
        listing = getattr(world, attribute)
        return reverse(f"seller:{name}", kwargs={"pk": getattr(listing, "product_id", listing.pk)})

    return url


def _order(name: str) -> Callable[[World], str]:
    return lambda world: reverse(
        f"shop:{name}",
        kwargs={"number": world.purchase.number, "order_number": world.order.number},
    )


def _sent_off(world: World) -> dict[str, object]:
    """The order is on its way when the buyer's form is sent."""
    Order.objects.filter(pk=world.order.pk).update(status="dang-giao")
    return {"k": world.purchase.token, "seen_status": "dang-giao"}


def _saved(name: str, number: int) -> Callable[[World], str]:
    return lambda world: reverse(f"shop:{name}", kwargs={"pk": world.addresses[number].pk})


def _saved_form(world: World) -> dict[str, object]:
    person = {"name": "Trần Văn Nhận", "phone": "0987654321", "province": hanoi().pk}
    return person | address_form(street="Số 3")


#: URL name → (whose browser, address, what the form itself sends)
FORMS = {
    "shop:basket_add": (
        "guest", lambda w: reverse("shop:basket_add"),
        lambda w: {"pack": w.tea.product_id, "quantity": "1"},
    ),
    "shop:basket_change": (
        "guest", lambda w: reverse("shop:basket_change", kwargs={"line_id": w.line.pk}),
        lambda w: {"quantity": "3"},
    ),
    "shop:checkout_recipient": (
        "guest", lambda w: reverse("shop:checkout_recipient"), lambda w: recipient_form(),
    ),
    "shop:checkout_address": (
        "guest", lambda w: reverse("shop:checkout_address"), lambda w: address_form(),
    ),
    "shop:checkout_delivery": (
        "guest", lambda w: reverse("shop:checkout_delivery"), lambda w: delivery_form(w.tea),
    ),
    "shop:checkout_payment": (
        "guest", lambda w: reverse("shop:checkout_payment"), lambda w: {"payment": "cod"},
    ),
    "shop:checkout_check": (
        "guest", lambda w: CHECK, lambda w: {"consent": "on", "total": "282000"},
    ),
    "shop:look_up": (
        "guest", lambda w: reverse("shop:look_up"),
        lambda w: {"number": "0000000000", "phone": "0912345678"},
    ),
    "shop:order_cancel": (
        "guest", _order("order_cancel"),
        lambda w: {"k": w.purchase.token, "seen_status": w.order.status},
    ),
    "shop:open_account": (
        "guest",
        lambda w: reverse("shop:open_account", kwargs={"number": w.purchase.number}),
        lambda w: {"k": w.purchase.token, "password": "cam-sanh-ham-yen", "agrees": "on"},
    ),
    "shop:order_received": ("guest", _order("order_received"), _sent_off),
    "shop:address_add": ("client", lambda w: reverse("shop:address_add"), _saved_form),
    "shop:address_change": ("client", _saved("address_change", 0), _saved_form),
    "shop:address_delete": ("client", _saved("address_delete", 0), lambda w: {}),
    "shop:address_default": ("client", _saved("address_default", 1), lambda w: {}),
    "seller:choose": (
        "client", lambda w: reverse("seller:choose"),
        lambda w: {"subject": w.tea.partner.subject_id},
    ),
    "seller:first_offer": (
        "client", _listing("first_offer", "showcase"),
        lambda w: {"label": "Hộp", "net_amount": "250", "net_unit": "g", "price": "90.000",
                   "stock": "4"},
    ),
    "seller:season": ("client", _listing("season", "tea"), lambda w: {"months": ["3", "4"]}),
    "seller:pause": ("client", _listing("pause", "tea"), lambda w: {}),
    "seller:price": (
        "client", _record("price", lambda w: w.tea), lambda w: {"price": "99.000"},
    ),
    "seller:stock": ("client", _record("stock", lambda w: w.tea), lambda w: {"change": "2"}),
    "seller:step": (
        "client", lambda w: reverse("seller:step", kwargs={"number": w.order.number}),
        lambda w: {"act": "confirm", "seen_status": w.order.status},
    ),
    "accounts:sign_up": (
        "guest", lambda w: reverse("accounts:sign_up"),
        lambda w: {"name": "Hoàng Thị Ví Dụ", "email": "moi@vi-du.example", "agrees": "on",
                   "password": "cam-sanh-ham-yen"},
    ),
}  # fmt: skip


def snapshot(world):
    def shown(row):
        fields = {key: value for key, value in row.items() if key not in VOLATILE}
        for key in fields.keys() & OWNERS.keys():
            if fields[key] is not None and fields[key] not in world.there[key]:
                fields[key] = "new"
        return repr(fields)

    return {model._meta.label: sorted(map(shown, model.objects.values())) for model in MODELS}


def after(world, browser, url, form):
    """What the database holds, and what the session does, once the form was sent; then undone."""
    client = getattr(world, browser)
    cookies = {key: morsel.value for key, morsel in client.cookies.items()}
    with transaction.atomic():
        response = client.post(url, form)
        seen = (response.status_code, snapshot(world), client.session.get("dat-hang"))
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies)
    return seen


def urls_of(namespace):
    resolver = get_resolver().namespace_dict[namespace][1]
    return {f"{namespace}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}


def test_every_page_of_the_shop_is_a_form_tested_here_or_only_shows():
    known = urls_of("shop") | urls_of("seller")

    assert known == (FORMS.keys() - {"accounts:sign_up"}) | READ_ONLY


@pytest.mark.parametrize("name", sorted(FORMS))
def test_fields_sent_along_change_nothing(name):
    world = World()
    browser, address, form = FORMS[name]
    url, own = address(world), form(world)
    intruding = {k: v for k, v in world.intruding_fields().items() if k not in own}
    before = snapshot(world)

    alone = after(world, browser, url, own)
    together = after(world, browser, url, own | intruding)

    assert alone[0] < 400
    changed = [model for model in before if alone[1][model] != before[model]]
    assert (changed == []) == (name in KEPT_IN_THE_SESSION)
    assert together == alone
    assert snapshot(world) == before


@pytest.mark.parametrize("name", sorted(FORMS))
def test_fields_sent_in_the_address_change_nothing(name):
    world = World()
    browser, address, form = FORMS[name]
    url, own = address(world), form(world)
    query = "&".join(f"{k}={v}" for k, v in world.intruding_fields().items() if k not in own)

    assert after(world, browser, f"{url}?{query}", own)[1:] == after(world, browser, url, own)[1:]


def test_pages_that_only_show_take_no_forms():
    world = World()
    arguments = {
        "shop:product": {"slug": "x", "pk": world.tea.product_id},
        "shop:thanks": {"number": world.purchase.number},
        "shop:order": {"number": world.purchase.number},
        "seller:order": {"number": world.order.number},
    }
    before = snapshot(world)

    for name in READ_ONLY - {"seller:home"}:
        url = reverse(name, kwargs=arguments.get(name))
        for method in ("post", "put", "patch", "delete"):
            assert getattr(world.client, method)(url, world.intruding_fields()).status_code == 405

    assert snapshot(world) == before
