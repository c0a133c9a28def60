"""The register's desk: what an officer sees and does there, and what nobody else does."""

import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop.elsewhere import Elsewhere, register_elsewhere
from ocop.models import Correction, DecisionDocument, DismissedTwins, Merge, RegisteredProduct
from ocop.provenance import Origin, register_provenance
from ocop.selectors.certificates import stars_on
from ocop.services import (
    award_certificate,
    claim_subject,
    correct_by_hand,
    merge_products,
    merge_subjects,
    record_standing,
    register_batch,
)
from tests.factories.accounts import UserFactory
from tests.factories.ocop import TODAY, RegisteredProductFactory, SubjectFactory
from tests.ocop.desk import MOMENT, officer_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF\n"
ELSEWHERE = {"province": "Hà Nam", "district": "Huyện Lý Nhân", "commune": "Xã Nhân Nghĩa"}


@pytest.fixture(autouse=True)
def place_and_time(settings, tmp_path):
    settings.CHOPHIEN_NOW = MOMENT.isoformat()
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def officer():
    return officer_of()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def at(name, *args, **query):
    return reverse(f"register:{name}", args=args, query=query or None)


def award(product, number="1/QĐ-UBND", stars=3, day=TODAY):
    return award_certificate(
        product=product, stars=stars, decision_no=number, issued_on=day, recorded_on=TODAY
    )


@pytest.fixture
def queries_of(desk):
    """How many queries a page makes for what stands on it: of the register, the trail, the shop
    and the imports. What rooms add to the admin's menu is not the page's."""

    def count(url):
        with CaptureQueriesContext(connection) as made:
            desk.get(url)
        first = [re.search(r'FROM "((\w+?)_\w+)"', query["sql"]) for query in made]
        rooms = {"ocop", "auditlog", "catalogue", "partner", "order", "fairs", "catalog"}
        return sum(
            table is not None and table[2] in rooms and not table[1].startswith("ocop_centre")
            for table in first
        )

    return count


def names(response):
    return [row.name for row in response.context["page"]]


def entered(**changes):
    return {
        "act": "award", "stars": "4", "number": "12/QĐ-UBND", "day": "2026-03-01",
        "file": SimpleUploadedFile("QĐ 12.pdf", PDF),
    } | changes  # fmt: skip


def star(product):
    shown = stars_on([product.pk], day=TODAY).get(product.pk)
    return shown and shown.stars


# Lists


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chè shan", True), ("che shan", True), ("CHE SHAN", True), ("vi du", True),
        ("htx", True), ("9001/QĐ-UBND", True), ("83-829", True), ("cam", False),
        ("chè cam", False),
    ],
)  # fmt: skip
def test_products_are_found_with_and_without_accents(desk, text, found):
    product = RegisteredProductFactory(
        name="Chè Shan Tuyết", subject=SubjectFactory(name="HTX Ví Dụ"), product_code="83-829-1"
    )
    award(product, "9001/QĐ-UBND")

    assert names(desk.get(at("index", q=text))) == (["Chè Shan Tuyết"] if found else [])


def test_products_are_filtered(desk):
    subject = SubjectFactory(name="HTX Ví Dụ")
    starred = RegisteredProductFactory(name="A", subject=subject)
    award(starred, stars=4, day=datetime.date(2023, 12, 20))
    listed = RegisteredProductFactory(name="B", subject=None, address={"province": "Tuyên Quang"})
    record_standing(product=listed, status="certified", stars=3, as_of=TODAY, recorded_on=TODAY)
    RegisteredProductFactory(name="C", subject=subject, is_sample=True)
    province, commune = starred.province_now_id, starred.commune_now_id

    for query, wanted in (
        ({}, ["A", "B", "C"]), ({"sao": "4"}, ["A"]), ({"sao": "0"}, ["C"]),
        ({"trang_thai": "certified"}, ["A", "B"]), ({"xa": commune}, ["A", "C"]),
        ({"loai": "cooperative"}, ["A", "C"]), ({"viec": "no-decision"}, ["B"]),
        ({"viec": "unsure-place"}, ["B"]), ({"viec": "ending-30"}, ["A"]),
        ({"viec": "ending-180"}, ["A"]), ({"mau": "chi"}, ["C"]), ({"mau": "khong"}, ["A", "B"]),
        ({"tinh": province}, ["A", "B", "C"]), ({"sao": "x"}, ["A", "B", "C"]),
    ):  # fmt: skip
        assert (query, names(desk.get(at("index", **query)))) == (query, wanted)


