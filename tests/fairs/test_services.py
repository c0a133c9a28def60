"""What the services do, what they refuse, and that a refusal changes nothing."""

import datetime

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils.translation import override

from fairs.enums import FairPhase
from fairs.errors import FairError, NotAllowed
from fairs.models import BoothProduct, Fair
from fairs.services import (
    cancel_fair,
    change_fair,
    clear_fair_price,
    create_fair,
    introduce_booth,
    open_booth,
    pin_product,
    publish_fair,
    set_fair_price,
    show_booth,
    unpin_product,
)
from search.models import OutboxRow
from shop.catalogue.services import PackOffer, set_offer
from shop.errors import OfferError
from tests.factories.accounts import UserFactory
from tests.fairs import town
from tests.fairs.town import BEFORE, CLOSES, OPENS, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def outbox():
    """Listings the index is told of from here on."""

    def told():
        ids = sorted(OutboxRow.objects.values_list("listing_id", flat=True))
        OutboxRow.objects.all().delete()
        return ids

    OutboxRow.objects.all().delete()
    return told


# --- fairs ---------------------------------------------------------------------------------------


def test_phase_follows_the_clock(fair):
    moments = [OPENS - SECOND, OPENS, CLOSES - SECOND, CLOSES]

    assert [fair.phase(moment) for moment in moments] == [
        FairPhase.ANNOUNCED, FairPhase.LIVE, FairPhase.LIVE, FairPhase.ENDED,
    ]  # fmt: skip


def test_fair_starts_as_a_draft_with_an_address_of_its_own(officer):
    first, second = (
        create_fair(
            centre=town.centre_of(officer), plan=town.plan("Hội chợ Đặc sản"), by=officer,
            moment=BEFORE,
        )
        for _n in range(2)
    )  # fmt: skip

    assert (first.status, first.slug, second.slug) == (
        "draft", "hoi-cho-dac-san", "hoi-cho-dac-san-2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": " "}, "Enter the name of the fair."),
        ({"closes_at": OPENS}, "A fair opens before it closes."),
        ({"mode": "physical"}, "Say where people can walk in."),
        ({"mode": "orbital"}, "Choose what kind of fair it is."),
    ],
)
def test_plan_that_makes_no_sense_is_refused(officer, changes, reason):
    planned = town.plan(**changes)

    with pytest.raises(FairError) as refused:
        create_fair(centre=town.centre_of(officer), plan=planned, by=officer, moment=BEFORE)

    assert str(refused.value) == reason
    assert Fair.objects.count() == 0


def test_database_refuses_a_window_upside_down(fair):
    with pytest.raises(IntegrityError), transaction.atomic():
        Fair.objects.filter(pk=fair.pk).update(closes_at=OPENS)


def test_nobody_runs_the_fair_of_another_centre(fair, booth):
    stranger = town.officer_of("Ninh Bình")
    before = (fair.status, town.everything())

    for act in (
        lambda by: create_fair(centre=fair.centre, plan=town.plan(), by=by, moment=BEFORE),
        lambda by: change_fair(fair=fair, plan=town.plan("Khác"), by=by, moment=BEFORE),
        lambda by: publish_fair(fair=fair, by=by, moment=BEFORE),
        lambda by: cancel_fair(fair=fair, by=by, moment=BEFORE),
        lambda by: open_booth(fair=fair, subject=booth.subject, by=by, moment=BEFORE),
        lambda by: show_booth(booth=booth, is_published=False, by=by, moment=BEFORE),
    ):
        for by in (stranger, UserFactory()):
            with pytest.raises(NotAllowed):
                act(by)

    fair.refresh_from_db()
    booth.refresh_from_db()
    assert (fair.status, town.everything(), booth.is_published) == (*before, True)


def test_change_keeps_the_address_and_counts_a_version(fair, officer):
    version = fair.version

    changed = change_fair(
        fair=fair, by=officer, moment=OPENS,
        plan=town.plan("Tên mới", closes_at=CLOSES + datetime.timedelta(days=1)),
    )  # fmt: skip

    assert (changed.name, changed.slug, changed.version) == ("Tên mới", fair.slug, version + 1)
    assert changed.phase(CLOSES) == FairPhase.LIVE


def test_fair_that_is_over_or_cancelled_stays_as_it_was(fair, booth, pin, officer, tea):
    acts = (
        lambda at: change_fair(fair=fair, plan=town.plan("Khác"), by=officer, moment=at),
        lambda at: cancel_fair(fair=fair, by=officer, moment=at),
        lambda at: open_booth(fair=fair, subject=town.seller("Khác"), by=officer, moment=at),
        lambda at: introduce_booth(booth=booth, introduction="Khác", moment=at),
        lambda at: pin_product(booth=booth, listing=tea.product, moment=at),
        lambda at: set_fair_price(pin=pin, pack=tea.product, price=1000, moment=at),
        lambda at: clear_fair_price(pin=pin, moment=at),
        lambda at: unpin_product(pin=pin, moment=at),
    )

    for act in acts:
        with pytest.raises(FairError, match=r"This fair is over\."), transaction.atomic():
            act(CLOSES)
    cancel_fair(fair=fair, by=officer, moment=OPENS)
    for act in acts:
        with pytest.raises(FairError, match=r"This fair was cancelled\."), transaction.atomic():
            act(OPENS)

    pin.refresh_from_db()
    assert (pin.fair_price, BoothProduct.objects.count()) == (80_000, 1)


def test_fair_whose_last_day_has_passed_is_not_published(officer):
    draft = town.fair(officer, is_published=False)

    with pytest.raises(FairError, match="last day has passed"):
        publish_fair(fair=draft, by=officer, moment=CLOSES)

    draft.refresh_from_db()
    assert draft.status == "draft"


