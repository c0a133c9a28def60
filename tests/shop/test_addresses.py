"""Addresses of an account: one's own alone, kept, chosen at the checkout and taken along."""

import json

import pytest
from django.urls import reverse

from accounts.services import erase_me, export_my_data
from ocop.models import Place
from shop.addresses.models import SavedAddress
from shop.addresses.services import (
    MAX_ADDRESSES,
    AddressError,
    change_address,
    delete_address,
    keep_address,
    make_default,
)
from shop.order.models import Purchase
from tests.factories.accounts import UserFactory
from tests.shop.market import MOMENT, offer, recipient, seller
from tests.shop.shopping import (
    CHECK,
    address_form,
    answer,
    commune_of,
    hanoi,
    order,
    put_in,
    recipient_form,
    told,
)

pytestmark = pytest.mark.django_db
LIST, ADD = "/tai-khoan/dia-chi/", "/tai-khoan/dia-chi/them/"
RECIPIENT, ADDRESS = "/dat-hang/nhan-hang/", "/dat-hang/dia-chi/"
DELIVERY = "/dat-hang/van-chuyen/"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()


@pytest.fixture
def user():
    return UserFactory(first_name="Nguyễn Thị Mua")


@pytest.fixture
def mine(client, user):
    """The browser of ``user``."""
    client.force_login(user)
    return client


@pytest.fixture
def tea():
    return offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=9)


def tuyen_quang():
    return Place.objects.provinces().get(name="Tuyên Quang")


def keep(user, **changes):
    return keep_address(user=user, recipient=recipient(**changes))


def at_home(user):
    """In Tuyên Quang, where the goods come from."""
    province = tuyen_quang()
    return keep(
        user, name="Trần Văn Nhà", phone="+84987654321", province=province,
        commune=commune_of(province), street="Thôn 1", note="Gọi trước",
    )  # fmt: skip


def form(**changes):
    person = {"name": "Trần Văn Nhận", "phone": "0987 654 321", "province": hanoi().pk}
    return person | address_form() | changes


def url(name, saved):
    return reverse(f"shop:address_{name}", kwargs={"pk": saved.pk})


def streets(user):
    """Streets by age, the default marked."""
    rows = SavedAddress.objects.filter(user=user).order_by("pk")
    return [f"{a.street}{'*' if a.is_default else ''}" for a in rows]


def rows():
    return list(SavedAddress.objects.order_by("pk").values())


def test_addresses_stand_in_the_account(mine):
    assert reverse("shop:addresses") == LIST
    assert f'href="{LIST}"' in mine.get("/tai-khoan/").content.decode()
    assert list(mine.get(LIST).context["addresses"]) == []
    assert "no-store" in mine.get(LIST)["Cache-Control"]


def test_address_is_added_in_two_steps_without_a_script(mine, user):
    first = mine.get(ADD)
    assert list(first.context["form"].fields) == ["province"]

    second = mine.get(ADD, {"province": tuyen_quang().pk})
    assert list(second.context["form"].fields) == ["name", "phone", "commune", "street", "note"]
    communes = second.context["form"].fields["commune"].queryset
    assert {commune.province_id for commune in communes} == {tuyen_quang().pk}

    response = mine.post(
        ADD,
        {"name": "Trần Văn Nhận", "phone": "0987 654 321", "province": tuyen_quang().pk,
         "commune": commune_of(tuyen_quang()).pk, "street": "Thôn\u00a01", "note": ""},
    )  # fmt: skip

    assert response["Location"] == LIST
    saved = SavedAddress.objects.get()
    assert (saved.user, saved.recipient, saved.phone, saved.province, saved.commune) == (
        user, "Trần Văn Nhận", "+84987654321", tuyen_quang(), commune_of(tuyen_quang()),
    )  # fmt: skip
    assert (saved.street, saved.note, saved.is_default) == ("Thôn 1", "", True)


@pytest.mark.parametrize("province", ["", "x", "99999999", "9" * 40])
def test_province_that_is_none_is_asked_again(mine, province):
    for response in (
        mine.get(ADD, {"province": province}),
        mine.post(ADD, form(province=province)),
    ):
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["province"]
    assert rows() == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"name": "example.com"}, "name"), ({"phone": "123"}, "phone"),
     ({"commune": ""}, "commune"), ({"commune": "x"}, "commune"), ({"street": " \u200b"}, "street"),
     ({"street": "x" * 201}, "street"), ({"note": "x" * 301}, "note")],
)  # fmt: skip
def test_error_stands_at_its_field_and_clears_nothing(mine, user, wrong, field):
    saved = keep(user)
    before = rows()
    sent = form(**wrong)

    for response in (mine.post(ADD, sent), mine.post(url("change", saved), sent)):
        found = response.context["form"]
        assert (response.status_code, list(found.errors)) == (200, [field])
        assert {name: found[name].value() for name in found.fields} == {
            name: str(sent[name]) for name in found.fields
        }
    assert rows() == before


