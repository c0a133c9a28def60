import datetime

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from wagtail.models import Site

from accounts.models import User
from catalog_import.models import ImportRun
from cms.loading import load_site
from config.demo.people import CENTRE, SIGN_INS
from ocop.models import Centre, RegisteredProduct
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures import pictures_of
from shop.partner.models import StockRecord
from tests.demo.conftest import Silent
from tests.factories.ocop import RegisteredProductFactory
from themes.models import SiteIdentity

pytestmark = pytest.mark.django_db


def test_offers_have_packs_words_and_pictures(load):
    load()

    tea = Product.objects.get(registered_product__name="Chè Shan tuyết cổ thụ")
    packs = StockRecord.objects.filter(product__parent=tea).order_by("price")
    assert [(pack.price_dong, pack.num_in_stock) for pack in packs] == [
        (195_000, 60), (460_000, 35), (880_000, 12),
    ]  # fmt: skip
    assert tea.description.startswith("<p>Búp một tôm hai lá")
    assert tea.storage == "Nơi khô ráo, tránh ánh nắng; dùng trong 24 tháng"
    assert [picture.alt for picture in pictures_of([tea.pk])[tea.pk]] == [
        "Tranh minh hoạ: ấm trà, chén trà và búp chè",
        "Tranh minh hoạ: đồi chè bậc thang",
    ]


def test_a_person_can_sign_in_for_every_role(load, settings):
    load()

    users = {
        role: authenticate(None, username=email, password=settings.DEMO_PASSWORD)
        for role, email in SIGN_INS
    }
    assert None not in users.values()
    assert users["cooperative"].subject_memberships.get().subject.name == (
        "HTX Ví Dụ Chè Thông Nguyên"
    )
    assert users["centre"].centre_memberships.get().centre.name == CENTRE
    assert users["centre"].has_perm("wagtailadmin.access_admin")
    assert users["centre"].has_perm("ocop.view_subject")
    assert not users["centre"].has_perm("ocop.change_subject")
    assert [role for role, user in users.items() if user.is_staff] == ["operator"]


def test_the_centre_answers_for_todays_provinces(load):
    load()

    provinces = Centre.objects.get(name=CENTRE).provinces.values_list("name", flat=True)
    assert set(provinces) == {"Tuyên Quang", "Ninh Bình", "Hải Phòng", "Đồng Nai"}


def test_what_an_operator_wrote_stays(load):
    load_site()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.operator = "Sở Công Thương"
    identity.save()

    load()

    identity.refresh_from_db()
    assert identity.operator == "Sở Công Thương"
    assert identity.address == ""


def test_a_register_with_other_data_is_left_alone(load):
    RegisteredProductFactory()

    with pytest.raises(CommandError):
        load()

    assert ImportRun.objects.count() == 0
    assert User.objects.count() == 0


def test_force_loads_beside_other_data(load):
    other = RegisteredProductFactory()

    load("2026-11-24", "--force")

    assert RegisteredProduct.objects.filter(is_sample=True).count() == 6
    assert not ProductImage.objects.filter(product__registered_product=other).exists()


def test_an_unknown_producer_is_named():
    with pytest.raises(CommandError, match="HG-NONE"):
        call_command("load_demo", "--only", "HG-NONE", stdout=Silent())


def test_dates_follow_the_day_of_loading(load):
    load("2027-03-01")

    first = ImportRun.objects.order_by("pk")[0]
    assert first.as_of == datetime.date(2026, 1, 15)