# --- booths and products on show -----------------------------------------------------------------


def test_subject_has_one_booth_at_a_fair(fair, booth, officer):
    again = open_booth(fair=fair, subject=booth.subject, by=officer, moment=BEFORE)

    assert again == booth
    assert booth.slug == "htx-che-vi-du"


def test_booth_shows_products_of_its_own_subject_only(booth):
    foreign = town.offer(town.seller("HTX Ong Ví Dụ"), "Mật ong")

    with pytest.raises(FairError, match="own producer"):
        pin_product(booth=booth, listing=foreign.product, moment=BEFORE)

    assert BoothProduct.objects.count() == 0


def test_words_of_a_booth_are_paragraphs_of_clean_text(booth):
    introduced = introduce_booth(
        booth=booth, introduction="Chè\u200b ngon\r\n\r\n  Mời ghé\n", moment=BEFORE
    )

    assert introduced.introduction == "Chè ngon\n\nMời ghé"


@pytest.mark.parametrize("price", [100_000, 100_001, 500_000])
def test_fair_price_must_be_lower_than_the_ordinary_one(booth, tea, price):
    pin = town.pin(booth, tea)

    with pytest.raises(FairError, match=r"lower than the ordinary price of 100\.000 ₫"):
        set_fair_price(pin=pin, pack=tea.product, price=price, moment=BEFORE)

    pin.refresh_from_db()
    assert pin.fair_price is None


@pytest.mark.parametrize("price", [0, -1, 0.5, True])
def test_fair_price_is_whole_dong_above_zero(booth, tea, price):
    pin = town.pin(booth, tea)

    with pytest.raises(OfferError):
        set_fair_price(pin=pin, pack=tea.product, price=price, moment=BEFORE)


def test_pack_of_another_product_is_refused(booth, tea):
    honey = town.offer(tea.partner.subject, "Mật ong")

    with pytest.raises(FairError, match="pack of this product"):
        set_fair_price(pin=town.pin(booth, tea), pack=honey.product, price=1000, moment=BEFORE)


def test_showcase_gets_no_fair_price(booth, tea):
    pin = town.pin(booth, tea)
    tea.delete()

    with pytest.raises(FairError, match="ordinary price first"):
        set_fair_price(pin=pin, pack=pin.listing, price=1000, moment=BEFORE)


def test_certificate_ending_the_day_before_the_close_is_refused_with_both_days(booth):
    # 36 months from 04/12/2023
    ending = town.offer(booth.subject, "Chè cũ", decided=datetime.date(2023, 12, 4))
    pin = town.pin(booth, ending)

    with pytest.raises(FairError) as refused:
        set_fair_price(pin=pin, pack=ending.product, price=80_000, moment=BEFORE)

    assert str(refused.value) == (
        "The recognition of “Chè cũ” ends on 04/12/2026, before the fair does on 05/12/2026."
    )
    pin.refresh_from_db()
    assert pin.fair_price is None


def test_certificate_in_term_through_the_last_day_is_enough(booth):
    lasting = town.offer(booth.subject, "Chè vừa", decided=datetime.date(2023, 12, 5))

    assert town.pin(booth, lasting, price=80_000).fair_price == 80_000


def test_product_whose_certificate_ended_gets_no_fair_price(booth):
    ended = town.offer(booth.subject, "Chè xưa", decided=datetime.date(2020, 1, 1))

    with pytest.raises(FairError, match=r"no recognition in term on 01/12/2026"):
        town.pin(booth, ended, price=80_000)


def test_one_pack_of_several_has_the_fair_price(booth, tea):
    small, large = set_offer(
        listing=tea.product, moment=BEFORE,
        packs=[
            PackOffer(label=f"Hộp {n}", price=n * 100_000, stock=9, sku=f"H{n}") for n in (1, 2)
        ],
    )  # fmt: skip

    pin = town.pin(booth, large, price=150_000)

    assert (pin.listing, pin.pack) == (large.product.parent, large.product)
    assert small.product != pin.pack


def test_quota_cannot_fall_below_what_is_sold(pin, tea):
    BoothProduct.objects.update(sold=4)

    with pytest.raises(FairError, match="cannot be lower than 4"):
        set_fair_price(pin=pin, pack=tea.product, price=80_000, quota=3, moment=OPENS)

    with pytest.raises(IntegrityError), transaction.atomic():
        BoothProduct.objects.update(quota=3)


# --- what others are told ------------------------------------------------------------------------


def test_index_is_told_of_what_is_shown_and_of_nothing_else(officer, tea, outbox):
    draft = town.fair(officer, is_published=False)
    booth = town.booth(draft, tea.partner.subject, officer)
    assert outbox() == []

    pin = town.pin(booth, tea)
    assert outbox() == [tea.product_id]
    set_fair_price(pin=pin, pack=tea.product, price=80_000, moment=BEFORE)
    assert outbox() == []
    publish_fair(fair=draft, by=officer, moment=BEFORE)
    assert outbox() == [tea.product_id]
    show_booth(booth=booth, is_published=False, by=officer, moment=BEFORE)
    assert outbox() == [tea.product_id]
    cancel_fair(fair=draft, by=officer, moment=BEFORE)
    assert outbox() == [tea.product_id]


def test_audit_trail_keeps_who_priced_what(pin):
    entry = LogEntry.objects.get_for_object(pin).filter(action=LogEntry.Action.UPDATE).get()

    assert entry.changes["fair_price"] == ["None", "80000"]
