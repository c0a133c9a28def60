"""What search engines are told of."""

import re
import xml.etree.ElementTree as ET

import pytest

from cms.loading import load_site
from search.services import drain_outbox
from tests.fairs import town
from tests.search import shelf

pytestmark = pytest.mark.django_db
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    settings.CHOPHIEN_NOW = f"{shelf.DAY}T09:00:00+07:00"


def locations(client, path, **headers):
    response = client.get(path, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    root = ET.fromstring(response.content)  # noqa: S314 -- our own answer
    return [loc.text for loc in root.iterfind("*/s:loc", NS)]


def test_every_public_address_is_listed_in_each_language(client):
    load_site()
    made = shelf.listing("Chè Hoàng Su Phì")
    hidden = shelf.listing("Chè chưa công nhận", status="proposed", stars=None)
    subject = made.register_entry.subject

    parts = locations(client, "/sitemap.xml")
    assert parts == [
        f"http://testserver/sitemap-{language}-{name}.xml"
        for language in ("vi", "en")
        for name in ("trang", "nhom", "san-pham", "chu-the", "hoi-cho")
    ]
    found = [
        url for part in parts for url in locations(client, part.removeprefix("http://testserver"))
    ]
    assert len(found) == len(set(found))
    for prefix in ("http://testserver", "http://testserver/en"):
        assert f"{prefix}{made.get_absolute_url()}" in found
        assert f"{prefix}/chu-the/{subject.slug}/" in found
        assert f"{prefix}/san-pham/" in found
        assert f"{prefix}/nhom/thuc-pham/" in found
        assert f"{prefix}/chinh-sach/doi-tra/" in found
        assert f"{prefix}/" in found
    assert not hidden.is_public
    assert [url for url in found if str(hidden.pk) in url] == []
    assert [client.get(url.removeprefix("http://testserver")).status_code for url in found] == [
        200
    ] * len(found)


def test_host_and_scheme_are_those_of_the_request(client):
    load_site()

    first = client.get("/sitemap.xml", headers={"host": "cho.example"}, secure=True)
    assert "<loc>https://cho.example/sitemap-vi-trang.xml</loc>" in first.text
    pages = client.get("/sitemap-vi-trang.xml", headers={"host": "cho.example"}, secure=True)
    assert "<loc>https://cho.example/gioi-thieu/</loc>" in pages.text


@pytest.mark.parametrize("booth_count", [1, 8])
def test_fairs_and_their_booths_are_listed_but_no_drafts(
    client, django_assert_num_queries, booth_count
):
    load_site()
    officer = town.officer_of("Tuyên Quang")
    fair = town.fair(officer)
    town.fair(officer, name="Hội chợ còn soạn", is_published=False)
    booths = [town.booth(fair, town.seller(f"HTX số {n}"), officer) for n in range(booth_count)]
    client.get("/sitemap-en-hoi-cho.xml")

    with django_assert_num_queries(5):
        found = locations(client, "/sitemap-en-hoi-cho.xml")

    paths = ["/hoi-cho/", fair.get_absolute_url(), *(b.get_absolute_url() for b in booths)]
    assert found == [f"http://testserver/en{path}" for path in paths]


def test_a_product_says_when_it_was_changed(client):
    made = shelf.listing("Chè Hoàng Su Phì")

    part = client.get("/sitemap-vi-san-pham.xml").text
    index = client.get("/sitemap.xml").text

    assert re.search(r"<lastmod>([\d-]+)", part)[1] == f"{made.date_updated:%Y-%m-%d}"
    assert f"{made.date_updated:%Y-%m-%d}" in index


def test_robots_are_told_where_it_is(client):
    text = client.get("/robots.txt", headers={"host": "cho.example"}).text

    assert "Sitemap: http://cho.example/sitemap.xml" in text.splitlines()


def test_an_unknown_part_is_not_found(client):
    assert client.get("/sitemap-vi-khong-co.xml").status_code == 404
    assert client.get("/sitemap-vi-nhom.xml?p=9").status_code == 404


@pytest.mark.parametrize("item_count", [1, 48])
def test_number_of_queries_does_not_grow(client, django_assert_max_num_queries, item_count):
    load_site()
    shelf.many(item_count)
    client.get("/sitemap.xml")

    with django_assert_max_num_queries(30):
        client.get("/sitemap.xml")
    for part in ("vi-trang", "en-nhom", "vi-san-pham", "en-chu-the"):
        with django_assert_max_num_queries(15):
            client.get(f"/sitemap-{part}.xml")


def test_the_feed_holds_the_newest_recognitions(client):
    old = shelf.listing("Chè cũ", decided=shelf.ago(200))
    new = shelf.listing("Chè & mới", decided=shelf.ago(3))
    shelf.listing("Chè hết hạn", decided=shelf.ago(2000))
    drain_outbox()

    response = client.get("/san-pham/moi.xml")

    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = ET.fromstring(response.content)  # noqa: S314 -- our own answer
    entries = root.findall("a:entry", atom)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [
        (entry.findtext("a:title", namespaces=atom), entry.find("a:link", atom).get("href"))
        for entry in entries
    ] == [
        ("Chè & mới", f"http://testserver{new.get_absolute_url()}"),
        ("Chè cũ", f"http://testserver{old.get_absolute_url()}"),
    ]
    assert entries[0].findtext("a:updated", namespaces=atom)[:10] == f"{shelf.ago(3)}"
    assert client.get("/en/san-pham/moi.xml").status_code == 200
