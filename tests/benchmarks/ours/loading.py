"""Fills our database: the register by its own services, offers and pictures in bulk."""

import datetime
from decimal import Decimal

from django.core.management import call_command
from wagtail.images.models import Image, Rendition

from cms.loading import load_site
from ocop import clock
from ocop.enums import GroupScheme, PlaceConfidence, PolicyClass
from ocop.models import Place, ProductGroup, Subject
from ocop.selectors.places import Location
from ocop.services import record_standing, register_batch, register_product, register_subject
from search.services import rebuild
from shop.catalogue.models import NetUnit, Product, ProductImage
from shop.catalogue.pictures import SPECS
from shop.partner.models import Partner, StockRecord
from shop.shipping.loading import load_default_tariffs
from tests.benchmarks.catalogue import DESCRIPTION, PICTURES, STOCK, sellers, things
from tests.conftest import load_reference_rows


def load(products: int) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    load_reference_rows()
    load_site()
    load_default_tariffs()
    with register_batch():
        subjects = _subjects(products)
        listed = _register(products, subjects)
    _offer(listed, subjects)
    _picture()
    rebuild()


def _subjects(products: int) -> list[Subject]:
    """Cooperatives in communes of all provinces."""
    names = sellers(products)
    communes = list(
        Place.objects.communes().select_related("province", "former_province").order_by("code")
    )
    step = max(1, len(communes) // len(names))
    return [
        register_subject(name=name, kind="cooperative", location=_located(commune))
        for name, commune in zip(names, communes[::step], strict=False)
    ]


def _located(commune: Place) -> Location:
    return Location(
        place_as_issued=commune,
        province_as_issued=commune.province,
        province_now=commune.province,
        commune_now=commune,
        former_province=commune.former_province,
        confidence=PlaceConfidence.EXACT,
    )


def _register(products: int, subjects: list[Subject]) -> dict[int, tuple[int, int]]:
    """Registered and certified by decisions of the last two years: product → seller, price."""
    day = clock.today()
    groups = list(
        ProductGroup.objects.filter(
            scheme=GroupScheme.D148, parent__isnull=False, policy_class=PolicyClass.PARCEL
        ).order_by("position")
    )
    locations = [_located(subject.commune_now) for subject in subjects]
    made = {}
    for thing in things(products):
        product = register_product(
            name=thing.name,
            subject=subjects[thing.seller],
            group=groups[thing.number % len(groups)],
            location=locations[thing.seller],
        )
        record_standing(
            product=product,
            status="certified",
            stars=3 + thing.number % 3,
            decision_no=f"{9000 + thing.number % 500}/QĐ-UBND",
            decision_date=day - datetime.timedelta(days=1 + thing.number % 700),
            recorded_on=day,
        )
        made[product.pk] = (thing.seller, thing.price)
    return made


def _offer(listed: dict[int, tuple[int, int]], subjects: list[Subject]) -> None:
    partners = [Partner.objects.create(name=s.name, subject=s) for s in subjects]
    Product.objects.update(
        pack_label="Hộp 250 g", net_amount=250, net_unit=NetUnit.GRAM, description=DESCRIPTION
    )
    StockRecord.objects.bulk_create(
        [
            StockRecord(
                product_id=listing,
                partner=partners[listed[registered][0]],
                partner_sku=f"VD-{listing}",
                price_currency="VND",
                price=Decimal(listed[registered][1]),
                num_in_stock=STOCK,
            )
            for listing, registered in Product.objects.values_list("pk", "registered_product_id")
        ],
        batch_size=1000,
    )


def _picture() -> None:
    """Rows alone: a page writes the addresses of files and never opens one."""
    images = Image.objects.bulk_create(
        Image(title=f"Ảnh {n}", file=f"original_images/{n}.jpg", width=960, height=960)
        for n in range(PICTURES)
    )
    Rendition.objects.bulk_create(
        [
            Rendition(
                image=image,
                filter_spec=spec,
                file=f"images/{image.pk}.{number}.bin",
                width=made[1] if made else 480,
                height=made[1] if made else 480,
            )
            for image in images
            for number, (spec, made) in enumerate(SPECS.items())
        ],
        batch_size=1000,
    )
    ProductImage.objects.bulk_create(
        [
            ProductImage(
                product_id=listing, image=images[listing % PICTURES], original="", display_order=0
            )
            for listing in Product.objects.values_list("pk", flat=True)
        ],
        batch_size=1000,
    )
