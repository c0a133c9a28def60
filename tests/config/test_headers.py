import pytest
from wagtail.models import Page

from cms.models import HomePage

pytestmark = pytest.mark.django_db


def policy(response):
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


@pytest.mark.parametrize("path", ["/tai-khoan/dang-nhap/", "/en/tai-khoan/dang-ky/", "/robots.txt"])
def test_storefront_allows_nothing_inline_and_nothing_foreign(client, path):
    directives = policy(client.get(path))

    assert directives["default-src"] == {"'none'"}
    assert directives["frame-ancestors"] == {"'none'"}
    for name in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"):
        assert directives[name] <= {"'self'", "data:"}, name


@pytest.mark.parametrize("path", ["/cms/login/", "/quan-tri/login/"])
def test_back_office_runs_no_inline_script(client, path):
    directives = policy(client.get(path))

    assert directives["script-src"] == {"'self'"}
    assert directives["style-src"] == {"'self'", "'unsafe-inline'"}


def test_other_headers(client):
    headers = client.get("/tai-khoan/dang-nhap/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_missing_page_has_the_same_policy(client):
    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert policy(response)["default-src"] == {"'none'"}


def test_back_office_keeps_one_nonce_for_a_session(client, admin_client):
    first = policy(admin_client.get("/cms/pages/"))["script-src"]
    second = policy(admin_client.get("/cms/reports/site-history/"))["script-src"]

    assert first == second
    assert len(first) == 2
    assert policy(client.get("/cms/login/"))["script-src"] == {"'self'"}


def test_date_field_of_the_back_office_carries_the_nonce(admin_client):
    response = admin_client.get("/cms/reports/site-history/")

    (nonce,) = policy(response)["script-src"] - {"'self'"}
    nonce = nonce.removeprefix("'nonce-").removesuffix("'")
    assert f'<script nonce="{nonce}">initDateChooser(' in response.text
    assert "<script>" not in response.text


def test_preview_may_be_framed_by_the_editor_alone(admin_client):
    page = Page.objects.filter(depth=2).first() or make_home()
    edit = f"/cms/pages/{page.pk}/edit/"

    response = admin_client.get(f"{edit}preview/?in_preview_panel=true")

    assert policy(response)["frame-ancestors"] == {"'self'"}
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def make_home():
    root = Page.get_first_root_node()
    return root.add_child(
        instance=HomePage(title="Trang chủ", slug="trang-chu", locale=root.locale)
    )
