"""Who gets through which door. A new address fails here until somebody says who may enter."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from catalog_import.services import check_run, open_run
from ocop.models import Centre, CentreMember, Place, Standing, SubjectMember
from ocop.selectors.places import locate
from ocop.services import register_product, register_subject
from search.models import Synonym
from shop.addresses.services import keep_address
from shop.partner.models import StockRecord
from tests.catalog_import.offices import tea, teas
from tests.factories.accounts import UserFactory
from tests.fairs import town as fairs_town
from tests.journeys.doors import BACK_OFFICES, outcome, patterns
from tests.shop.market import MOMENT, basket_with, offer, place, recipient, seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    cache.clear()


class Town:
    """Seller A of Tuyên Quang (centre 1), seller B of Ninh Bình (centre 2), a buyer of A's tea."""

    def __init__(self):
        self.tea = offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=9)
        self.subject = self.tea.partner.subject
        self.showcase = offer(self.subject, "Hồng trà").product
        StockRecord.objects.filter(product=self.showcase).delete()
        elsewhere = locate(province="Hà Nam", district="Huyện Lý Nhân", commune="Xã Nhân Nghĩa")
        rival = register_subject(name="HTX Cá Ví Dụ", kind="cooperative", location=elsewhere)
        register_product(name="Cá kho Ví Dụ", subject=rival, location=elsewhere)
        buyer = UserFactory()
        self.purchase = place(basket_with(self.tea, user=buyer), user=buyer)
        self.order = self.purchase.orders.get()
        self.address = keep_address(user=buyer, recipient=recipient())
        self.line = basket_with(self.tea).lines.get()
        self.browsers = {
            "anonymous": Client(),
            "buyer": signed_in(buyer),
            "seller A": signed_in(member_of(self.subject)),
            "seller B": signed_in(member_of(rival)),
            "centre 1": signed_in(officer_of("Tuyên Quang")),
            "centre 2": signed_in(officer_of("Ninh Bình")),
            "operator": signed_in(UserFactory(is_staff=True, is_superuser=True)),
        }
        officer = CentreMember.objects.get(centre__name="Trung tâm Tuyên Quang").user
        self.fair = fairs_town.fair(officer)
        self.booth = fairs_town.booth(self.fair, self.subject, officer)
        self.standing = Standing.objects.filter(product__subject=self.subject).latest("pk")
        self.page = Page.add_root(title="Một trang", slug="mot-trang")
        self.synonym = Synonym.objects.create(names="chè, trà")
        self.pin = fairs_town.pin(self.booth, self.tea, price=100_000)
        data = teas(tea())
        self.run = open_run(data=data, file_name="a.xlsx", moment=MOMENT, run_by=officer)
        check_run(run=self.run, today=MOMENT.date(), moment=MOMENT)
        self.run.provinces.set(Place.objects.provinces().filter(name="Tuyên Quang"))


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def member_of(subject):
    user = UserFactory()
    SubjectMember.objects.create(subject=subject, user=user)
    return user


def officer_of(province):
    user = UserFactory()
    centre = Centre.objects.create(name=f"Trung tâm {province}")
    centre.provinces.set(Place.objects.provinces().filter(name=province))
    CentreMember.objects.create(centre=centre, user=user)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


ROLES = ("anonymous", "buyer", "seller A", "seller B", "centre 1", "centre 2", "operator")


def all_(outcome):
    return (outcome,) * 7


def members(outcome):
    """Everybody who is signed in."""
    return ("sign in", *(outcome,) * 6)


def sellers(a, b=404):
    """Members of a subject; ``b`` is what the other one gets."""
    return ("sign in", 404, a, b, 404, 404, 404)


def buyer_alone(outcome):
    return (404, outcome, 404, 404, 404, 404, 404)


def buyers_own(outcome):
    """A thing in the buyer's account."""
    return ("sign in", outcome, 404, 404, 404, 404, 404)


def url(name, **arguments):
    """The address of a door; arguments are looked up in the town."""
    return lambda town: reverse(
        name, kwargs={key: find(town) for key, find in arguments.items()} or None
    )


def _number(town):
    return town.purchase.number


def _order_number(town):
    return town.order.number


def _record(town):
    return town.tea.pk


def _address(town):
    return town.address.pk


def _listing(town):
    return town.tea.product_id


def _booth(town):
    return town.booth.pk


def _pin(town):
    return town.pin.pk


