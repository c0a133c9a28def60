"""An order that its seller leaves unanswered ends by itself, and everybody concerned is told."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from config.periodic import periodic_jobs
from ocop.models import SubjectMember
from shop.order import progress
from shop.order.deadlines import lapse, lapse_unconfirmed
from shop.order.errors import OrderError
from shop.order.models import Order
from shop.order.progress import cancel_order, confirm_order, lapse_order
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller

pytestmark = pytest.mark.django_db
DEADLINE = MOMENT + datetime.timedelta(days=5)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=3)


@pytest.fixture
def order(tea):
    return place(basket_with(tea, quantity=2)).orders.get()


@pytest.fixture
def mine(tea, client):
    """The browser of a member of the tea's cooperative."""
    member = UserFactory()
    SubjectMember.objects.create(subject=tea.partner.subject, user=member)
    client.force_login(member)
    return client


def state_of(order, record):
    order.refresh_from_db()
    record.refresh_from_db()
    return order.status, record.num_in_stock, record.num_allocated


def test_order_left_unanswered_lapses_at_its_deadline_and_not_before(order, tea):
    assert order.confirm_before == DEADLINE
    assert lapse_unconfirmed(moment=DEADLINE - datetime.timedelta(seconds=1)) == 0
    assert state_of(order, tea) == ("cho-xac-nhan", 3, 2)

    assert lapse_unconfirmed(moment=DEADLINE) == 1
    assert lapse_unconfirmed(moment=DEADLINE) == 0

    assert state_of(order, tea) == ("het-han", 3, 0)
    assert list(order.status_changes.order_by("pk").values_list("old_status", "new_status")) == [
        ("", "cho-xac-nhan"), ("cho-xac-nhan", "het-han"),
    ]  # fmt: skip
    assert set(order.lines.values_list("status", "allocation_cancelled", "num_allocated")) == {
        ("het-han", True, 0)
    }


def test_time_to_confirm_is_a_setting(order, settings):
    settings.SHOP_CONFIRM_WITHIN_DAYS = 1

    assert lapse_unconfirmed(moment=MOMENT + datetime.timedelta(days=1)) == 1


def test_order_that_was_answered_never_lapses(order, tea):
    confirm_order(order=order, seen_status="cho-xac-nhan")
    other = place(basket_with(tea), who=recipient(phone="+84987654321")).orders.get()
    cancel_order(order=other, seen_status="cho-xac-nhan", reason="", by="buyer")

    assert lapse_unconfirmed(moment=DEADLINE) == 0
    for answered in (order, other):
        with pytest.raises(OrderError):
            lapse_order(order=answered, moment=DEADLINE)

    assert state_of(order, tea) == ("da-xac-nhan", 3, 2)
    assert state_of(other, tea) == ("da-huy", 3, 2)


def test_order_whose_time_is_not_up_cannot_be_made_to_lapse(order, tea):
    with pytest.raises(OrderError):
        lapse_order(order=order, moment=DEADLINE - datetime.timedelta(seconds=1))

    assert state_of(order, tea) == ("cho-xac-nhan", 3, 2)


def test_one_order_that_cannot_lapse_stops_none_of_the_others(tea, order, monkeypatch):
    honey = offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", stock=5)
    others = [
        place(basket_with(honey), who=recipient(phone=f"+8498765432{n}")).orders.get()
        for n in range(2)
    ]
    real = progress.return_stock

    def poisoned(*, quantities):
        if tea.pk in quantities:
            raise RuntimeError("poisoned")
        real(quantities=quantities)

    monkeypatch.setattr(progress, "return_stock", poisoned)
    with pytest.raises(ExceptionGroup) as raised:
        lapse_unconfirmed(moment=DEADLINE)

    (failure,) = raised.value.exceptions
    assert (str(failure), failure.__notes__) == ("poisoned", [f"order {order.number}"])
    assert state_of(order, tea) == ("cho-xac-nhan", 3, 2)
    assert order.status_changes.count() == 1
    assert {state_of(other, honey) for other in others} == {("het-han", 5, 0)}


