"""Stories, news, and the blocks their text is made of."""

import datetime
import json
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from cms.blocks import WordsBlock
from cms.models import NewsIndexPage, NewsPage, StandardPage, StoryIndexPage, StoryPage
from cms.panels import register_panel
from cms.selectors.picks import Rule, listings_by_rule
from ocop.models import Place
from ocop.services import record_standing
from shop.scope.models import SiteScope
from shop.scope.selectors import EVERYTHING, Scope
from tests.cms.conftest import DAY, HA_NAM, TUYEN_QUANG, fair_head


@pytest.fixture
def tell(sections):
    """Publish a story of the given blocks; returns its address."""
    index = StoryIndexPage.objects.get(locale__language_code="vi")

    def publish(*blocks, title="Chuyện", **fields):
        page = index.add_child(instance=StoryPage(title=title, body=list(blocks), **fields))
        return f"/cau-chuyen/{page.slug}/"

    return publish


@pytest.fixture
def picture(db):
    return get_image_model().objects.create(title="x", file=get_test_image_file(size=(900, 600)))


def by_rule(**fields):
    return "products_by_rule", {
        "heading": "", "order": "newest", "stars": "", "group": "", "province": "", "limit": 4,
    } | fields  # fmt: skip


def names(html):
    return re.findall(r'<h3 class="card__name"[^>]*><a [^>]*>(.*?)</a>', html)


# --- Where they stand ----------------------------------------------------------------------------


def test_a_story_stands_below_stories_and_news_below_news(tell, client):
    address = tell(title="Đồi chè Đồng Văn", introduction="Một ngày hái chè")
    news = NewsIndexPage.objects.get(locale__language_code="vi")
    news.add_child(instance=NewsPage(title="Mở phiên"))

    assert address == "/cau-chuyen/doi-che-dong-van/"
    assert "<h1>Đồi chè Đồng Văn</h1>" in client.get(address).text
    assert "<h1>Mở phiên</h1>" in client.get("/tin-tuc/mo-phien/").text
    assert re.findall(r'<h2 id="b\d+"><a href="([^"]+)">', client.get("/cau-chuyen/").text) == [
        address
    ]


def test_the_newest_stands_first_and_the_rest_on_further_pages(tell, client):
    for at in range(13):
        tell(title=f"Chuyện {at}")
    StoryPage.objects.filter(slug="chuyen-3").update(
        first_published_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
    )

    first, second = (client.get(f"/cau-chuyen/{q}").text for q in ("", "?trang=2"))

    assert first.count('<article class="articlecard"') == 12
    assert re.findall(r'<h2 id="b\d+"><a href="([^"]+)">', first)[0] == "/cau-chuyen/chuyen-3/"
    assert second.count('<article class="articlecard"') == 1
    assert '<link rel="canonical" href="http://testserver/cau-chuyen/?trang=2">' in second


def test_an_empty_section_says_so(sections, client):
    assert "Nothing has been written here yet." in client.get("/en/cau-chuyen/").text


def test_the_front_page_shows_the_three_newest(tell, client):
    assert 'id="cau-chuyen"' not in client.get("/").text
    for at in range(4):
        tell(title=f"Chuyện {at}")

    html = client.get("/").text

    assert re.findall(r'<h3 id="b\d+"><a href="/cau-chuyen/([^"]+)/">', html) == [
        "chuyen-3", "chuyen-2", "chuyen-1",
    ]  # fmt: skip


def test_a_picture_needs_words(sections, picture):
    index = StoryIndexPage.objects.get(locale__language_code="vi")

    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=StoryPage(title="X", picture=picture, picture_alt=" "))

    assert list(refused.value.message_dict) == ["picture_alt"]
    assert not StoryPage.objects.exists()


@pytest.mark.parametrize(
    ("section", "page", "kind"),
    [("cau-chuyen", StoryPage, "Article"), ("tin-tuc", NewsPage, "NewsArticle")],
)
def test_what_networks_and_machines_are_told(sections, client, picture, section, page, kind):
    index = sections.get_children().get(slug=section).specific
    index.add_child(
        instance=page(
            title="Mùa vải", introduction="Ba tuần", picture=picture, picture_alt="Vườn vải",
            first_published_at=datetime.datetime(2026, 11, 2, 1, tzinfo=datetime.UTC),
        )
    )  # fmt: skip

    html = client.get(f"/{section}/mua-vai/").text

    meta = dict(re.findall(r'<meta property="([\w:]+)" content="([^"]*)">', html))
    assert (meta["og:type"], meta["og:image:alt"]) == ("article", "Vườn vải")
    assert meta["og:image"].startswith("http://testserver/media/")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    told, way = json.loads(block)["@graph"]
    assert (told["@type"], told["headline"], told["inLanguage"]) == (kind, "Mùa vải", "vi")
    assert told["image"] == meta["og:image"]
    assert told["url"] == f"http://testserver/{section}/mua-vai/"
    assert told["datePublished"] == "2026-11-02T08:00:00+07:00"
    assert told["publisher"]["name"] == "Chợ Phiên"
    assert way["@type"] == "BreadcrumbList"


