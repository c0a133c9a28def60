"""Fills stock Oscar's database with the same products, in bulk."""

from decimal import Decimal

from django.contrib.sites.models import Site
from django.core.management import call_command
from django.utils.text import slugify
from oscar.core.loading import get_model

from tests.benchmarks.catalogue import DESCRIPTION, PICTURES, STOCK, sellers, things

Category = get_model("catalogue", "Category")
Product = get_model("catalogue", "Product")
StockRecord = get_model("partner", "StockRecord")

#: As many as our groups and their sets
_GROUPS, _SETS = 6, 4


def load(products: int) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    Site.objects.get_or_create(pk=1, defaults={"domain": "localhost", "name": "Oscar"})
    get_model("address", "Country").objects.create(
        iso_3166_1_a2="VN", printable_name="Việt Nam", name="Việt Nam", is_shipping_country=True
    )
    listed = _products(products)
    _categorise(listed)
    _offer(listed, products)
    _picture(listed)
    # Oscar counts views; the first of each product would cost more than the others.
    record = get_model("analytics", "ProductRecord")
    record.objects.bulk_create([record(product=product) for product in listed], batch_size=1000)


def _products(count: int) -> list:
    product_class = get_model("catalogue", "ProductClass").objects.create(name="Sản phẩm OCOP")
    return Product.objects.bulk_create(
        [
            Product(
                structure=Product.STANDALONE,
                product_class=product_class,
                title=thing.name,
                slug=slugify(thing.name) or "san-pham",
                upc=f"VD-{thing.number}",
                description=DESCRIPTION,
            )
            for thing in things(count)
        ],
        batch_size=1000,
    )


def _categorise(listed: list) -> None:
    sets = [
        group.add_child(name=f"Bộ {number + 1}")
        for group in [Category.add_root(name=f"Nhóm {n + 1}") for n in range(_GROUPS)]
        for number in range(_SETS)
    ]
    link = get_model("catalogue", "ProductCategory")
    link.objects.bulk_create(
        [link(product=p, category=sets[n % len(sets)]) for n, p in enumerate(listed)],
        batch_size=1000,
    )


def _offer(listed: list, count: int) -> None:
    partner = get_model("partner", "Partner")
    partners = [partner.objects.create(name=name) for name in sellers(count)]
    StockRecord.objects.bulk_create(
        [
            StockRecord(
                product=product,
                partner=partners[thing.seller],
                partner_sku=f"VD-{thing.number}",
                price_currency="VND",
                price=Decimal(thing.price),
                num_in_stock=STOCK,
            )
            for product, thing in zip(listed, things(count), strict=True)
        ],
        batch_size=1000,
    )


def _picture(listed: list) -> None:
    """Rows alone: a page writes the addresses of files and never opens one."""
    image = get_model("catalogue", "ProductImage")
    image.objects.bulk_create(
        [
            image(product=product, original=f"images/products/{number % PICTURES}.jpg")
            for number, product in enumerate(listed)
        ],
        batch_size=1000,
    )