#: Door → (method, address, form, what each of ROLES gets)
DOORS = {
    "robots": ("get", url("robots"), {}, all_(200)),
    "sitemap": ("get", url("sitemap"), {}, all_(200)),
    "sitemap_section": ("get", lambda town: "/sitemap-vi-san-pham.xml", {}, all_(200)),
    "favicon.ico": ("get", lambda town: "/favicon.ico", {}, all_("on")),
    "media/x1": ("get", lambda town: "/media/images/none.webp", {}, all_(404)),
    "wagtaildocs_serve": ("get", lambda town: "/documents/1/x/", {}, all_(404)),
    "wagtaildocs_authenticate_with_password": (
        "get", lambda town: "/documents/authenticate_with_password/1/", {}, all_(404),
    ),
    "wagtailcore_authenticate_with_password": (
        "get", lambda town: "/_util/authenticate_with_password/1/1/", {}, all_(404),
    ),
    "wagtailcore_login": ("get", url("wagtailcore_login"), {}, all_(200)),
    "wagtail_serve": ("get", lambda town: "/khong-co-trang-nay/", {}, all_(404)),
    # Accounts: one's own
    "accounts:home": ("get", url("accounts:home"), {}, members(200)),
    "accounts:sign_in": ("get", url("accounts:sign_in"), {}, (200, *("on",) * 6)),
    "accounts:sign_out": ("get", url("accounts:sign_out"), {}, all_(405)),
    "accounts:sign_up": ("get", url("accounts:sign_up"), {}, all_(200)),
    "accounts:confirm_email": (
        "get", url("accounts:confirm_email", token=lambda town: "x"), {}, all_(200),
    ),
    "accounts:password_change": ("get", url("accounts:password_change"), {}, members(200)),
    "accounts:password_reset": ("get", url("accounts:password_reset"), {}, all_(200)),
    "accounts:password_reset_sent": ("get", url("accounts:password_reset_sent"), {}, all_(200)),
    "accounts:ask_centre": ("get", url("accounts:ask_centre"), {}, all_(200)),
    "accounts:new_password": (
        "get", url("accounts:new_password", uidb64=lambda t: "x", token=lambda t: "x"), {},
        all_(200),
    ),
    "accounts:my_data": ("get", url("accounts:my_data"), {}, members(200)),
    "accounts:export": ("get", url("accounts:export"), {}, members(200)),
    # The shelf: everybody's
    "search:listing": ("get", url("search:listing"), {}, all_(200)),
    "search:group": ("get", url("search:group", slug=lambda t: "thuc-pham"), {}, all_(200)),
    "search:search": ("get", url("search:search"), {}, all_(200)),
    "search:suggest": ("get", url("search:suggest"), {}, all_(200)),
    "search:subjects": ("get", url("search:subjects"), {}, all_(200)),
    "search:subject": ("get", url("search:subject", slug=lambda t: t.subject.slug), {}, all_(200)),
    "shop:newest_feed": ("get", url("shop:newest_feed"), {}, all_(200)),
    "shop:product": ("get", lambda town: town.tea.product.get_absolute_url(), {}, all_(200)),
    "cms:former_province": (
        "get", url("cms:former_province", slug=lambda t: "ha-giang"), {}, all_("on"),
    ),
    # The basket: whoever's browser it is in
    "shop:basket": ("get", url("shop:basket"), {}, all_(200)),
    "shop:basket_add": ("post", url("shop:basket_add"), {}, all_("on")),
    "shop:basket_change": (
        "post", url("shop:basket_change", line_id=lambda t: t.line.pk), {"quantity": "9"},
        all_("on"),
    ),
    "shop:checkout_recipient": ("get", url("shop:checkout_recipient"), {}, all_("on")),
    "shop:checkout_address": ("get", url("shop:checkout_address"), {}, all_("on")),
    "shop:checkout_delivery": ("get", url("shop:checkout_delivery"), {}, all_("on")),
    "shop:checkout_payment": ("get", url("shop:checkout_payment"), {}, all_("on")),
    "shop:checkout_check": ("post", url("shop:checkout_check"), {"consent": "on"}, all_("on")),
    # A purchase without its key: its buyer's
    "shop:open_account": (
        "post", url("shop:open_account", number=_number), {}, buyer_alone(200)
    ),
    "shop:thanks": ("get", url("shop:thanks", number=_number), {}, buyer_alone(200)),
    "shop:order": ("get", url("shop:order", number=_number), {}, buyer_alone(200)),
    "shop:order_cancel": (
        "post", url("shop:order_cancel", number=_number, order_number=_order_number), {},
        buyer_alone("on"),
    ),
    "shop:order_received": (
        "post", url("shop:order_received", number=_number, order_number=_order_number), {},
        buyer_alone("on"),
    ),
    "shop:look_up": ("get", url("shop:look_up"), {}, all_(200)),
    "shop:my_purchases": ("get", url("shop:my_purchases"), {}, members(200)),
    # Addresses of an account
    "shop:addresses": ("get", url("shop:addresses"), {}, members(200)),
    "shop:address_add": ("get", url("shop:address_add"), {}, members(200)),
    "shop:address_change": ("get", url("shop:address_change", pk=_address), {}, buyers_own(200)),
    "shop:address_delete": ("post", url("shop:address_delete", pk=_address), {}, buyers_own("on")),
    "shop:address_default": (
        "post", url("shop:address_default", pk=_address), {}, buyers_own("on"),
    ),
    # The sellers' area: things of seller A
    "seller:home": ("get", url("seller:home"), {}, all_("on")),
    "seller:overview": ("get", url("seller:overview"), {}, sellers(200, 200)),
    "seller:choose": ("post", url("seller:choose"), {}, sellers(404, 404)),
    "seller:listings": ("get", url("seller:listings"), {}, sellers(200, 200)),
    "seller:first_offer": (
        "get", url("seller:first_offer", pk=lambda t: t.showcase.pk), {}, sellers(200),
    ),
    "seller:pause": ("post", url("seller:pause", pk=_listing), {}, sellers("on")),
    "seller:price": ("post", url("seller:price", pk=_record), {"price": "1"}, sellers("on")),
    "seller:stock": ("post", url("seller:stock", pk=_record), {"change": "1"}, sellers("on")),
    "seller:season": ("get", url("seller:season", pk=_listing), {}, sellers(200)),
    "seller:orders": ("get", url("seller:orders"), {}, sellers(200, 200)),
    "seller:order": ("get", url("seller:order", number=_order_number), {}, sellers(200)),
    "seller:step": (
        "post", url("seller:step", number=_order_number),
        {"act": "confirm", "seen_status": "cho-xac-nhan"}, sellers("on"),
    ),
    # Fairs: everybody's; the booth of seller A, at a fair of centre 1
    "fairs:index": ("get", url("fairs:index"), {}, all_(200)),
    "fairs:calendars": ("get", url("fairs:calendars"), {}, all_(200)),
    "fairs:lobby": ("get", lambda town: town.fair.get_absolute_url(), {}, all_(200)),
    "fairs:calendar": ("get", url("fairs:calendar", slug=lambda t: t.fair.slug), {}, all_(200)),
    "fairs:booth": ("get", lambda town: town.booth.get_absolute_url(), {}, all_(200)),
    "fairs:own_booths": ("get", url("fairs:own_booths"), {}, sellers(200, 200)),
    "fairs:own_booth": ("get", url("fairs:own_booth", pk=_booth), {}, sellers(200)),
    "fairs:introduce": ("post", url("fairs:introduce", pk=_booth), {}, sellers("on")),
    "fairs:pin": ("post", url("fairs:pin", pk=_booth), {"listing": ""}, sellers(404)),
    "fairs:price": ("post", url("fairs:price", pk=_pin), {"clear": "1"}, sellers("on")),
    "fairs:unpin": ("post", url("fairs:unpin", pk=_pin), {}, sellers("on")),
}  # fmt: skip

