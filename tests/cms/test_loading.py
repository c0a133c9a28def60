"""The pages and site rows of a new installation."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sites.models import Site as DjangoSite
from wagtail.models import Page, Site

from cms.loading import load_site
from cms.models import HomePage, StandardPage


def test_front_pages_and_first_pages_in_both_languages(pages):
    tree = Page.objects.filter(depth__gt=1).values_list("url_path", flat=True)

    assert list(tree) == [
        "/trang-chu/",
        "/trang-chu/gioi-thieu/",
        "/trang-chu/huong-dan/",
        "/trang-chu/chinh-sach/",
        "/trang-chu/chinh-sach/doi-tra/",
        "/trang-chu/chinh-sach/van-chuyen/",
        "/trang-chu/chinh-sach/bao-mat-du-lieu/",
        "/trang-chu-en/",
        "/trang-chu-en/gioi-thieu/",
        "/trang-chu-en/huong-dan/",
        "/trang-chu-en/chinh-sach/",
        "/trang-chu-en/chinh-sach/doi-tra/",
        "/trang-chu-en/chinh-sach/van-chuyen/",
        "/trang-chu-en/chinh-sach/bao-mat-du-lieu/",
    ]
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_default_site_leads_to_the_front_page(pages):
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.specific == pages
    assert (site.hostname, site.port) == ("localhost", 80)
    assert DjangoSite.objects.get().domain == "localhost"


def test_loading_again_changes_nothing_an_editor_wrote(pages):
    pages.hero_title = "Của chúng tôi"
    pages.save()
    StandardPage.objects.filter(slug="huong-dan").first().delete()

    load_site()

    assert HomePage.objects.get(pk=pages.pk).hero_title == "Của chúng tôi"
    assert Page.objects.filter(slug="huong-dan").count() == 1


def test_an_editor_can_go_on_from_there(pages):
    page = pages.add_child(instance=StandardPage(title="Câu hỏi thường gặp"))

    assert page.path == f"{pages.path}0004"
    assert page.url_path == "/trang-chu/cau-hoi-thuong-gap/"


def test_a_domain_that_was_set_stays(db):
    DjangoSite.objects.update(domain="ocop.example.vn", name="OCOP")

    load_site()

    assert DjangoSite.objects.get().domain == "ocop.example.vn"


def test_the_row_django_makes_by_itself_is_named(db):
    DjangoSite.objects.update(domain="example.com", name="example.com")

    load_site()

    assert DjangoSite.objects.get().name == "Chợ Phiên"


@pytest.mark.parametrize("title", ["Welcome to your new Wagtail site!", "Trang của ai đó"])
def test_only_wagtails_own_welcome_page_gives_way(db, title):
    Page.get_first_root_node().add_child(instance=Page(title=title, slug="home"))

    load_site()

    is_left = Page.objects.filter(slug="home").exists()
    assert is_left == (title == "Trang của ai đó")
    assert Page.get_first_root_node().numchild == 2 + is_left
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Welcome to your new Wagtail site!", ["Biên tập viên", "Người kiểm duyệt", "Trung tâm"]),
        ("Trang của ai đó", ["Editors", "Moderators", "Trung tâm"]),
    ],
)
def test_rows_of_a_fresh_wagtail_alone_are_named_in_vietnamese(db, title, names):
    Page.get_first_root_node().add_child(instance=Page(title=title, slug="home"))
    Group.objects.bulk_create(Group(name=name) for name in ("Editors", "Moderators", "Trung tâm"))

    load_site()

    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == names