def test_a_story_of_another_province_is_not_on_a_provincial_site(tell, client):
    here = tell(title="Chè", province=Place.objects.provinces().get(name="Tuyên Quang"))
    away = tell(title="Cá", province=Place.objects.provinces().get(name="Ninh Bình"))
    everywhere = tell(title="Sao")
    scope = SiteScope.for_site(Site.objects.get(is_default_site=True))
    scope.provinces.set(Place.objects.provinces().filter(name="Tuyên Quang"))
    scope.save()
    cache.clear()

    statuses = [client.get(address).status_code for address in (here, away, everywhere)]
    listed, front = client.get("/cau-chuyen/").text, client.get("/").text

    assert statuses == [200, 404, 200]
    for html in (listed, front):
        assert (here in html, away in html, everywhere in html) == (True, False, True)


# --- Blocks --------------------------------------------------------------------------------------


def test_words_and_pictures(tell, client, picture):
    guide = StandardPage.objects.get(slug="huong-dan", locale__language_code="vi")
    html = client.get(
        tell(
            ("heading", "Hái chè"),
            ("paragraph", "<p>Từ <b>sớm</b></p>"),
            ("quote", {"text": "Đều tay", "by": "HTX Ví Dụ"}),
            ("picture", {"image": picture, "alt": "Đồi chè", "caption": "Tháng ba"}),
            (
                "gallery",
                {
                    "pictures": [
                        {"image": picture, "alt": "Một", "caption": ""},
                        {"image": picture, "alt": "Hai", "caption": ""},
                    ]
                },
            ),
            ("way_on", {"words": "Xem", "page": guide, "address": ""}),
            ("way_on", {"words": "Gọi", "page": None, "address": "tel:0900000000"}),
            ("stars", None),
        )
    ).text

    assert '<h2 class="blocks__heading">Hái chè</h2>' in html
    assert "<b>sớm</b>" in html
    assert "<p>Đều tay</p>" in html
    assert [html.count(f'alt="{alt}"') for alt in ("Đồi chè", "Một", "Hai")] == [1, 1, 1]
    assert 'class="button" href="/huong-dan/"' in html
    assert 'class="button" href="tel:0900000000"' in html
    assert 'href="/san-pham/?sao=5"' in html


def test_products_are_those_of_the_day_the_page_is_read(tell, certify, client, settings):
    certify(2, stars=5)
    certify(1, stars=3, where=TUYEN_QUANG, name="Mật ong")
    certify(1, where=HA_NAM, name="Cá kho", group="đồ uống")
    address = tell(by_rule(order="best", province="08", limit=2), by_rule(group="do-uong"))

    now = client.get(address).text
    settings.CHOPHIEN_NOW = "2030-01-01T09:00:00+07:00"
    later = client.get(address).text

    assert names(now) == ["Chè số 1", "Chè số 0", "Cá kho 0"]
    assert "/san-pham/?sao=5" not in now
    assert 'href="/san-pham/?tinh=08&amp;sap-xep=sao"' in now
    assert names(later) == []


def test_products_by_hand_keep_their_order_and_lose_what_is_not_public(tell, certify, client):
    first, second, gone = certify(3)
    address = tell(("products", {"heading": "Ba thứ", "listings": [second, gone, first]}))
    record_standing(product=gone.registered_product, status="revoked", as_of=DAY, recorded_on=DAY)

    html = client.get(address).text

    assert names(html) == ["Chè số 1", "Chè số 0"]
    assert "<h2>Ba thứ</h2>" in html


def test_a_producer_is_shown_with_what_it_has(tell, certify, client):
    (listing,) = certify(1, stars=5)
    address = tell(("subject", {"subject": listing.registered_product.subject}))

    html = client.get(address).text

    assert re.search(r'<h2><a href="/chu-the/[^"]+" lang="vi">HTX Ví Dụ Thông Nguyên</a>', html)


