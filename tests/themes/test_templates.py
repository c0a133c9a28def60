"""The storefront's templates: a card, a product in each of its states, forms and error pages."""

import datetime
import re
from dataclasses import replace

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import override
from django.views.defaults import permission_denied, server_error

from shop.catalogue.cards import (
    Badge,
    Card,
    CertificateCard,
    Pack,
    Picture,
    PictureSource,
    ProductPage,
    SubjectCard,
)
from tests.factories.accounts import UserFactory
from themes.registry import theme_named

DAY = datetime.date(2026, 11, 24)
VALID = Badge("valid", 4, "province", 2024, datetime.date(2027, 9, 2))
CARD = Card(
    id=7, url="/san-pham/che-7/", name="Chè <Shan> tuyết", subject_name="HTX Ví Dụ",
    subject_url="/chu-the/htx-vi-du/", place="Xã Thông Nguyên, Tuyên Quang", badge=VALID,
    group_slug="do-uong", group_name="Đồ uống", price=185000, price_is_from=True,
    unit_price=740000, unit="kg", in_stock=True,
)  # fmt: skip
DECISION = CertificateCard(
    badge=VALID, evidence="decision", decision_no="1286/QĐ-UBND",
    issued_on=datetime.date(2024, 9, 2), expires_on=datetime.date(2027, 9, 2), level="province",
    place_as_issued="Xã Thông Nguyên, Huyện Hoàng Su Phì, Tỉnh Hà Giang",
    place_now="Xã Thông Nguyên, Tuyên Quang", source="1286/QĐ-UBND",
    history=((3, datetime.date(2020, 5, 1), datetime.date(2023, 5, 1)),),
)  # fmt: skip
SUBJECT = SubjectCard("HTX Ví Dụ", "/chu-the/htx-vi-du/", "cooperative", "Tuyên Quang",
                      "0912345678", 3)  # fmt: skip
PAGE = ProductPage(
    card=CARD, certificate=DECISION, subject=SUBJECT, pictures=(),
    packs=(Pack(1, "Hộp 250 g", 185000, 40, 740000, "kg"), Pack(2, "Túi 100 g", 85000, 4),
           Pack(3, "Hộp quà", 420000, 0)),
    policy_class="parcel", description="<p>Ngon</p>", ingredients="Chè", storage="Khô",
    food_safety_no="12/2024", story="Xưa", same_subject=(CARD,),
)  # fmt: skip


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2] or html).split())


@pytest.fixture(autouse=True)
def english():
    """Messages are written in English; their Vietnamese is the catalogue's business."""
    with override("en"):
        yield


@pytest.fixture
def draw(rf, db):
    def render(page):
        return render_to_string("shop/product.html", {"product": page}, rf.get("/en/san-pham/x-7/"))

    return render


def card(**fields):
    return render_to_string("shop/includes/card.html", {"card": replace(CARD, **fields)})


def test_a_card_is_an_article_with_one_link_and_one_tab_stop():
    html = card()

    assert html.strip().startswith('<article class="card" aria-labelledby="p7">')
    assert html.count("<a ") == 1
    assert '<h3 class="card__name" id="p7"><a href="/san-pham/che-7/" lang="vi">' in html
    assert "Chè &lt;Shan&gt; tuyết" in html
    assert words(html) == (
        "★★★★ OCOP 4 stars provincial level · 2024 Chè &lt;Shan&gt; tuyết HTX Ví Dụ"
        " Xã Thông Nguyên, Tuyên Quang from 185.000 ₫ 740.000 ₫/kg"
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"price": None, "unit_price": None}, "Ask the producer"),
        ({"in_stock": False}, "Out of stock"),
        (
            {"badge": Badge("expired", day=datetime.date(2026, 3, 14))},
            "Recognition expired 03/2026",
        ),
        (
            {"badge": Badge("lapsed", day=datetime.date(2025, 6, 30))},
            "No decision yet (list of 30/06/2025)",
        ),
        ({"badge": Badge("revoked", day=DAY)}, "Recognition withdrawn"),
        ({"badge": Badge("proposed")}, "Proposed, not yet recognised"),
    ],
)
def test_what_else_a_card_says(fields, said):
    assert said in words(card(**fields))