#: Doors of the back offices that stand before the guard
UNGUARDED = {
    "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done", "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete", "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog", "admin:login", "admin:logout", "admin:javascript-catalog",
    "admin:jsi18n",
}  # fmt: skip


#: Doors that open to an officer of a centre. Beside our own they are Wagtail's for everybody whom
#: it lets in: to choose what is public anyway, and one's own account
OFFICERS = {
    "register:index", "register:subjects", "register:twins", "register:product",
    "register:subject", "register:decide", "register:take_back", "register:correct_product",
    "register:correct_subject", "register:find_other_product", "register:find_other_subject",
    "register:merge_product", "register:merge_subject",
    "orders:index", "orders:index_results", "orders:inspect",
    "listing_chooser:choose", "listing_chooser:choose_results", "listing_chooser:chosen_multiple",
    "subject_chooser:choose", "subject_chooser:choose_results", "subject_chooser:chosen_multiple",
    "imports:index", "imports:upload", "imports:run", "imports:progress", "imports:columns",
    "imports:rows", "imports:row", "imports:apply", "imports:download",
    "imports:conflicts", "imports:conflicts_of_run", "imports:missing", "imports:missing_products",
    "imports:drift", "imports:shop_drift", "imports:problem_rows",
    "fair_desk:index", "fair_desk:index_results", "fair_desk:add", "fair_desk:edit",
    "fair_desk:inspect",
    "photo_batches:index", "photo_batches:add",
    "search_state:index", "search_synonyms:index", "search_synonyms:index_results",
    "search_synonyms:add", "search_synonyms:edit", "search_synonyms:delete",
    "search_synonyms:history", "search_synonyms:history_results", "search_synonyms:usage",
    "search_asked:index", "search_asked:index_results",
    "wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles", "cms/test404/",
    "wagtailadmin_api:documents:listing", "wagtailadmin_api:images:listing",
    "wagtailadmin_api:pages:listing", "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_anchor_link", "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_search", "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:move_confirm", "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:site_history_results", "wagtailadmin_tag_autocomplete",
    "wagtailadmin_workflows:task_chooser", "wagtailadmin_workflows:task_chooser_create",
    "wagtailadmin_workflows:task_chooser_results", "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results", "wagtaildocs_chooser:chosen_multiple",
    "wagtailembeds:chooser", "wagtailembeds:chooser_upload", "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results", "wagtailimages_chooser:chosen_multiple",
}  # fmt: skip


