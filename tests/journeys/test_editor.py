"""An editor of a centre, with a browser and nothing else, writes, is corrected, and is read."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from playwright.sync_api import expect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.loading import load_site
from cms.models import HomePage, RegionPage, StoryIndexPage, StoryPage
from cms.sections import load_sections
from config.worker import work_once
from tests.browsing import chromium
from tests.factories.accounts import PASSWORD, UserFactory
from tests.shop.market import offer, seller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(live_server, static_files, settings, tmp_path):
    """The site with pages, answering on a port, with the scripts the editor needs."""
    settings.MEDIA_ROOT = str(tmp_path)
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # what is saved by itself is not what is tried here
    cache.clear()
    load_site()
    load_sections(only=["08"])
    return live_server


@pytest.fixture
def editor(site, browser):
    """A page of a browser in which an officer who may edit pages and pictures is signed in."""
    user = UserFactory()
    group = Group.objects.create(name="Biên tập")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        for home in HomePage.objects.all():
            GroupPagePermission.objects.create(
                group=group, page=home, permission=Permission.objects.get(codename=codename)
            )
    for codename in ("add_image", "choose_image"):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    user.groups.add(group)
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN").new_page()
    page.goto(f"{site.url}/cms/login/")
    page.fill("#id_username", user.email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/cms/")
    return page


def add_block(page, label):
    """Add a block at the end of the text; it has slid open when this returns: a click meanwhile may
    meet the place that a button just left.
    """
    blocks = page.locator("[data-contentpath='body'] [data-streamfield-child]")
    before = blocks.count()
    page.locator("[data-contentpath='body'] .c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()
    expect(blocks).not_to_have_count(before)
    page.wait_for_function(
        """() => !jQuery(
            "[data-streamfield-child]:hidden, :animated", "[data-contentpath='body']"
        ).length"""
    )


def choose_picture(page, field):
    """The newest picture of the library."""
    field.locator("[data-chooser-action-choose]").first.click()
    page.locator(".modal a.image-choice").first.click()
    page.locator(".modal").wait_for(state="detached")


def publish(page):
    """Press "Publish", wherever the menu keeps it; the answer is there when this returns."""
    with page.expect_navigation():
        page.evaluate("document.querySelector('button[name=action-publish]').click()")


def test_an_editor_writes_a_story_is_corrected_and_publishes_it(editor, site, client):
    listing = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết").product
    get_image_model().objects.create(title="Đồi", file=get_test_image_file(size=(900, 600)))
    index = StoryIndexPage.objects.get(locale__language_code="vi")

    # It is written
    editor.goto(f"{site.url}/cms/pages/add/cms/storypage/{index.pk}/")
    editor.fill("#id_title", "Đồi chè Đồng Văn")
    add_block(editor, str(_("products by hand")))
    # Of the text alone: until the block is drawn, the last chooser in view is another's
    editor.locator("[data-contentpath='body'] [data-chooser-action-choose]:visible").last.click()
    editor.locator(".modal input[name=q]").fill("shan")
    editor.locator(".modal a[data-chooser-modal-choice]", has_text="Chè Shan Tuyết").click()
    editor.locator(".modal").wait_for(state="detached")
    add_block(editor, str(_("picture")))
    choose_picture(editor, editor.locator("[data-contentpath=image]"))

    # It is refused while nobody says what the picture shows
    publish(editor)
    assert not StoryPage.objects.filter(live=True).exists()
    expect(editor.locator("[data-contentpath=alt] .error-message")).to_be_visible()

    # It is published and read
    editor.fill("[data-contentpath=alt] input", "Đồi chè trong sương")
    publish(editor)
    editor.goto(f"{site.url}/cau-chuyen/doi-che-dong-van/")
    expect(editor.locator("h1")).to_have_text("Đồi chè Đồng Văn")
    expect(editor.get_by_alt_text("Đồi chè trong sương")).to_be_visible()
    expect(editor.get_by_role("link", name=listing.title)).to_be_visible()


def test_an_editor_changes_the_picture_of_a_region(editor, site):
    get_image_model().objects.create(title="Đồi", file=get_test_image_file(size=(900, 600)))
    region = RegionPage.objects.get(locale__language_code="vi", place__code="08")

    editor.goto(f"{site.url}/cms/pages/{region.pk}/edit/")
    choose_picture(editor, editor.locator("#id_picture-chooser"))
    editor.fill("#id_picture_alt", "Ruộng bậc thang")
    editor.fill("#id_introduction", "Miền chè và cam")
    publish(editor)

    editor.goto(f"{site.url}/vung-mien/tuyen-quang/")
    expect(editor.get_by_alt_text("Ruộng bậc thang")).to_be_visible()
    expect(editor.get_by_text("Miền chè và cam")).to_be_visible()


def test_an_editor_schedules_a_page_and_the_worker_publishes_it(editor, site, client):
    index = StoryIndexPage.objects.get(locale__language_code="vi")
    goes_live = timezone.localtime().replace(
        hour=8, minute=0, second=0, microsecond=0
    ) + datetime.timedelta(days=2)
    a_minute = datetime.timedelta(minutes=1)

    editor.goto(f"{site.url}/cms/pages/add/cms/storypage/{index.pk}/")
    editor.fill("#id_title", "Mùa vải")
    editor.locator("[data-side-panel-toggle=status]").click()
    editor.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    field = editor.locator("#id_go_live_at")
    field.fill("31/02/2027 08:00")
    field.blur()
    assert field.input_value() == "31/02/2027 08:00"  # no calendar puts the moment of now there
    field.fill(goes_live.strftime("%d/%m/%Y %H:%M"))
    with editor.expect_navigation():  # by the keyboard: the field's calendar lies over the button
        editor.locator("[role=dialog]:visible button.action-save").press("Enter")
    publish(editor)

    story = StoryPage.objects.get()
    assert (story.slug, story.live, story.go_live_at) == ("mua-vai", False, goes_live)
    address = "/cau-chuyen/mua-vai/"
    with time_machine.travel(goes_live - a_minute):
        work_once()
        before = client.get(address).status_code
    with time_machine.travel(goes_live + a_minute):
        work_once()
        after = client.get(address).status_code

    assert (before, after) == (404, 200)
