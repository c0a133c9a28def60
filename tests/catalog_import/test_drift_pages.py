"""What moved since the last list, and where the shop does not follow, as pages of the desk."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ocop.models import RegisteredProduct
from shop.catalogue.models import Product
from tests.catalog_import.offices import bring, go, officer, tea, teas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_hours")]


def groups(page):
    return {str(label): count for label, count, _ in page.context["groups"] if count}


def test_two_lists_of_a_source_are_compared(desk):
    _, first = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ", stars=3)), "mot.xlsx")
    desk.post(go("apply", first))
    _, second = bring(desk, teas(tea(2, "Cam Ví Dụ"), tea(3, "Bưởi Mẫu")), "hai.xlsx")

    page = desk.get(go("drift", second))

    assert page.context["drift"].earlier == first
    assert sorted(groups(page).values()) == [1, 1, 1]  # upgraded, new, gone
    assert "Bưởi Mẫu" in page.content.decode()


def test_a_first_list_has_nothing_to_be_compared_with(desk):
    _, run = bring(desk, teas(tea()))

    page = desk.get(go("drift", run))

    assert page.status_code == 200
    assert page.context["drift"].earlier is None


def test_a_listing_that_does_not_follow_the_register_is_told_to_its_centre(desk, client):
    _, run = bring(desk, teas(tea()))
    desk.post(go("apply", run))
    assert groups(desk.get(reverse("imports:shop_drift"))) == {}
    Product.objects.filter(registered_product__isnull=False).update(title="Tên khác")

    assert sum(groups(desk.get(reverse("imports:shop_drift"))).values()) == 1
    client.force_login(officer("Ninh Bình"))
    assert groups(client.get(reverse("imports:shop_drift"))) == {}


def test_rows_with_remarks_come_back_as_a_workbook(desk):
    _, run = bring(desk, teas(tea(1), tea(2, "Cam Ví Dụ", stars=9)))

    response = desk.get(go("problem_rows", run))

    assert response["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(io.BytesIO(response.content)).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("Cam Ví Dụ" in text for text in texts)
    assert not RegisteredProduct.objects.exists()