def test_subjects_are_found_and_filtered(desk):
    SubjectFactory(name="HTX Tân Quy", phone="0912345678")
    SubjectFactory(name="Công ty TNHH Ví Dụ", address={"province": "Tuyên Quang"})

    for query, wanted in (
        ({}, ["Công ty TNHH Ví Dụ", "HTX Tân Quy"]), ({"q": "tan quy"}, ["HTX Tân Quy"]),
        ({"q": "0912345678"}, ["HTX Tân Quy"]), ({"loai": "enterprise"}, ["Công ty TNHH Ví Dụ"]),
        ({"viec": "unsure-place"}, ["Công ty TNHH Ví Dụ"]),
    ):  # fmt: skip
        assert (query, names(desk.get(at("subjects", **query)))) == (query, wanted)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_lists(desk, count, queries_of):
    for product in RegisteredProductFactory.create_batch(count):
        award(product)
    desk.get(at("index"))

    assert (queries_of(at("index")), queries_of(at("subjects"))) == (6, 5)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_likely_twins(desk, count, queries_of):
    subject = SubjectFactory()
    for number in range(count):
        RegisteredProductFactory(name=f"Dừa sáp sợi {number}", subject=subject)
        RegisteredProductFactory(name=f"Dừa sáp sợi {number} (OCOP)", subject=subject)
    assert len(desk.get(at("twins")).context["pairs"]) == count

    assert queries_of(at("twins")) == 4


# Pages


def test_a_product_is_shown_with_everything_on_it(desk, officer):
    product = RegisteredProductFactory(name="Chè Shan Tuyết", product_code="83-1")
    award(product, "9001/QĐ-UBND", stars=4)
    correct_by_hand(
        record=product, fields={"product_code": "83-2"}, reason="Theo quyết định", by=officer,
        moment=MOMENT,
    )  # fmt: skip

    page = desk.get(at("product", product.pk))

    told = {fact.field: (fact.value, fact.by_hand is not None) for fact in page.context["facts"]}
    assert told["product_code"] == ("83-2", True)
    assert told["place_now"] == ("Xã Thông Nguyên, Tuyên Quang", False)
    assert page.context["shown"].stars == 4
    assert [s.decision_no for s in page.context["standings"]] == ["9001/QĐ-UBND"]
    changes = [
        (line.label, line.old, line.new, entry.reason)
        for entry in page.context["history"]
        for line in entry.lines
        if entry.reason
    ]
    assert changes == [("mã sản phẩm", "83-1", "83-2", "Theo quyết định")] or changes == [
        ("product code", "83-1", "83-2", "Theo quyết định")
    ]


def test_a_subject_is_shown_with_members_and_claims(desk):
    product = RegisteredProductFactory()
    claim = claim_subject(subject=product.subject, user=UserFactory())

    page = desk.get(at("subject", product.subject_id))

    assert page.context["products"] == [product]
    assert list(page.context["claims"]) == [claim]


def test_rooms_above_say_what_they_have_and_where_it_came_from(desk):
    product = RegisteredProductFactory()
    register_elsewhere(RegisteredProduct, "test")(lambda row: [Elsewhere("Gian hàng", "/x/")])
    register_provenance("test")(lambda row: {"name": [Origin("ds.xlsx, C12", text="chè")]})
    try:
        page = desk.get(at("product", product.pk)).content.decode()
    finally:
        register_elsewhere(RegisteredProduct, "test")(lambda row: [])
        register_provenance("test")(lambda row: {})

    assert '<a href="/x/">Gian hàng</a>' in page
    assert "ds.xlsx, C12" in page
    assert product.listing.get_absolute_url() in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_page_do_not_grow(desk, count, queries_of):
    subject = SubjectFactory()
    with register_batch():
        for product in RegisteredProductFactory.create_batch(count, subject=subject):
            for number in range(count):
                award(product, f"{number}/QĐ-UBND", stars=3 + number % 3)
            claim_subject(subject=subject, user=UserFactory())
    desk.get(at("product", product.pk))
    pages = at("product", product.pk), at("subject", subject.pk)

    assert tuple(queries_of(page) for page in pages) == (13, 13)


