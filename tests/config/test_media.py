import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    for folder in ("images", "documents", "imports"):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True)
    (settings.MEDIA_ROOT / "images/che.webp").write_bytes(b"RIFF")
    (settings.MEDIA_ROOT / "images/tranh.svg").write_text("<svg/>")
    (settings.MEDIA_ROOT / "images/la.html").write_text("<script>1</script>")
    (settings.MEDIA_ROOT / "images/.an.webp").write_bytes(b"RIFF")
    (settings.MEDIA_ROOT / "documents/cccd.pdf").write_bytes(b"%PDF")
    (settings.MEDIA_ROOT / "imports/danh-sach.xlsx").write_bytes(b"PK")
    (tmp_path / "db.sqlite3").write_bytes(b"SQLite")
    (settings.MEDIA_ROOT / "images/link.webp").symlink_to(tmp_path / "db.sqlite3")
    return settings.MEDIA_ROOT


def test_picture_is_served_with_its_type(client, media_root):
    response = client.get("/media/images/che.webp")

    assert b"".join(response.streaming_content) == b"RIFF"
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"] == "inline"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["Content-Length"] == "4"


def test_known_picture_is_not_sent_again(client, media_root):
    modified = client.get("/media/images/che.webp")["Last-Modified"]

    response = client.get("/media/images/che.webp", headers={"If-Modified-Since": modified})

    assert (response.status_code, response.content) == (304, b"")


def test_uploaded_svg_runs_no_script(client, media_root):
    response = client.get("/media/images/tranh.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_anything_else_is_only_downloaded(client, media_root):
    response = client.get("/media/images/la.html")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "path",
    [
        "documents/cccd.pdf",
        "imports/danh-sach.xlsx",
        "images/link.webp",
        "images/.an.webp",
        "images/khong-co.webp",
        "images/../../db.sqlite3",
        "images/../documents/cccd.pdf",
        "images/%2e%2e/%2e%2e/db.sqlite3",
        "images//etc/passwd",
        "images",
        "images/x%00.webp",
    ],
)
def test_everything_else_is_not_there(client, media_root, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_picture_cannot_be_posted_to(client, media_root):
    assert client.post("/media/images/che.webp").status_code == 405
