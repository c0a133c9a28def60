import pytest
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.test import RequestFactory

from ocop.models import Certificate, Place, RegisteredProduct, Standing, Subject
from ocop.services import award_certificate
from tests.factories.accounts import UserFactory
from tests.factories.ocop import TODAY, RegisteredProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_superuser():
    request = RequestFactory().get("/", {"q": "ví dụ"})
    request.user = UserFactory(is_staff=True, is_superuser=True)
    return request


@pytest.mark.parametrize("model", [Place, Subject, RegisteredProduct, Standing, Certificate])
def test_facts_are_not_edited_in_the_admin(request_of_superuser, model):
    model_admin = admin.site._registry[model]

    assert model_admin.has_view_permission(request_of_superuser)
    assert not model_admin.has_add_permission(request_of_superuser)
    assert not model_admin.has_change_permission(request_of_superuser)
    assert not model_admin.has_delete_permission(request_of_superuser)


@pytest.mark.parametrize(
    ("model", "count"), [(Subject, 1), (RegisteredProduct, 1), (Standing, 1), (Certificate, 1)]
)
def test_facts_are_found_in_the_admin(request_of_superuser, model, count):
    award_certificate(
        product=RegisteredProductFactory(), stars=4, decision_no="1/QĐ-UBND", issued_on=TODAY,
        recorded_on=TODAY,
    )  # fmt: skip

    changes = admin.site._registry[model].get_changelist_instance(request_of_superuser)

    assert isinstance(changes, ChangeList)
    assert changes.result_count == count