# Deciding


def test_a_decision_is_entered_looked_at_and_confirmed(desk):
    product = RegisteredProductFactory()

    first = desk.post(at("decide", product.pk), entered())
    assert (first.status_code, star(product)) == (200, None)
    assert first.context["ahead"].after.stars == 4
    document = DecisionDocument.objects.get()
    done = desk.post(at("decide", product.pk), entered(file="", document=document.pk, confirm="1"))

    assert done["Location"] == at("product", product.pk)
    assert star(product) == 4
    assert product.standings.get().document == document
    file = desk.get(at("document", document.pk))
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "changes",
    [
        {"stars": ""}, {"stars": "6"}, {"day": "2026-11-25"}, {"day": "x"}, {"number": ""},
        {"file": ""}, {"file": SimpleUploadedFile("a.pdf", b"<script>")}, {"act": "upgrade"},
        {"act": "x"},
    ],
)  # fmt: skip
def test_a_decision_that_makes_no_sense_stays_in_the_form(desk, changes):
    product = RegisteredProductFactory()

    answer = desk.post(at("decide", product.pk), entered(confirm="1", **changes))

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert product.standings.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "2026-11-25"}, "day"), ({"day": "2017-01-01"}, "day"), ({"number": ""}, "number"),
        ({"number": "/"}, "number"), ({"act": "upgrade"}, "stars"), ({"act": "x"}, "act"),
    ],
)  # fmt: skip
def test_a_refused_decision_marks_its_field_and_keeps_its_file(desk, changes, field):
    product = RegisteredProductFactory()

    answer = desk.post(at("decide", product.pk), entered(**changes))

    assert list(answer.context["form"].errors) == [field]
    document = DecisionDocument.objects.get()
    assert f'name="document" value="{document.pk}"' in answer.content.decode()
    assert product.standings.count() == 0
    done = desk.post(at("decide", product.pk), entered(file="", document=document.pk, confirm="1"))
    assert done["Location"] == at("product", product.pk)
    assert product.standings.get().document == document


def test_of_many_records_alike_it_is_said_that_there_are_more(desk):
    first, *_others = SubjectFactory.create_batch(22)
    for number, subject in enumerate((first, *_others)):
        subject.name, subject.slug = f"HTX Ong {number}", f"htx-ong-{number}"
        subject.save()

    page = desk.get(at("find_other_subject", first.pk, q="htx ong"))

    assert (len(page.context["found"]), page.context["shown_of_more"]) == (20, 20)


def test_an_unlikely_issuer_is_asked_about_and_may_be_confirmed(desk):
    product = RegisteredProductFactory()

    asked = desk.post(at("decide", product.pk), entered(stars="5"))
    assert len(asked.context["ahead"].warnings) == 1
    desk.post(at("decide", product.pk), entered(stars="5", confirm="1"))

    assert star(product) == 5


def test_a_file_of_somebody_else_cannot_be_named(desk):
    product = RegisteredProductFactory()
    other = Client()
    other.force_login(officer_of("Ninh Bình"))
    foreign = RegisteredProductFactory(address=ELSEWHERE)
    other.post(at("decide", foreign.pk), entered())
    document = DecisionDocument.objects.get()

    answer = desk.post(
        at("decide", product.pk), entered(file="", document=document.pk, confirm="1")
    )

    assert (answer.status_code, product.standings.count()) == (404, 0)
    assert desk.get(at("document", document.pk)).status_code == 404


def test_an_entry_is_taken_back(desk):
    product = RegisteredProductFactory()
    standing = award(product).standing
    address = at("take_back", standing.pk)

    assert desk.post(address, {"reason": ""}).status_code == 200
    assert star(product) == 3
    desk.post(address, {"reason": "Nhầm"})

    assert (star(product), product.standings.count()) == (None, 0)


# Correcting