@pytest.mark.parametrize("state", ["expired", "lapsed", "revoked", "proposed", "none"])
def test_no_star_out_of_term(state, draw):
    badge = Badge(state, day=DAY)
    page = replace(
        PAGE,
        card=replace(CARD, badge=badge),
        certificate=replace(DECISION, badge=badge, level="", history=()),
        same_subject=(),
    )

    assert "★" not in card(badge=badge)
    assert "★" not in draw(page)


def test_a_picture_says_its_size_and_is_not_read_twice():
    picture = Picture(
        "/media/a.jpg", 480, 480, "Ấm chè", (PictureSource("image/avif", "/media/a.avif 320w"),)
    )
    html = card(picture=picture)

    assert '<source type="image/avif" srcset="/media/a.avif 320w"' in html
    assert 'width="480" height="480" alt=""' in html
    assert 'loading="lazy"' in html


def test_what_a_picture_shows_is_said_in_vietnamese():
    picture = Picture("/media/a.jpg", 480, 480, "Ấm chè")
    gallery = render_to_string(
        "shop/includes/gallery.html", {"product": replace(PAGE, pictures=(picture,))}
    )

    assert 'alt="Ấm chè" lang="vi"' in gallery
    assert 'alt="" lang' not in card(picture=picture)


def test_a_product_by_decision(draw):
    said = words(draw(PAGE))

    for part in (
        "OCOP 4 stars · provincial level Valid until 02/09/2027",
        "Decision no. 1286/QĐ-UBND of 02/09/2024",
        "Origin today Xã Thông Nguyên, Tuyên Quang",
        "As recognised Xã Thông Nguyên, Huyện Hoàng Su Phì, Tỉnh Hà Giang",
        "3 stars, 01/05/2020 to 01/05/2023",
        "Hộp 250 g 185.000 ₫ In stock 740.000 ₫/kg",
        "Túi 100 g 85.000 ₫ Only 4 left",
        "Hộp quà 420.000 ₫ Out of stock",
        "Ask the producer · 0912 345 678",
    ):
        assert part in said
    assert 'href="tel:0912345678"' in draw(PAGE)


def test_a_product_by_list(draw):
    by_list = CertificateCard(
        badge=VALID, evidence="list", list_day=datetime.date(2026, 6, 30),
        expires_on=datetime.date(2027, 6, 30), level="province",
    )  # fmt: skip

    said = words(draw(replace(PAGE, certificate=by_list)))

    assert "OCOP 4 stars · provincial level By the list of 30/06/2026" in said
    assert "Star shown until 30/06/2027" in said
    assert "Valid until" not in said


def test_a_lapsed_list_never_says_expired(draw):
    badge = Badge("lapsed", day=datetime.date(2025, 6, 30))
    lapsed = CertificateCard(badge=badge, evidence="list", list_day=badge.day)
    page = replace(PAGE, card=replace(CARD, badge=badge), certificate=lapsed, same_subject=())

    said = words(draw(page))

    assert said.count("No decision yet (list of 30/06/2025)") == 2
    assert "expired" not in said.lower()


@pytest.mark.parametrize(
    ("left", "said"), [(12, "Expires in 12 days"), (1, "Expires in 1 day"), (0, "Expires today")]
)
def test_a_term_that_ends_soon(draw, left, said):
    badge = replace(VALID, ends_in_days=left)

    assert said in words(draw(replace(PAGE, card=replace(CARD, badge=badge))))