def test_commune_of_another_province_is_refused(mine):
    response = mine.post(ADD, form(commune=commune_of(tuyen_quang()).pk))

    assert list(response.context["form"].errors) == ["commune"]
    assert rows() == []


def test_address_is_changed_and_may_move_to_another_province(mine, user):
    saved = keep(user)
    page = mine.get(url("change", saved)).context
    assert (page["province"], page["form"]["phone"].value()) == (hanoi(), "0912 345 678")
    assert page["form"]["commune"].value() == saved.commune_id

    step = mine.get(url("change", saved) + "?doi-tinh").context["form"]
    assert (list(step.fields), step["province"].value()) == (["province"], hanoi().pk)
    moved = mine.get(url("change", saved), {"province": tuyen_quang().pk}).context
    assert (moved["form"]["commune"].value(), moved["form"]["street"].value()) == (
        None, "Số 1 ngõ 2",
    )  # fmt: skip

    mine.post(
        url("change", saved),
        form(province=tuyen_quang().pk, commune=commune_of(tuyen_quang()).pk, street="Thôn 9"),
    )

    saved.refresh_from_db()
    assert (saved.recipient, saved.province, saved.street) == (
        "Trần Văn Nhận", tuyen_quang(), "Thôn 9",
    )  # fmt: skip
    assert (saved.user, saved.is_default) == (user, True)


@pytest.mark.parametrize("name", ["change", "delete", "default"])
def test_anothers_address_is_not_found_and_stays_as_it_is(mine, name):
    other = UserFactory()
    keep(other)
    theirs = at_home(other)
    before = rows()

    assert mine.post(url(name, theirs), form()).status_code == 404
    if name == "change":
        assert mine.get(url(name, theirs)).status_code == 404

    assert rows() == before


@pytest.mark.parametrize("pk", [0, 999_999, 10**18, 10**30])
def test_address_that_does_not_exist_is_not_found(mine, pk):
    for name in ("change", "delete", "default"):
        address = reverse(f"shop:address_{name}", kwargs={"pk": pk})
        assert mine.post(address, form()).status_code == 404


def test_deleting_and_choosing_the_default_are_posted(mine, user):
    saved = keep(user)

    assert {mine.get(url(name, saved)).status_code for name in ("delete", "default")} == {405}
    assert streets(user) == ["Số 1 ngõ 2*"]


def test_one_address_is_the_default(mine, user):
    first, second, third = (keep(user, street=f"Số {n}") for n in (1, 2, 3))
    assert streets(user) == ["Số 1*", "Số 2", "Số 3"]

    mine.post(url("default", second))
    assert streets(user) == ["Số 1", "Số 2*", "Số 3"]
    assert [a.street for a in mine.get(LIST).context["addresses"]] == ["Số 2", "Số 3", "Số 1"]

    mine.post(url("delete", second))
    assert streets(user) == ["Số 1", "Số 3*"]
    mine.post(url("delete", first))
    mine.post(url("delete", third))
    assert streets(user) == []


def test_what_is_deleted_meanwhile_is_neither_changed_nor_the_default(user):
    keep(user, street="Số 1")
    saved = keep(user, street="Số 2")
    delete_address(saved=SavedAddress.objects.get(pk=saved.pk))

    for act in (
        lambda: make_default(saved=saved),
        lambda: delete_address(saved=saved),
        lambda: change_address(saved=saved, recipient=recipient()),
    ):
        with pytest.raises(AddressError):
            act()

    assert streets(user) == ["Số 1*"]


def test_same_address_twice_is_one(user):
    assert keep(user) == keep(user)
    assert streets(user) == ["Số 1 ngõ 2*"]


def test_twenty_addresses_and_no_more(mine, user):
    for n in range(MAX_ADDRESSES):
        keep(user, street=f"Số {n}")
    before = rows()

    page = mine.get(LIST)
    response = mine.post(ADD, form())

    assert (MAX_ADDRESSES, page.context["is_full"]) == (20, True)
    assert f'href="{ADD}"' not in page.content.decode()
    assert len(response.context["form"].non_field_errors()) == 1
    assert rows() == before
    keep(UserFactory())


def test_address_outside_its_province_is_never_kept(user):
    with pytest.raises(AddressError):
        keep(user, province=tuyen_quang())

    assert rows() == []


def test_list_takes_as_many_queries_for_twenty_as_for_one(mine, user, queries_of):
    keep(user, street="Số 0")
    mine.get(LIST)
    with_one = queries_of(lambda: mine.get(LIST))
    for n in range(1, 20):
        keep(user, street=f"Số {n}")

    assert queries_of(lambda: mine.get(LIST)) == with_one
    assert with_one <= 12


