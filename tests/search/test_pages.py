"""Pages: addresses, counts, chips, and a fixed number of queries."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from ocop.services import register_batch
from search.addresses import Asked, address, read
from search.query import Facet
from search.services import drain_outbox
from tests.search import shelf


@pytest.fixture
def shop(db):
    shop = {
        "old": shelf.listing("Chè Hoàng Su Phì", stars=5, price=185_000),
        "new": shelf.listing("Chè Na Hang", place=shelf.TUYEN_QUANG, group="đồ uống"),
        "honey": shelf.listing("Mật ong Hoàng Su Phì", stars=3),
    }
    drain_outbox()
    return {name: listing.pk for name, listing in shop.items()}


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.context["page"]


def ids(page):
    return [card.id for card in page.cards]


def facet(page, param):
    found = next((facet for facet in page.facets if facet.param == param), None)
    return found and {option.value: (option.count, option.is_selected) for option in found.options}


def test_the_listing_shows_everything_and_counts_it(client, shop):
    response = client.get("/san-pham/")
    page = response.context["page"]

    assert response.content.decode().count("<article") == page.total == 3
    assert ids(page) == [shop["old"], shop["new"], shop["honey"]]
    assert facet(page, "sao") == {"5": (1, False), "4": (1, False), "3": (1, False)}
    assert facet(page, "tinh") == {"08": (3, False)}
    assert facet(page, "nhom") == {"thuc-pham": (2, False), "do-uong": (1, False)}
    assert facet(page, "ban") == {"co": (1, False), "khong": (2, False)}
    assert facet(page, "tinh-cu") is facet(page, "xa") is facet(page, "bo") is None
    assert (page.chips, page.is_indexable, page.canonical_url) == ((), True, "/san-pham/")


def test_filters_are_or_inside_a_facet_and_and_between(client, shop):
    page = page_of(client, "/san-pham/?sao=5&sao=3&tinh=08&tinh-cu=02")

    assert ids(page) == [shop["old"], shop["honey"]]
    assert facet(page, "sao") == {"5": (1, True), "3": (1, True)}
    assert facet(page, "tinh-cu") == {"02": (2, True)}
    assert [chip.remove_url for chip in page.chips] == [
        "/san-pham/?sao=3&tinh=08&tinh-cu=02",
        "/san-pham/?sao=5&tinh=08&tinh-cu=02",
        "/san-pham/?sao=3&sao=5&tinh-cu=02",
        "/san-pham/?sao=3&sao=5&tinh=08",
    ]
    assert (page.clear_url, page.is_indexable) == ("/san-pham/", False)


def test_former_provinces_and_communes_stand_inside_a_chosen_province(client, shop):
    page = page_of(client, "/san-pham/?tinh=08")

    assert {value: count for value, (count, _) in facet(page, "tinh-cu").items()} == {
        "02": 2,
        "08": 1,
    }
    assert sum(count for count, _ in facet(page, "xa").values()) == 3


@pytest.mark.parametrize(
    "query",
    [
        "sao=9&cap=x&tinh=99&tinh-cu=zz&xa=1&nhom=khong&bo=khong&loai=x&gia=1-2&ban=x&sap-xep=x",
        "trang=x&trang=-1&sao=&tinh=²&tinh=08%00",
        "trang=999999999999999999999",
        "q=" + "a" * 5000,
        "q=%00%ff%22%27()*%3A",
        "q=__&q=zz_ch%C3%A8",
    ],
)
def test_what_an_address_says_and_nobody_understands_is_ignored(client, shop, query):
    page = page_of(client, f"/san-pham/?{query}")
    assert page.chips == ()
    if "q=" not in query:
        assert page.total == 3


def test_sorting(client, shop):
    assert ids(page_of(client, "/san-pham/?sap-xep=gia"))[0] == shop["old"]
    assert ids(page_of(client, "/san-pham/?sap-xep=gia-giam"))[0] == shop["old"]
    assert ids(page_of(client, "/san-pham/?sap-xep=moi")) == sorted(shop.values())
    selected = [o.value for o in page_of(client, "/san-pham/?sap-xep=moi").sorts if o.is_selected]
    assert selected == ["moi"]


def test_group_page(client, shop):
    page = page_of(client, "/nhom/do-uong/")
    assert (page.kind, page.title, ids(page)) == ("group", "Đồ uống", [shop["new"]])
    assert facet(page, "nhom") is None
    assert page.group.slug == "do-uong"

    assert client.get("/nhom/ruou-trang/").headers["Location"] == "/nhom/do-uong/?bo=ruou-trang"
    assert client.get("/nhom/khong-co/").status_code == 404


def test_groups_are_called_in_the_language_of_the_page(client, shop):
    page = page_of(client, "/en/nhom/thuc-pham/")
    listing = page_of(client, "/en/san-pham/?nhom=do-uong")

    assert page.title == page.group.name == "Food"
    assert [chip.label for chip in listing.chips] == ["Drinks"]
    (groups,) = (facet for facet in listing.facets if facet.param == "nhom")
    assert [option.label for option in groups.options] == ["Food", "Drinks"]


def test_search_page_with_stars_in_the_text(client, shop):
    page = page_of(client, "/tim-kiem/?q=ch%C3%A8 5 sao")

    assert (page.kind, ids(page), page.is_indexable) == ("search", [shop["old"]], False)
    assert [chip.remove_url for chip in page.chips] == ["/tim-kiem/?q=ch%C3%A8"]
    assert facet(page, "sao") == {"5": (1, True), "4": (1, False)}
    assert (page.query, page.clear_url) == ("chè", "/tim-kiem/?q=ch%C3%A8")


def test_nothing_found_offers_which_filter_to_drop(client, shop):
    page = page_of(client, "/tim-kiem/?q=m%E1%BA%ADt+ong&sao=5&tinh=08")

    assert (page.total, page.cards) == (0, ())
    assert [(url, count) for _, url, count in page.relax] == [
        ("/tim-kiem/?q=m%E1%BA%ADt+ong&tinh=08", 1)
    ]
    assert [card.id for card in page.popular] == [shop["old"], shop["new"], shop["honey"]]


def test_typo_help(client, shop):
    page = page_of(client, "/tim-kiem/?q=ho%C3%A0ng+xu+ph%C3%AC")

    assert ids(page)[0] == shop["old"]
    assert page.did_you_mean == (
        "hoàng su phì",
        "/tim-kiem/?q=ho%C3%A0ng+su+ph%C3%AC",
    )


def test_simple_mode_says_so_and_never_fails(client, shop, index_root):
    (index_root / "CURRENT").unlink()

    page = page_of(client, "/san-pham/?q=che&sao=5&tinh=08&nhom=thuc-pham&gia=100-200&ban=co")
    assert ids(page) == [shop["old"]]
    assert page.notice == gettext("Simple search mode, results may be incomplete")
    for query in ("cap=tinh", "xa=1", "loai=hop-tac-xa", "bo=che", "sap-xep=moi", "sap-xep=gia"):
        assert client.get(f"/san-pham/?{query}").status_code == 200
    assert ids(page_of(client, "/san-pham/?sap-xep=gia-giam"))[0] == shop["old"]
    assert client.get("/goi-y/?q=che").status_code == 200


def test_suggestions_fragment(client, shop):
    response = client.get("/goi-y/?q=ha+gi")
    assert [(s.kind, s.text) for s in response.context["suggestions"]] == [("place", "Hà Giang")]
    assert client.get("/goi-y/?q=").context["suggestions"] == []


def test_subject_pages(client, shop):
    page = page_of(client, "/chu-the/?q=htx so")
    assert (page.total, [row.name for row in page.subjects]) == (
        3,
        ["HTX Số 1", "HTX Số 2", "HTX Số 3"],
    )
    assert [row.best_stars for row in page.subjects] == [5, 4, 3]

    response = client.get(page.subjects[0].url)
    subject = response.context["subject"]
    assert ([card.id for card in subject.cards], subject.counts) == ([shop["old"]], {"5": 1})
    assert subject.place_now == "Xã Thông Nguyên, Tuyên Quang"
    assert subject.place_as_issued == "Xã Thông Nguyên, Huyện Hoàng Su Phì, Tỉnh Hà Giang"
    assert client.get("/chu-the/khong-co/").status_code == 404


def test_24_a_page_and_a_page_too_far_is_the_last(client, db):
    subject = shelf.cooperative()
    with register_batch():
        for number in range(30):
            _register(f"Chè số {number}", subject)
    drain_outbox()

    first, second = page_of(client, "/san-pham/"), page_of(client, "/san-pham/?trang=2")
    assert (len(first.cards), len(second.cards), first.total) == (24, 6, 30)
    assert set(ids(first)) & set(ids(second)) == set()
    assert (first.pager.next_url, first.pager.previous_url) == ("/san-pham/?trang=2", None)
    assert (second.pager.next_url, second.pager.previous_url) == (None, "/san-pham/")
    assert page_of(client, "/san-pham/?trang=99").pager.number == 2
    assert client.get("/san-pham/?trang=2").content.decode().count("<article") == 6


@pytest.mark.parametrize("item_count", [1, 48])
def test_number_of_queries_does_not_grow(
    client, db, settings, django_assert_max_num_queries, item_count
):
    settings.THEMES_CACHE_SECONDS = settings.SEARCH_SYNONYMS_SECONDS = 60
    client.get("/chu-the/")  # look, scope and menu of the site are kept for a minute
    subject = shelf.cooperative()
    with register_batch():
        for number in range(item_count):
            _register(f"Chè số {number}", subject)
    drain_outbox()
    addresses = [
        "/san-pham/",
        "/san-pham/?tinh=08&tinh-cu=02&sao=4&nhom=thuc-pham&loai=hop-tac-xa",
        "/tim-kiem/?q=che",
        "/nhom/thuc-pham/",
        "/chu-the/",
        reverse("search:subject", kwargs={"slug": subject.slug}),
    ]
    addresses.append("/tim-kiem/?q=khong co&sao=5&tinh=08&nhom=thuc-pham&gia=0-50&ban=co")
    for url in addresses:
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200


def _register(name, subject):
    product = shelf.register_product(
        name=name,
        subject=subject,
        group=shelf.group_named("thực phẩm"),
        location=shelf.locate(**shelf.HA_GIANG),
    )
    shelf.record_standing(
        product=product, status="certified", stars=4, decision_date=shelf.DAY, recorded_on=shelf.DAY
    )


def test_an_address_reads_back_to_what_was_asked():
    asked = Asked(
        text="chè",
        filters={
            Facet.STARS: ("4", "5"),
            Facet.LEVEL: ("national",),
            Facet.PROVINCE: ("2025-07:08",),
            Facet.FORMER_PROVINCE: ("pre-2025-07:02",),
            Facet.SUBJECT_KIND: ("cooperative",),
            Facet.ON_SALE: ("true",),
        },
        sort="gia",
        page=3,
    )
    url = address("/san-pham/", asked)

    assert url == (
        "/san-pham/?q=ch%C3%A8&sao=4&sao=5&cap=quoc-gia&tinh=08&tinh-cu=02&loai=hop-tac-xa&ban=co"
        "&sap-xep=gia&trang=3"
    )
    assert read(QueryDict(url.partition("?")[2])) == asked
