"""Words of fairs: above the calendar and the lobby, never in the way of a fair's state."""

import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site

from cms.models import FairIndexPage, FairPage, HomePage, StandardPage
from fairs.services import cancel_fair, change_fair
from tests.factories.accounts import UserFactory
from tests.fairs import town
from tests.fairs.town import OPENS

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return town.officer_of("Tuyên Quang")


@pytest.fixture
def fair(officer):
    return town.fair(officer)


@pytest.fixture
def index(pages):
    return pages.add_child(instance=FairIndexPage(title="Lịch hội chợ", introduction="Mời bà con"))


@pytest.fixture
def page(index, fair):
    return index.add_child(
        instance=FairPage(
            title="Trang hội chợ", fair=fair, introduction="Chào mừng", body="<p>Có múa khèn.</p>"
        )
    )


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def test_words_stand_at_the_address_of_the_fair(client, page, fair):
    response = client.get(fair.get_absolute_url())

    assert page.slug == fair.slug
    assert page.get_url() == f"http://localhost{fair.get_absolute_url()}" or (
        page.get_url() == fair.get_absolute_url()
    )
    assert response.templates[0].name == "fairs/lobby.html"
    assert "Chào mừng" in response.content.decode()
    assert "<p>Có múa khèn.</p>" in response.content.decode()


def test_words_stand_above_the_calendar(client, index, page):
    text = client.get("/hoi-cho/").content.decode()

    assert (index.slug, "Mời bà con" in text, "Chào mừng" in text) == ("hoi-cho", True, False)


def test_page_taken_off_or_in_another_language_leaves_the_fair_alone(client, page, fair):
    address = fair.get_absolute_url()
    english = client.get(f"/en{address}")
    page.unpublish()
    taken_off = client.get(address)

    assert {english.status_code, taken_off.status_code} == {200}
    assert b"fairwords" not in english.content + taken_off.content


def test_each_language_has_its_own_words(client, page, fair):
    home = HomePage.objects.get(locale__language_code="en")
    locale = Locale.objects.get(language_code="en")
    index = home.add_child(instance=FairIndexPage(title="Fairs", locale=locale))
    index.add_child(
        instance=FairPage(title="The fair", fair=fair, introduction="Welcome", locale=locale)
    )

    address = fair.get_absolute_url()
    assert "Welcome" not in client.get(address).content.decode()
    assert "Welcome" in client.get(f"/en{address}").content.decode()


def test_what_an_editor_says_of_a_page_heads_it(client, index, page, fair):
    image = get_image_model().objects.create(title="x", file=get_test_image_file(size=(1300, 700)))
    page.hero_image, page.hero_alt, page.seo_title = image, "Cổng chợ", "Hội chợ bốn tỉnh"
    page.search_description = "Bốn tỉnh, bảy ngày"
    page.save()

    lobby, calendar = (client.get(url).text for url in (fair.get_absolute_url(), "/hoi-cho/"))

    assert "<h1>Trang hội chợ</h1>" in lobby
    assert "<title>Hội chợ bốn tỉnh · " in lobby
    assert '<meta name="description" content="Bốn tỉnh, bảy ngày">' in lobby
    assert '<meta property="og:image:alt" content="Cổng chợ">' in lobby
    assert re.search(r'"image":"http://testserver/media/images/[^"]+1200x630[^"]+"', lobby)
    assert "<h1>Lịch hội chợ</h1>" in calendar
    assert "<title>Lịch hội chợ · " in calendar
    assert '<meta name="description" content="Mời bà con">' in calendar


def test_a_sentence_in_vietnamese_gives_way_to_words_in_another_language(client, page, officer):
    told = town.fair(officer, name="Hội chợ Tết", summary="Sắm Tết")
    address = told.get_absolute_url()
    before = client.get(f"/en{address}").text
    home = HomePage.objects.get(locale__language_code="en")
    locale = Locale.objects.get(language_code="en")
    index = home.add_child(instance=FairIndexPage(title="Fairs", locale=locale))
    words = index.add_child(instance=FairPage(title="Tet market", fair=told, locale=locale))
    bare = client.get(f"/en{address}").text
    words.introduction = "Shopping for Tet"
    words.save()
    after = client.get(f"/en{address}").text

    lead = '<p class="lead" lang="vi">Sắm Tết</p>'
    assert '<h1 lang="vi">Hội chợ Tết</h1>' in before
    assert "<h1>Tet market</h1>" in bare
    assert (lead in before, lead in bare, lead in after) == (True, True, False)
    assert lead in client.get(address).text


def test_a_page_that_bears_the_name_of_its_fair_follows_it(client, index, page, fair, officer):
    FairPage.objects.filter(pk=page.pk).update(title=fair.name, draft_title=fair.name)

    change_fair(fair=fair, plan=town.plan("Chợ mới"), by=officer, moment=OPENS)

    page.refresh_from_db()
    assert (page.title, page.slug) == ("Chợ mới", fair.slug)
    assert not page.has_unpublished_changes
    assert "Chợ mới</h1>" in client.get(fair.get_absolute_url()).content.decode()


