import pytest

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