def test_facts_are_corrected_and_the_correction_undone(desk):
    subject = SubjectFactory(name="HTX Ví Dụ", phone="0912345678")
    form = {
        "name": "HTX Ví Dụ", "kind": "cooperative", "phone": "0987654321", "address": "Thôn 1",
        "province": subject.province_now_id, "commune": "Xã Thông Nguyên", "reason": "Mới",
    }  # fmt: skip

    desk.post(at("correct_subject", subject.pk), form)

    subject.refresh_from_db()
    assert (subject.phone, subject.address) == ("0987654321", "Thôn 1")
    assert sorted(Correction.objects.values_list("field", flat=True)) == ["address", "phone"]

    desk.post(at("undo", Correction.objects.get(field="phone").pk))
    subject.refresh_from_db()
    assert subject.phone == "0912345678"


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"commune": "Xã Không Có"}, {"name": ""}, {"tax_code": "1" * 12}]
)
def test_a_correction_that_makes_no_sense_stays_in_the_form(desk, changes):
    subject = SubjectFactory(name="HTX Ví Dụ")
    form = {
        "name": "HTX Ví Dụ", "kind": "cooperative", "province": subject.province_now_id,
        "commune": "Xã Thông Nguyên", "phone": "0912345678", "reason": "Mới",
    }  # fmt: skip

    answer = desk.post(at("correct_subject", subject.pk), form | changes)

    assert (answer.status_code, Correction.objects.count()) == (200, 0)


def test_a_commune_is_set_by_hand_however_it_is_spelled(desk):
    product = RegisteredProductFactory(address={"province": "Tuyên Quang"})
    form = {
        "name": product.name, "province": product.province_now_id, "commune": "thong nguyen",
        "reason": "Hỏi chủ thể",
    }  # fmt: skip

    desk.post(at("correct_product", product.pk), form)

    product.refresh_from_db()
    assert (product.commune_now.name, product.place_confidence) == ("Thông Nguyên", "manual")


# Merging


def test_two_records_are_found_compared_merged_and_split(desk):
    subject = SubjectFactory()
    kept = RegisteredProductFactory(name="Dừa sáp sợi", subject=subject)
    merged = RegisteredProductFactory(name="Dừa sáp sợi (VICOSAP)", subject=subject)
    award(merged)

    found = desk.get(at("find_other_product", kept.pk, q="vicosap"))
    assert found.context["found"] == [merged]
    address = at("merge_product", kept.pk, merged.pk)
    assert desk.get(address).context["reasons"] == []
    assert desk.post(address, {"reason": ""}).status_code == 200
    desk.post(address, {"reason": "Một sản phẩm"})
    assert (star(kept), star(merged)) == (3, None)
    assert names(desk.get(at("index"))) == ["Dừa sáp sợi"]
    assert desk.get(at("product", merged.pk)).status_code == 200
    assert desk.get(at("decide", merged.pk))["Location"] == at("product", kept.pk)

    split = at("split", Merge.objects.get().pk)
    assert desk.get(split).context["reasons"] == []
    desk.post(split)
    assert (star(kept), star(merged)) == (None, 3)


def test_reasons_against_a_merge_are_told(desk):
    kept, merged = RegisteredProductFactory.create_batch(2)
    address = at("merge_product", kept.pk, merged.pk)

    assert len(desk.get(address).context["reasons"]) == 1
    desk.post(address, {"reason": "Một"})

    assert Merge.objects.count() == 0


def test_twins_are_suggested_and_stay_dismissed(desk):
    place = {"province": "Tuyên Quang"}
    first = SubjectFactory(name="HTX Nông nghiệp Tân Quy", address=place)
    second = SubjectFactory(name="HTX Tân Qui")
    SubjectFactory(name="HTX Tân Quang")

    pairs = desk.get(at("twins")).context["pairs"]
    assert [(one, other) for _, one, other in pairs] == [(first, second)]
    desk.post(at("dismiss_subject", second.pk, first.pk))

    assert desk.get(at("twins")).context["pairs"] == []
    assert DismissedTwins.objects.count() == 1


def test_the_home_page_counts_what_waits(desk):
    product = RegisteredProductFactory()
    record_standing(product=product, status="certified", stars=3, as_of=TODAY, recorded_on=TODAY)

    page = desk.get("/cms/").content.decode()

    assert f'<a href="{at("index")}?viec=no-decision">' in page