def test_a_page_with_a_headline_of_its_own_keeps_it(page, fair, officer):
    change_fair(fair=fair, plan=town.plan("Chợ mới"), by=officer, moment=OPENS)

    page.refresh_from_db()
    assert (page.title, page.revisions.count()) == ("Trang hội chợ", 0)


def test_what_an_editor_has_not_published_stays_a_draft_when_the_fair_is_renamed(
    page, fair, officer
):
    FairPage.objects.filter(pk=page.pk).update(title=fair.name, draft_title=fair.name)
    page.refresh_from_db()
    page.introduction = "Lời chưa duyệt"
    page.save_revision()

    change_fair(fair=fair, plan=town.plan("Chợ mới"), by=officer, moment=OPENS)

    page.refresh_from_db()
    assert (page.title, page.introduction) == ("Chợ mới", "Chào mừng")
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.introduction) == ("Chợ mới", "Lời chưa duyệt")


def test_old_revision_published_again_changes_no_state_of_the_fair(page, fair, officer):
    old = page.save_revision()
    change_fair(fair=fair, plan=town.plan("Tên mới"), by=officer, moment=OPENS)
    cancel_fair(fair=fair, by=officer, moment=OPENS)
    fair.refresh_from_db()
    before = {field.name: field.value_from_object(fair) for field in fair._meta.fields}
    page.title, page.introduction = "Trang khác", "Lời khác"
    page.save_revision().publish()

    old.publish()

    fair.refresh_from_db()
    page.refresh_from_db()
    assert {field.name: field.value_from_object(fair) for field in fair._meta.fields} == before
    assert (page.title, page.introduction, page.slug) == ("Trang hội chợ", "Chào mừng", fair.slug)


def test_slug_is_the_fairs_whatever_is_typed(index, fair):
    page = index.add_child(instance=FairPage(title="X", slug="khac", fair=fair))

    assert page.slug == fair.slug


def test_second_page_of_a_fair_is_refused(index, page, fair):
    with pytest.raises(ValidationError):
        index.add_child(instance=FairPage(title="Nữa", fair=fair))

    assert FairPage.objects.count() == 1


def test_only_the_calendar_takes_its_reserved_address(pages, index):
    with pytest.raises(ValidationError):
        pages.add_child(instance=StandardPage(title="Giả", slug="vung-mien"))
    assert index.slug == "hoi-cho"
    with pytest.raises(ValidationError):
        pages.add_child(instance=FairIndexPage(title="Nữa"))


def test_editor_makes_both_pages_in_the_back_office(editor, pages, fair, settings):
    made = editor.post(
        f"/cms/pages/add/cms/fairindexpage/{pages.pk}/",
        {"title": "Hội chợ", "introduction": "", "body": "null", "action-publish": "1",
         "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
    )  # fmt: skip
    index = FairIndexPage.objects.get()
    editor.post(
        f"/cms/pages/add/cms/fairpage/{index.pk}/",
        {"title": "Trang hội chợ", "fair": fair.pk, "introduction": "Chào", "hero_alt": "",
         "body": "null", "action-publish": "1",
         "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
    )  # fmt: skip

    assert made.status_code == 302
    assert (index.slug, FairPage.objects.get().slug) == ("hoi-cho", fair.slug)
    assert "Chào" in editor.get(fair.get_absolute_url()).content.decode()


def test_preview_shows_the_draft_above_the_booths(rf, page, fair):
    for draft in (page, page.get_parent().specific):
        draft.introduction = "Bản nháp"
        response = draft.make_preview_request(original_request=rf.get("/"))

        assert response.status_code == 200
        assert "Bản nháp" in response.content.decode()


def test_picture_needs_words(index, fair):
    image = get_image_model().objects.create(title="x", file=get_test_image_file())

    with pytest.raises(ValidationError):
        index.add_child(instance=FairPage(title="X", fair=fair, hero_image=image))
    assert not Page.objects.filter(title="X").exists()


def test_front_page_shows_the_fair_that_is_open_else_the_next(client, pages, fair, settings):
    settings.CHOPHIEN_NOW = OPENS.isoformat()
    assert f'href="{fair.get_absolute_url()}"' in client.get("/").content.decode()

    settings.CHOPHIEN_NOW = town.CLOSES.isoformat()
    assert "fairstrip" not in client.get("/").content.decode()


def test_another_site_has_words_of_its_own(client, fair, index):
    index.add_child(instance=FairPage(title="X", fair=fair, introduction="Lời của trang này"))
    other = HomePage.objects.first().copy(
        to=Page.get_first_root_node(),
        update_attrs={"slug": "khac", "title": "Khác"},
        recursive=False,
    )
    Site.objects.create(hostname="khac.example", root_page=other)

    mine = client.get(fair.get_absolute_url())
    theirs = client.get(fair.get_absolute_url(), headers={"host": "khac.example"})

    assert "Lời của trang này" in mine.content.decode()
    assert theirs.status_code == 200
    assert "Lời của trang này" not in theirs.content.decode()
