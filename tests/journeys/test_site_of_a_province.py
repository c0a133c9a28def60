"""A site bound to a province shows nothing of another, whichever way one goes."""

import string

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Site

from cms.loading import load_site
from cms.models import HomePage
from cms.sections import load_sections
from ocop.models import Place, RegisteredProduct, Subject
from ocop.selectors.groups import group_named
from ocop.selectors.places import locate
from ocop.services import record_standing, register_batch, register_product, register_subject
from search.services import rebuild
from shop.basket.models import Basket, Line
from shop.catalogue.services import PackOffer, set_offer
from shop.scope.models import SCOPES, SiteScope
from tests.journeys.crawling import crawl
from tests.shop.market import DAY, MOMENT
from tests.shop.shopping import answer, put_in
from themes.models import SiteIdentity, ThemeSettings

pytestmark = pytest.mark.django_db
OURS = {"province": "Hà Giang", "district": "Huyện Hoàng Su Phì", "commune": "Xã Thông Nguyên"}
THEIRS = {"province": "Hà Nam", "district": "Huyện Lý Nhân", "commune": "Xã Nhân Nghĩa"}
HOST, NATIONAL = "tuyen-quang.example", "testserver"
#: Words that stand in nothing but what is made here
OUR_WORD, THEIR_WORD = "Ngoxuan", "Zanhau"


@pytest.fixture(autouse=True)
def clock(settings, tmp_path):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    cache.clear()


@pytest.fixture
def country(request):
    """Two provinces, and a producer at home in one and selling from both; with a number of
    products for those who want to turn pages."""
    load_site()
    load_sections(only=["08", "37"])
    with register_batch():
        ours = register_subject(
            name=f"HTX Chè {OUR_WORD}", kind="cooperative", location=locate(**OURS)
        )
        theirs = register_subject(
            name=f"HTX Cá {THEIR_WORD}", kind="cooperative", location=locate(**THEIRS)
        )
        for number in range(getattr(request, "param", 2)):
            _product(f"Chè {OUR_WORD} số {number}", ours, OURS)
        for number in range(2):
            _product(f"Cá kho {THEIR_WORD} số {number}", theirs, THEIRS)
        _product(f"Gốm {OUR_WORD} hai nơi", ours, OURS, group="thủ công mỹ nghệ")
        _product(f"Gốm {THEIR_WORD} hai nơi", ours, THEIRS, group="thủ công mỹ nghệ")
    rebuild()


@pytest.fixture
def bound(country):
    site = Site.objects.create(
        hostname=HOST, root_page=HomePage.objects.get(locale__language_code="vi")
    )
    scope = SiteScope(site=site)
    scope.provinces = [Place.objects.provinces().get(name="Tuyên Quang")]
    scope.save()
    ThemeSettings.objects.create(site=site)
    SiteIdentity.objects.create(
        site=site, site_name="Chợ xứ Tuyên", hotline="0207000111", operator="Sở Ví Dụ Tuyên Quang"
    )
    Site.clear_site_root_paths_cache()
    SCOPES.renew()
    return site


def _product(name, subject, place, group="thực phẩm"):
    product = register_product(
        name=name, subject=subject, group=group_named(group), location=locate(**place)
    )
    record_standing(
        product=product, status="certified", stars=4, decision_no="9001/QĐ-UBND",
        decision_date=DAY, as_of=DAY, recorded_on=DAY,
    )  # fmt: skip


def on_sale(name):
    """The stock record of one pack of it."""
    listing = RegisteredProduct.objects.get(name=name).listing
    pack = PackOffer(label="Gói", price=50_000, stock=5, sku=f"VD-{listing.pk}")
    return set_offer(listing=listing, packs=[pack], moment=MOMENT)[0]


def at(client, url, host=HOST):
    return client.get(url, headers={"host": host})


@pytest.mark.parametrize("country", [25], indirect=True)
def test_no_way_leads_to_another_province(bound, client):
    typed = [f"/goi-y/?q={letter}" for letter in string.ascii_lowercase]
    typed += [f"/goi-y/?q={word}" for word in ("zan", "ca kho z", "ha nam", "ninh", "nhan nghia")]
    starts = ["/", "/en/", "/sitemap.xml", "/san-pham/?trang=2", "/chu-the/", *typed]
    pages = dict(crawl(client, HOST, *starts))

    assert [url for url, page in pages.items() if page.status_code >= 400] == []
    assert [url for url, page in pages.items() if THEIR_WORD in page.text] == []
    texts = "".join(page.text for page in pages.values())
    assert all(f"{OUR_WORD} số {number}" in texts for number in range(25))
    assert f"HTX Chè {OUR_WORD}" in texts


