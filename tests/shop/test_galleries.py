"""Pictures of listings: hung at the end, taken down without moving the others."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from shop.catalogue import galleries
from shop.catalogue.galleries import NewPicture, hang, take_down
from shop.catalogue.models import ProductImage
from shop.catalogue.pictures import SPECS, make_renditions
from shop.catalogue.services import add_picture
from tests.shop.market import offer, seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def listings():
    subject = seller("HTX Chè Ví Dụ")
    return [offer(subject, name).product for name in ("Chè xanh", "Hồng trà")]


@pytest.fixture
def queued(monkeypatch):
    """Images whose renditions were asked for."""
    ids = []

    class Task:
        enqueue = staticmethod(ids.append)

    monkeypatch.setattr(galleries, "make_renditions_task", Task)
    return ids


def image(title="Ảnh"):
    return get_image_model().objects.create(title=title, file=get_test_image_file())


def order_of(listing):
    rows = ProductImage.objects.filter(product=listing).order_by("display_order", "pk")
    return list(rows.values_list("image__title", "display_order"))


def test_pictures_hang_behind_those_that_are_there(listings):
    tea, _red = listings
    add_picture(listing=tea, image=image("của HTX"), alt="Chè")
    ProductImage.objects.update(display_order=4)

    rows = hang(pictures=[NewPicture(tea.pk, image(title)) for title in ("một", "hai")])

    assert order_of(tea) == [("của HTX", 4), ("một", 5), ("hai", 6)]
    assert [row.original.name for row in rows] == [row.image.file.name for row in rows]


def test_renditions_are_made_once_for_an_image_that_listings_share(
    listings, queued, django_capture_on_commit_callbacks
):
    shared = image()

    with django_capture_on_commit_callbacks(execute=True):
        hang(pictures=[NewPicture(listing.pk, shared) for listing in listings])
        add_picture(listing=listings[0], image=shared)

    assert queued == [shared.pk]


def test_renditions_are_made_in_the_background(listings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = add_picture(listing=listings[0], image=image())

    assert row.image.renditions.count() == len(SPECS)


def test_an_image_deleted_meanwhile_is_no_fault():
    assert make_renditions(0) == 0


def test_pictures_are_taken_down_and_the_others_keep_their_place(listings):
    tea, red = listings
    rows = hang(pictures=[NewPicture(tea.pk, image(title)) for title in ("một", "hai", "ba")])
    hang(pictures=[NewPicture(red.pk, rows[1].image)])

    assert take_down(picture_ids=[rows[1].pk]) == 1

    assert order_of(tea) == [("một", 0), ("ba", 2)]
    assert order_of(red) == [("hai", 0)]
    assert get_image_model().objects.count() == 3