def test_units_of_a_lapsed_order_can_be_sold_again(order, tea):
    lapse_order(order=order, moment=DEADLINE)

    again = place(basket_with(tea, quantity=3), who=recipient(phone="+84987654321"))

    assert again.orders.get().status == "cho-xac-nhan"


def test_buyer_is_told_by_mail_and_pays_nothing(order):
    mail.outbox.clear()

    lapse_order(order=order, moment=DEADLINE)

    (message,) = mail.outbox
    assert message.to == ["mua@vi-du.example"]
    with translation.override("vi"):
        sentence = translation.gettext(
            "The producer did not confirm it in time. You pay nothing for it; the same goods may "
            "still be on sale."
        )
    assert sentence in message.body


def test_buyer_sees_the_deadline_and_later_what_happened(order, client):
    url = f"/don-hang/{order.purchase.number}/?k={order.purchase.token}"
    before = client.get(url, headers={"accept-language": "en"}).content.decode()
    lapse_order(order=order, moment=DEADLINE)
    after = client.get(url, headers={"accept-language": "en"}).content.decode()

    assert "10:00 29/11/2026" in before
    assert reverse("shop:order_cancel", args=[order.purchase.number, order.number]) in before
    assert "10:00 29/11/2026" in after
    assert "state--ended" in after
    assert reverse("shop:order_cancel", args=[order.purchase.number, order.number]) not in after


def test_seller_sees_the_deadline_everywhere_the_order_waits(mine, order):
    pages = ["/kenh-ban/tong-quan/", "/kenh-ban/don-hang/", f"/kenh-ban/don-hang/{order.number}/"]

    assert [mine.get(url).content.decode().count("10:00 29/11/2026") for url in pages] == [1, 1, 1]
    assert mine.get(pages[0]).context["overview"].confirm_before == DEADLINE

    confirm_order(order=order, seen_status="cho-xac-nhan")
    assert [mine.get(url).content.decode().count("10:00 29/11/2026") for url in pages] == [0, 0, 0]


def test_overview_names_the_first_deadline(mine, order, tea):
    later = place(
        basket_with(tea), who=recipient(phone="+84987654321"),
        moment=MOMENT + datetime.timedelta(hours=3),
    ).orders.get()  # fmt: skip

    assert mine.get("/kenh-ban/tong-quan/").context["overview"].confirm_before == DEADLINE
    confirm_order(order=order, seen_status="cho-xac-nhan")

    overview = mine.get("/kenh-ban/tong-quan/").context["overview"]
    assert overview.confirm_before == later.confirm_before


def test_seller_finds_it_among_the_cancelled_without_the_buyers_name(mine, order):
    lapse_order(order=order, moment=DEADLINE)

    listed = mine.get("/kenh-ban/don-hang/?tab=huy")
    page = mine.get(f"/kenh-ban/don-hang/{order.number}/").content.decode()

    assert [o.pk for o in listed.context["page"]] == [order.pk]
    assert listed.context["counts"]["huy"] == 1
    for text in (listed.content.decode(), page):
        assert order.number in text
        assert "Nguyễn Thị Mua" not in text


@pytest.mark.parametrize("seen", ["het-han", "cho-xac-nhan"])
def test_seller_cannot_confirm_what_has_lapsed(mine, order, tea, seen):
    """Its units may be sold to others by now."""
    lapse_order(order=order, moment=DEADLINE)

    mine.post(
        reverse("seller:step", kwargs={"number": order.number}),
        {"act": "confirm", "seen_status": seen},
    )

    assert state_of(order, tea) == ("het-han", 3, 0)


def test_job_asks_the_clock_and_runs_every_hour(order, settings):
    assert lapse.call() == 0

    settings.CHOPHIEN_NOW = DEADLINE.isoformat()
    assert lapse.call() == 1

    assert Order.objects.get(pk=order.pk).status == "het-han"
    assert [
        job.crontab for job in periodic_jobs() if job.task_path == "shop.order.deadlines.lapse"
    ] == ["7 * * * *"]