def test_a_fair_strip_is_filled_by_another_room_or_says_nothing(tell, client, monkeypatch):
    address = tell(("fair", {"heading": ""}))
    assert "fairstrip" not in client.get(address).text

    monkeypatch.setattr("cms.panels._panels", {"home": {}, "region": {}, "words": {}})
    register_panel("fair", "words")(lambda sight: fair_head("Hội chợ Ví Dụ", "/hoi-cho/vi-du/"))

    assert '<a href="/hoi-cho/vi-du/" lang="vi">Hội chợ Ví Dụ</a>' in client.get(address).text


@pytest.mark.parametrize("number", [1, 48])
def test_queries_of_a_page_of_many_blocks(
    tell, certify, client, picture, number, django_assert_max_num_queries
):
    listings = certify(number)
    certify(1, where=HA_NAM, name="Cá kho")
    address = tell(
        by_rule(limit=12), by_rule(order="best", stars="4"), by_rule(province="37"),
        by_rule(group="thuc-pham", limit=8),
        ("products", {"heading": "", "listings": listings[:3]}),
        ("products", {"heading": "", "listings": listings[-1:]}),
        ("picture", {"image": picture, "alt": "Đồi chè", "caption": ""}),
    )  # fmt: skip
    client.get(address)

    with django_assert_max_num_queries(20):
        client.get(address)


@pytest.mark.parametrize("number", [1, 12])
def test_queries_of_a_list_of_stories(tell, client, picture, number, django_assert_max_num_queries):
    for at in range(number):
        tell(title=f"Chuyện {at}", picture=picture, picture_alt="Đồi chè")
    client.get("/cau-chuyen/")

    with django_assert_max_num_queries(15):
        client.get("/cau-chuyen/")


# --- Refusals ------------------------------------------------------------------------------------


def clean(kind, **fields):
    block = WordsBlock().child_blocks[kind]
    return block.clean(block.to_python(fields))


@pytest.mark.parametrize("alt", ["", "   "])
def test_a_picture_in_the_text_needs_words(picture, alt):
    with pytest.raises(StructBlockValidationError) as refused:
        clean("picture", image=picture.pk, alt=alt)

    assert list(refused.value.block_errors) == ["alt"]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (False, ""),
        (True, "/san-pham/"),
        (False, "javascript:alert(1)"),
        (False, "//evil.example/"),
        (False, "http://insecure.example/"),
        (False, "san-pham"),
        (False, "/san pham/"),
    ],
)
def test_a_call_to_action_leads_to_one_place_that_is_safe(pages, page, address):
    with pytest.raises(StructBlockValidationError) as refused:
        clean("way_on", words="Xem", page=pages.pk if page else None, address=address)

    assert list(refused.value.block_errors) == ["address"]


@pytest.mark.parametrize("limit", [0, 13])
def test_a_rule_shows_between_one_and_twelve(db, limit):
    with pytest.raises(StructBlockValidationError) as refused:
        clean("products_by_rule", **by_rule(limit=limit)[1])

    assert list(refused.value.block_errors) == ["limit"]


# --- Rules ---------------------------------------------------------------------------------------


def test_rules_together_pick_what_each_picks_alone(certify):
    certify(5, stars=5)
    certify(4, stars=3, where=TUYEN_QUANG, name="Mật ong", group="đồ uống")
    certify(6, where=HA_NAM, name="Cá kho")
    rules = [
        Rule(limit=3),
        Rule(order="best", limit=12),
        Rule(stars=3, limit=2),
        Rule(group="do-uong"),
        Rule(province="37", order="best", limit=4),
        Rule(province="08", stars=5, group="thuc-pham", limit=4),
    ]

    together = listings_by_rule(rules, day=DAY, scope=EVERYTHING)

    alone = {rule: listings_by_rule([rule], day=DAY, scope=EVERYTHING)[rule] for rule in rules}
    assert together == alone
    assert [len(picked) for picked in together.values()] == [3, 12, 2, 4, 4, 4] or sorted(
        map(len, together.values())
    ) == [2, 3, 4, 4, 4, 12]


def test_a_rule_stays_inside_the_scope(certify):
    certify(1)
    (fish,) = certify(1, where=HA_NAM, name="Cá kho")
    place = Place.objects.provinces().get(name="Ninh Bình")
    rule = Rule()

    found = listings_by_rule(
        [rule], day=DAY, scope=Scope(province_ids=(place.pk,), province_keys=(place.key,))
    )

    assert found == {rule: [fish.pk]}
