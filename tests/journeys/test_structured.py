"""What pages tell machines: structured data and share cards."""

import json
import re

import pytest

from cms.loading import load_site
from search.services import drain_outbox
from tests.search import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    settings.CHOPHIEN_NOW = f"{shelf.DAY}T09:00:00+07:00"
    load_site()


def said(response, kind=None):
    (block,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.text, re.DOTALL
    )
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    if kind is None:
        return [thing["@type"] for thing in data["@graph"]]
    return next((thing for thing in data["@graph"] if thing["@type"] == kind), None)


def meta(response):
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', response.text))


def test_a_product_on_sale(client):
    made = shelf.listing("Chè Hoàng Su Phì", price=185_000, decision_no="9001/QĐ-UBND")
    subject = made.register_entry.subject
    url = f"http://testserver{made.get_absolute_url()}"

    response = client.get(made.get_absolute_url())

    product = said(response, "Product")
    assert (product["@id"], product["name"], product["url"]) == (
        f"{url}#san-pham", "Chè Hoàng Su Phì", url,
    )  # fmt: skip
    assert product["offers"] == [
        {
            "@type": "Offer",
            "name": "Gói",
            "url": url,
            "price": "185000",
            "priceCurrency": "VND",
            "availability": "https://schema.org/InStock",
            "itemCondition": "https://schema.org/NewCondition",
            "seller": {"@type": "Organization", "name": subject.name},
        }
    ]
    certification = product["hasCertification"]
    assert certification["certificationIdentification"] == "9001/QĐ-UBND"
    assert certification["certificationRating"]["ratingValue"] == 4
    assert certification["datePublished"] == f"{shelf.DAY}"
    assert product["manufacturer"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Xã Thông Nguyên, Tuyên Quang",
        "addressCountry": "VN",
    }
    assert "aggregateRating" not in product


def test_the_way_to_a_product(client):
    made = shelf.listing("Chè Hoàng Su Phì")

    crumbs = said(client.get(made.get_absolute_url()), "BreadcrumbList")["itemListElement"]

    way = ["/", "/san-pham/", "/nhom/thuc-pham/", made.get_absolute_url()]
    assert [(crumb["position"], crumb["item"]) for crumb in crumbs] == [
        (at, f"http://testserver{url}") for at, url in enumerate(way, start=1)
    ]


def test_a_group_is_called_in_the_language_of_the_page(client):
    made = shelf.listing("Chè Hoàng Su Phì")
    said_of = {"": "Thực phẩm", "/en": "Food"}

    for prefix, name in said_of.items():
        page = client.get(f"{prefix}{made.get_absolute_url()}")

        assert said(page, "Product")["category"] == name
        assert f'<a href="{prefix}/nhom/thuc-pham/">{name}</a>' in page.text


@pytest.mark.parametrize(("days", "has_stars"), [(0, True), (3 * 365, True), (3 * 365 + 2, False)])
def test_stars_are_told_only_while_a_certificate_is_in_term(client, days, has_stars):
    made = shelf.listing("Chè Hoàng Su Phì", decided=shelf.ago(days))

    product = said(client.get(made.get_absolute_url()), "Product")

    assert ("hasCertification" in product) == has_stars
    assert "offers" not in product


def test_revoked_and_alcoholic_products_have_no_offer(client):
    gone = shelf.listing("Chè bị thu hồi", price=10_000)
    shelf.record_standing(
        product=gone.register_entry, status="revoked", as_of=shelf.DAY, recorded_on=shelf.DAY,
        decision_date=None,
    )  # fmt: skip
    wine = shelf.listing("Rượu ngô", group="rượu trắng", price=10_000)

    for listing in (gone, wine):
        product = said(client.get(listing.get_absolute_url()), "Product")
        assert "offers" not in product
    assert "hasCertification" not in said(client.get(gone.get_absolute_url()), "Product")


def test_a_text_cannot_end_the_block(client):
    made = shelf.listing("Chè </script><script>alert(1)</script> & “x”")

    response = client.get(made.get_absolute_url())

    assert said(response, "Product")["name"] == made.title
    assert "<script>alert" not in response.text


def test_the_front_page_and_lists(client):
    listing = shelf.listing("Chè Hoàng Su Phì")
    drain_outbox()

    home = client.get("/")
    assert said(home) == ["WebSite", "Organization"]
    assert said(home, "WebSite")["potentialAction"]["target"]["urlTemplate"] == (
        "http://testserver/tim-kiem/?q={search_term_string}"
    )
    assert said(client.get("/en/"), "WebSite")["url"] == "http://testserver/en/"
    subject = f"/chu-the/{listing.register_entry.subject.slug}/"
    kinds = {url: said(client.get(url)) for url in ("/san-pham/", "/nhom/thuc-pham/", "/chu-the/",
                                                     subject, "/chinh-sach/doi-tra/")}  # fmt: skip
    assert kinds == {
        "/san-pham/": ["BreadcrumbList"],
        "/chu-the/": ["BreadcrumbList"],
        "/nhom/thuc-pham/": ["BreadcrumbList"],
        subject: ["Organization", "BreadcrumbList"],
        "/chinh-sach/doi-tra/": ["BreadcrumbList"],
    }


def test_share_cards(client):
    made = shelf.listing("Chè “Hoàng” & Su Phì", price=10_000)
    drain_outbox()

    product, home, group = (
        meta(client.get(url)) for url in (made.get_absolute_url(), "/en/", "/nhom/thuc-pham/")
    )

    assert product["og:type"] == "product"
    assert product["og:title"] == (
        f"Chè “Hoàng” &amp; Su Phì · {made.register_entry.subject.name} · Chợ Phiên"
    )
    assert product["og:url"] == f"http://testserver{made.get_absolute_url()}"
    assert product["og:description"] == product["description"]
    assert (product["og:locale"], home["og:locale"]) == ("vi_VN", "en_GB")
    assert (home["og:type"], home["og:url"]) == ("website", "http://testserver/en/")
    assert group["og:site_name"] == "Chợ Phiên"
    assert "og:image" not in group


def test_canonical_addresses(client):
    shelf.many(26)
    drain_outbox()
    wanted = {
        "/san-pham/": "/san-pham/",
        "/san-pham/?trang=2": "/san-pham/?trang=2",
        "/san-pham/?sao=4&sap-xep=gia": "/san-pham/?sao=4",
        "/tim-kiem/?q=che&trang=2": "/tim-kiem/",
        "/chu-the/?trang=2": "/chu-the/?trang=2",
        "/chu-the/?q=htx": "/chu-the/",
    }

    found = {
        url: re.search(r'<link rel="canonical" href="([^"]*)">', client.get(url).text)[1]
        for url in wanted
    }

    assert found == {url: f"http://testserver{canonical}" for url, canonical in wanted.items()}