def test_the_national_site_shows_both(bound, client):
    pages = dict(crawl(client, NATIONAL, "/", "/goi-y/?q=zan"))

    texts = "".join(page.text for page in pages.values())
    assert all(
        f"{word} số {number}" in texts for word in (OUR_WORD, THEIR_WORD) for number in (0, 1)
    )
    assert THEIR_WORD in pages["/goi-y/?q=zan"].text


@pytest.mark.parametrize("has_index", [True, False])
def test_hits_and_counts_are_of_the_province(bound, client, has_index, settings, tmp_path):
    if not has_index:
        settings.SEARCH_INDEX_ROOT = tmp_path / "none"
    everything, found = at(client, "/san-pham/"), at(client, f"/tim-kiem/?q={THEIR_WORD}")

    page = everything.context["page"]
    assert page.total == 3
    counts = {
        facet.param: {option.value: option.count for option in facet.options}
        for facet in page.facets
    }
    assert "tinh" not in counts
    if has_index:
        assert counts["tinh-cu"] == {"02": 3}
        assert counts["nhom"] == {"thuc-pham": 2, "thu-cong-my-nghe": 1}
        assert counts["sao"] == {"4": 3}
    assert found.context["page"].total == 0
    assert [THEIR_WORD in card.name for card in found.context["page"].popular] == [False] * 3
    assert at(client, "/san-pham/", NATIONAL).context["page"].total == 6


def test_an_address_of_the_national_site_says_nothing_more_here(bound, client):
    here = at(client, "/san-pham/?tinh=08").context["page"]
    elsewhere = at(client, "/san-pham/?tinh=37").context["page"]

    assert (here.total, here.chips) == (3, ())
    assert (elsewhere.total, [chip.label for chip in elsewhere.chips]) == (0, ["Ninh Bình"])


def test_what_is_elsewhere_is_not_found_here(bound, client):
    product = RegisteredProduct.objects.get(name=f"Cá kho {THEIR_WORD} số 1").listing
    subject = Subject.objects.get(name=f"HTX Cá {THEIR_WORD}")
    addresses = [
        product.get_absolute_url(),
        f"/san-pham/ten-cu-{product.pk}/",
        reverse("search:subject", kwargs={"slug": subject.slug}),
    ]

    assert [at(client, url).status_code for url in addresses] == [404, 404, 404]
    assert [at(client, url, NATIONAL).status_code for url in addresses] == [200, 301, 200]


def test_a_producer_of_two_provinces_shows_here_what_is_from_here(bound, client):
    ours = Subject.objects.get(name=f"HTX Chè {OUR_WORD}")
    url = reverse("search:subject", kwargs={"slug": ours.slug})
    listing = RegisteredProduct.objects.get(name=f"Gốm {OUR_WORD} hai nơi").listing

    assert [at(client, url, host).context["subject"].counts for host in (HOST, NATIONAL)] == [
        {"4": 3}, {"4": 4},
    ]  # fmt: skip
    (row,) = at(client, "/chu-the/").context["page"].subjects
    assert row.product_count == 3
    page = at(client, listing.get_absolute_url()).context["product"]
    assert page.subject.product_count == 3
    assert [THEIR_WORD in card.name for card in page.same_subject] == [False] * 2


def test_what_is_elsewhere_is_not_sold_here(bound, client):
    record = on_sale(f"Cá kho {THEIR_WORD} số 1")

    response = client.post(
        reverse("shop:basket_add"), {"pack": record.product_id}, headers={"host": HOST}, follow=True
    )

    assert "không bán trên trang này" in response.text or "not on sale on this site" in (
        response.text
    )
    assert (Basket.objects.count(), Line.objects.count()) == (0, 0)


def test_what_is_in_a_basket_can_be_ordered_here(bound, client):
    record = on_sale(f"Cá kho {THEIR_WORD} số 1")
    put_in(client, record)
    client.defaults["HTTP_HOST"] = HOST

    assert [line.name for group in client.get("/gio-hang/").context["basket"].groups
            for line in group.lines] == [f"Cá kho {THEIR_WORD} số 1"]  # fmt: skip
    answer(client, record)
    assert client.get("/dat-hang/kiem-tra/").status_code == 200


def test_footer_and_hotline_are_those_of_the_site(bound, client):
    here, national = at(client, "/san-pham/").text, at(client, "/san-pham/", NATIONAL).text

    assert "Sở Ví Dụ Tuyên Quang" in here
    assert 'href="tel:0207000111"' in here
    assert "Chợ xứ Tuyên" in here
    assert "0207000111" not in national
    assert "Chợ xứ Tuyên" not in national


def test_facts_of_the_front_page_are_those_of_the_province(bound, client):
    facts = [at(client, "/", host).context["facts"] for host in (HOST, NATIONAL)]

    assert facts == [
        {"products": 3, "subjects": 1, "provinces": 1},
        {"products": 6, "subjects": 2, "provinces": 2},
    ]