def knock(client, method, address, form):
    """What the door answers; whatever that did is undone."""
    with transaction.atomic():
        answer = outcome(getattr(client, method)(address, form))
        transaction.set_rollback(True)
    return answer


def front_doors():
    return {name for route, name, _pattern in patterns() if not route.startswith(BACK_OFFICES)}


def test_every_door_is_listed():
    assert front_doors() == DOORS.keys()


def test_every_door_opens_to_whom_it_should_and_to_nobody_else():
    town = Town()

    found, expected = {}, {}
    for name, (method, address, form, wanted) in DOORS.items():
        where = address(town)
        for role, want in zip(ROLES, wanted, strict=True):
            expected[name, role] = want
            found[name, role] = knock(town.browsers[role], method, where, form)

    assert {key: got for key, got in found.items() if got != expected[key]} == {}


def back_doors():
    return [
        (f"/{route}", name)
        for route, name, _pattern in patterns()
        if route.startswith(BACK_OFFICES) and name not in UNGUARDED
    ]


def test_nobody_but_officers_and_operators_enters_a_back_office():
    town = Town()
    ways = [("anonymous", "get"), ("seller A", "post")]

    entered = {
        (name, role, method, answer)
        for address, name in back_doors()
        for role, method in ways
        if (answer := knock(town.browsers[role], method, address, {})) not in {"sign in", 403, 404}
    }

    assert entered == set()


def test_officer_enters_these_doors_and_no_others():
    town = Town()
    officer = town.browsers["centre 1"]
    officer.raise_request_exception = False  # one door of Wagtail's is there to try that out
    own = {
        **{
            f"register:{name}": reverse(f"register:{name}", args=[pk, *[pk] * extra])
            for pk, kind in (
                (town.showcase.registered_product_id, "product"),
                (town.subject.pk, "subject"),
            )
            for name, extra in (
                (kind, 0),
                (f"correct_{kind}", 0),
                (f"find_other_{kind}", 0),
                (f"merge_{kind}", 1),
            )
        },
        "register:decide": reverse("register:decide", args=[town.showcase.registered_product_id]),
        "register:take_back": reverse("register:take_back", args=[town.standing.pk]),
        **{
            name: reverse(name, args=[town.page.pk] * pages)
            for name, pages in (
                ("wagtailadmin_choose_page_child", 1),
                ("wagtailadmin_pages:move_confirm", 2),
                ("wagtailadmin_pages:confirm_workflow_cancellation", 1),
            )
        },
        "orders:inspect": reverse("orders:inspect", args=[town.order.pk]),
        "fair_desk:inspect": reverse("fair_desk:inspect", args=[town.fair.pk]),
        "fair_desk:edit": reverse("fair_desk:edit", args=[town.fair.pk]),
        "imports:row": reverse("imports:row", args=[town.run.pk, town.run.rows.get().pk]),
        **{
            f"imports:{name}": reverse(f"imports:{name}", args=[town.run.pk])
            for name in (
                "run",
                "progress",
                "columns",
                "rows",
                "apply",
                "undo",
                "download",
                "conflicts_of_run",
                "missing",
                "drift",
                "problem_rows",
            )
        },
        "search_synonyms:edit": reverse("search_synonyms:edit", args=[town.synonym.pk]),
        "search_synonyms:delete": reverse("search_synonyms:delete", args=[town.synonym.pk]),
    }

    entered = {
        name
        for address, name in back_doors()
        if knock(officer, "get", own.get(name, address), {}) == 200
    }

    assert entered == OFFICERS


def test_views_of_oscar_are_not_mounted():
    modules = {getattr(pattern.callback, "__module__", "") for _r, _n, pattern in patterns()}

    assert not [module for module in modules if module.startswith("oscar.")]