def test_a_withdrawn_product_says_why_and_sells_nothing(draw):
    badge = Badge("revoked", day=datetime.date(2026, 5, 20))
    page = replace(
        PAGE,
        card=replace(CARD, badge=badge),
        certificate=replace(DECISION, badge=badge, ended_by="12/QĐ-UBND"),
        same_subject=(),
        is_public=False,
    )
    html = draw(page)

    assert "Recognition withdrawn on 20/05/2026 by 12/QĐ-UBND" in words(html)
    assert 'class="price"' not in html
    assert "tel:" not in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("health_food", "This food is not a medicine and does not replace medicines."),
        ("alcohol", "Not for people under 18."),
        ("medicine", "not sold here"),
        ("service", "nothing is shipped"),
        ("live", "not sent as a parcel"),
        ("fresh", "sold in season"),
    ],
)
def test_each_policy_class_has_its_notice(draw, policy, said):
    assert said in words(draw(replace(PAGE, policy_class=policy)))
    assert said not in words(draw(PAGE))


def test_a_showcase_asks(draw):
    page = replace(PAGE, card=replace(CARD, price=None, unit_price=None), packs=(), same_subject=())

    html = draw(page)

    assert "The producer has not set a price here yet." in words(html)
    assert "₫" not in words(html)
    assert 'class="ask ask--sticky no-print"' in html


def test_a_form_names_its_faults_above_and_beside(rf, db):
    class Form(forms.Form):
        phone = forms.CharField(label="Phone", help_text="The courier calls this number")
        note = forms.CharField(label="Note", required=False)

    html = render_to_string(
        "accounts/form.html",
        {"form": Form({}), "title": "Open an account", "links": [("/x/", "I have one")]},
        rf.get("/en/x/"),
    )

    assert "<title>Error: Open an account" in html
    assert "There is 1 thing to fix" in words(html)
    assert '<a href="#id_phone">Phone: This field is required.</a>' in html
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'id="id_phone_error"' in html
    assert 'id="id_phone_helptext"' in html
    assert "Note (optional)" in words(html)
    assert '<a class="more" href="/x/">' in html


def test_an_unknown_address(client, db):
    response = client.get("/en/khong-co-trang-nay/")
    html = response.content.decode()

    assert response.status_code == 404
    assert "<h1>No such page</h1>" in html
    assert html.count('role="search"') in (0, 2)
    assert 'rel="canonical"' not in html


def test_a_forbidden_page(rf, db):
    response = permission_denied(rf.get("/en/x/"), PermissionDenied())

    assert response.status_code == 403
    assert "<h1>Not for this account</h1>" in response.content.decode()


def test_the_error_page_needs_no_database(rf):
    html = server_error(rf.get("/")).content.decode()

    assert "Hệ thống đang gặp trục trặc" in html
    assert '<link rel="stylesheet" href="/static/themes/mac-dinh/site.css">' in html


def test_the_band_says_that_data_are_samples(client, db):
    from wagtail.models import Site

    from themes.models import SiteIdentity

    assert "Sample data" not in client.get("/en/khong-co/").content.decode()
    SiteIdentity.objects.create(
        site=Site.objects.get(is_default_site=True), shows_sample_data=True, hotline="19001234"
    )
    html = client.get("/en/khong-co/").content.decode()
    assert '<aside class="sample" aria-label="About the data">' in html
    assert 'href="tel:19001234"' in html


@pytest.mark.parametrize(
    "file", sorted(theme_named("base").templates.rglob("*.html")), ids=lambda file: file.name
)
def test_templates_keep_to_the_policy_of_the_headers(file):
    """No inline script, style or handler: Content-Security-Policy would silently drop them."""
    text = file.read_text("utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"\shx-", text)


@pytest.mark.django_db
def test_the_back_office_carries_the_name_and_sign_of_the_shop(client):
    sign = f'src="{static("themes/base/favicon.svg")}"'
    login = client.get("/cms/login/").content.decode()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    inside = client.get("/cms/").content.decode()

    for page in (login, inside):
        assert re.search(r"<title>[^<]+ - Chợ Phiên</title>", page)
        assert sign in page