def test_public_addresses_of_what_was_merged_away_lead_on(client, officer):
    kept, merged = SubjectFactory(name="HTX Một"), SubjectFactory(name="HTX Hai")
    one = RegisteredProductFactory(name="Chè xanh", subject=kept)
    two = RegisteredProductFactory(name="Chè xanh", subject=merged)
    for product in (one, two):
        award(product)
    old = two.listing.get_absolute_url()
    assert client.get(old).status_code == 200

    merge_subjects(kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT)

    answers = [client.get(old), client.get("/chu-the/htx-hai/")]
    assert [(a.status_code, a["Location"]) for a in answers] == [
        (302, one.listing.get_absolute_url()), (302, "/chu-the/htx-mot/"),
    ]  # fmt: skip
    assert client.get("/chu-the/").context["page"].total == 1


# Who


def doors(product, other, document, correction, merge):
    """Every address of the desk, with what a GET and a POST answer to an officer in charge."""
    subject, standing = product.subject, product.standings.first()
    return {
        at("index"): (200, 405), at("subjects"): (200, 405), at("twins"): (200, 405),
        at("product", product.pk): (200, 405), at("subject", subject.pk): (200, 405),
        at("decide", product.pk): (200, 200), at("take_back", standing.pk): (200, 200),
        at("undo", correction.pk): (405, 302), at("split", merge.pk): (200, 302),
        at("document", document.pk): (200, 405),
        at("correct_product", product.pk): (200, 200),
        at("correct_subject", subject.pk): (200, 200),
        at("find_other_product", product.pk): (200, 405),
        at("find_other_subject", subject.pk): (200, 405),
        at("merge_product", product.pk, other.pk): (200, 200),
        at("merge_subject", subject.pk, other.subject_id): (200, 200),
        at("dismiss_product", product.pk, other.pk): (405, 302),
        at("dismiss_subject", subject.pk, other.subject_id): (405, 302),
    }  # fmt: skip


def test_the_desk_opens_to_officers_of_the_province_and_to_nobody_else(officer):
    product, other = RegisteredProductFactory.create_batch(2)
    third = RegisteredProductFactory(name="Khác", subject=product.subject)
    clerk = Client()
    clerk.force_login(officer)
    clerk.post(at("decide", product.pk), entered())
    clerk.post(at("decide", product.pk), entered(confirm="1"))
    [correction] = correct_by_hand(
        record=product, fields={"product_code": "1"}, reason="Vì", by=officer, moment=MOMENT
    )
    merge = merge_products(kept=product, merged=third, reason="Một", by=officer, moment=MOMENT)
    addresses = doors(product, other, DecisionDocument.objects.get(), correction, merge)
    people = {
        "stranger": UserFactory(), "foreign officer": officer_of("Ninh Bình"),
        "operator": UserFactory(is_staff=True, is_superuser=True),
    }  # fmt: skip
    lists = {at("index"), at("subjects"), at("twins")}

    for name, user in people.items():
        knocking = Client()
        knocking.force_login(user)
        for address, (get, _post) in addresses.items():
            answer = knocking.get(address).status_code
            if name == "operator":
                assert (address, answer) == (address, get)
            elif name == "foreign officer":
                wanted = 200 if address in lists else 405 if get == 405 else 404
                assert (address, answer) == (address, wanted)
                assert address in lists or knocking.post(address).status_code in {404, 405}
            else:
                assert answer in {302, 403}
    assert Correction.objects.get(undone_at=None) == correction
    assert Merge.objects.get(undone_at=None) == merge
    for address, (get, post) in addresses.items():
        assert (address, clerk.get(address).status_code) == (address, get)
        assert (address, clerk.post(address).status_code) == (address, post)


def test_an_officer_sees_nothing_of_another_province(officer):
    RegisteredProductFactory()
    foreign = Client()
    foreign.force_login(officer_of("Ninh Bình"))

    assert names(foreign.get(at("index"))) == []
    assert names(foreign.get(at("subjects"))) == []


def test_an_editor_without_a_centre_has_no_desk(client):
    editor = officer_of()
    editor.centre_memberships.all().delete()
    client.force_login(editor)

    assert client.get(at("index")).status_code == 404
    assert at("index") not in client.get("/cms/").content.decode()


def test_a_file_too_large_for_the_desk_is_told(desk, monkeypatch):
    monkeypatch.setattr("ocop.services.documents.MOST_BYTES", 4)
    product = RegisteredProductFactory()

    answer = desk.post(at("decide", product.pk), entered(file=io.BytesIO(PDF)))

    assert answer.context["form"].non_field_errors()
    assert DecisionDocument.objects.count() == 0
