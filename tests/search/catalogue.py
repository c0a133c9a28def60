"""A varied catalogue for counting: the judged rows, with more certificates, ends and prices."""

import datetime
import random
from decimal import Decimal

from fairs.models import Booth, BoothProduct, Fair
from ocop.models import Centre, ProductGroup, RegisteredProduct, Subject
from ocop.services import record_standing, register_batch
from shop.catalogue.models import Product
from shop.partner.models import Partner, StockRecord
from tests.search import judged


def load(*, day: datetime.date, seed: int = 7) -> None:
    """Decisions in term, ended, revoked, upgraded and ending today; sets; packs at all prices;
    fairs."""
    dice = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    judged.load(day=day - datetime.timedelta(days=dice.randrange(40)))
    sets = list(ProductGroup.objects.exclude(parent=None))
    with register_batch():
        for product in RegisteredProduct.objects.order_by("pk"):
            for _ in range(dice.choice([0, 0, 1, 2])):
                _decide(product, day - datetime.timedelta(days=dice.randrange(1, 1600)), dice, day)
            if dice.random() < 0.1:
                record_standing(
                    product=product,
                    status="expired",
                    as_of=day - datetime.timedelta(days=dice.randrange(300)),
                    recorded_on=day,
                )
    for product in RegisteredProduct.objects.order_by("pk"):
        if dice.random() < 0.6:
            RegisteredProduct.objects.filter(pk=product.pk).update(group=dice.choice(sets))
    partner = Partner.objects.create(name="Ví Dụ")
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product.listing,
            partner=partner,
            partner_sku=f"VD-{product.pk}",
            price=Decimal(
                dice.choice([9, 50, 99, 100, 185, 200, 499, 500, 999, 1000, 2500]) * 1000
            ),
            num_in_stock=dice.randrange(5),
        )
        for product in RegisteredProduct.objects.filter(listing__isnull=False)
        if dice.random() < 0.5
    )
    for listing in Product.objects.order_by("pk"):
        if dice.random() < 0.4:
            Product.objects.filter(pk=listing.pk).update(season_mask=dice.randrange(1 << 12))
    _hold_fairs(dice, day)


def _decide(product, decided, dice, day):
    record_standing(
        product=product,
        status=dice.choice(["certified", "renewed"]),
        stars=dice.choice([3, 4, 5]),
        decision_no=f"{dice.randrange(9000, 9999)}/QĐ-{dice.choice(['UBND', 'BNNMT'])}",
        decision_date=decided,
        recorded_on=day,
    )


def _hold_fairs(dice: random.Random, day: datetime.date) -> None:
    """Four fairs, one of them a draft; booths of one in three producers, some hidden."""
    noon = datetime.datetime.combine(day, datetime.time(5), datetime.UTC)
    centre = Centre.objects.create(name="Trung tâm Ví Dụ")
    for number, status in enumerate(["published", "published", "cancelled", "draft"]):
        fair = Fair.objects.create(
            centre=centre, name=f"Hội chợ {number}", slug=f"hoi-cho-{number}", status=status,
            opens_at=noon, closes_at=noon + datetime.timedelta(days=3), changed_at=noon,
        )  # fmt: skip
        for subject in Subject.objects.order_by("pk"):
            if dice.random() < 0.7:
                continue
            booth = Booth.objects.create(
                fair=fair, subject=subject, slug=subject.slug, is_published=dice.random() < 0.9
            )
            BoothProduct.objects.bulk_create(
                BoothProduct(booth=booth, listing=product.listing)
                for product in subject.products.filter(listing__isnull=False)
                if dice.random() < 0.8
            )