def test_checkout_starts_with_the_default_address(mine, user, tea):
    at_home(user)
    put_in(mine, tea)

    page = mine.get(RECIPIENT).context["form"]
    assert {name: page[name].value() for name in ("name", "phone", "email", "province")} == {
        "name": "Trần Văn Nhà", "phone": "0987 654 321", "email": user.email,
        "province": tuyen_quang().pk,
    }  # fmt: skip

    mine.post(RECIPIENT, recipient_form(province=tuyen_quang().pk))
    page = mine.get(ADDRESS).context["form"]
    assert {name: page[name].value() for name in ("commune", "street", "note")} == {
        "commune": commune_of(tuyen_quang()).pk, "street": "Thôn 1", "note": "Gọi trước",
    }  # fmt: skip


def test_default_address_of_another_province_fills_in_no_street(mine, user, tea):
    at_home(user)
    put_in(mine, tea)
    mine.post(RECIPIENT, recipient_form())

    page = mine.get(ADDRESS).context["form"]

    assert (page["commune"].value(), page["street"].value()) == (None, "")


def test_another_saved_address_answers_both_pages_at_once(mine, user, tea):
    keep(user)
    chosen = at_home(user)
    put_in(mine, tea)
    assert [a.street for a in mine.get(RECIPIENT).context["saved"]] == ["Số 1 ngõ 2", "Thôn 1"]

    response = mine.post(RECIPIENT, {"saved": chosen.pk})

    assert response["Location"] == DELIVERY
    assert mine.get(DELIVERY).context["draft"].orders[0].chosen.fee == 22_000
    state = mine.session["dat-hang"]
    assert (state["name"], state["email"], state["commune"], state["note"]) == (
        "Trần Văn Nhà", user.email, chosen.commune_id, "Gọi trước",
    )  # fmt: skip


def test_choosing_again_asks_for_delivery_again_but_keeps_the_mail_address(mine, user, tea):
    put_in(mine, tea)
    answer(mine, tea)
    chosen = at_home(user)

    mine.post(RECIPIENT, {"saved": chosen.pk})

    state = mine.session["dat-hang"]
    assert (state["email"], state["delivery"]) == ("mua@vi-du.example", {})


@pytest.mark.parametrize("whose", ["another's", "", "x", "0", "9" * 40])
def test_address_that_is_not_ones_own_cannot_be_chosen(mine, user, tea, whose):
    keep(user)
    theirs = at_home(UserFactory())
    put_in(mine, tea)

    response = mine.post(RECIPIENT, {"saved": theirs.pk if whose == "another's" else whose})

    assert response.status_code == 404
    assert "dat-hang" not in mine.session


def test_guest_has_no_addresses_to_choose_from(client, user, tea):
    saved = keep(user)
    put_in(client, tea)

    assert client.get(RECIPIENT).context["saved"] == []
    assert client.post(RECIPIENT, {"saved": saved.pk}).status_code == 404


def test_address_is_saved_with_the_order_when_that_is_asked_for(mine, user, tea):
    put_in(mine, tea)
    answer(mine, tea)
    assert mine.get(CHECK).context["can_be_kept"]

    order(mine, 157_000, keep="on")

    saved = SavedAddress.objects.get()
    assert (saved.user, saved.recipient, saved.street) == (user, "Nguyễn Thị Mua", "Số 1 ngõ 2")
    put_in(mine, tea)
    mine.post(RECIPIENT, {"saved": saved.pk})
    mine.post(DELIVERY, {f"delivery-{tea.partner_id}": "giao-hang"})
    mine.post("/dat-hang/thanh-toan/", {"payment": "cod"})
    assert not mine.get(CHECK).context["can_be_kept"]
    order(mine, 157_000)
    assert (SavedAddress.objects.count(), Purchase.objects.count()) == (1, 2)


def test_address_that_does_not_fit_any_more_leaves_the_order_standing(mine, user, tea):
    for n in range(MAX_ADDRESSES):
        keep(user, street=f"Số {n}")
    put_in(mine, tea)
    answer(mine, tea)

    order(mine, 157_000, keep="on")

    assert Purchase.objects.count() == 1
    assert len(told(mine)) >= 1
    assert SavedAddress.objects.count() == MAX_ADDRESSES


def test_guests_address_is_saved_nowhere(client, tea):
    put_in(client, tea)
    answer(client, tea)
    assert not client.get(CHECK).context["can_be_kept"]

    order(client, 157_000, keep="on")

    assert (Purchase.objects.count(), SavedAddress.objects.count()) == (1, 0)


def test_addresses_are_taken_along_and_go_with_the_account(mine, user):
    keep(user)
    others = keep(UserFactory(), street="Số 77")

    exported = json.loads(mine.get(reverse("accounts:export")).content)["addresses"]
    assert exported == [
        {
            "recipient": "Nguyễn Thị Mua",
            "phone": "+84912345678",
            "address": f"Số 1 ngõ 2, {commune_of(hanoi()).full_name}, Hà Nội",
            "note": "",
            "is_default": True,
        }
    ]
    assert export_my_data(user=UserFactory())["addresses"] == []

    erase_me(user=user, moment=MOMENT)

    assert list(SavedAddress.objects.all()) == [others]
