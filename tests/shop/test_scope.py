"""What part of the country a site shows."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Site

from ocop.models import Place
from shop.scope.models import SCOPES, SiteScope
from shop.scope.selectors import EVERYTHING, scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unknown():
    SCOPES.renew()


def ask(host="testserver"):
    return scope_of(RequestFactory().get("/", headers={"host": host}))


def test_a_site_nobody_bound_shows_everything():
    assert ask() == EVERYTHING
    assert EVERYTHING.holds(None)
    assert EVERYTHING.filter(Place.objects.provinces(), "pk").count() == 34


def test_a_bound_site_holds_its_provinces_only(django_capture_on_commit_callbacks, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask("tuyen-quang.example")  # kept until the binding changes
    national = Site.objects.get(is_default_site=True)
    site = Site.objects.create(hostname="tuyen-quang.example", root_page=national.root_page)
    ours = Place.objects.provinces().get(name="Tuyên Quang")
    other = Place.objects.provinces().get(name="Ninh Bình")
    with django_capture_on_commit_callbacks(execute=True):
        SiteScope.objects.create(site=site, provinces=[ours])
    scope = ask("tuyen-quang.example")
    assert (scope.province_ids, scope.province_keys) == ((ours.pk,), (ours.key,))
    assert (scope.holds(ours.pk), scope.holds(other.pk), scope.holds(None)) == (True, False, False)
    assert list(scope.filter(Place.objects.provinces(), "pk")) == [ours]
    assert ask() == EVERYTHING


def test_an_operator_chooses_among_the_provinces_of_today(admin_client):
    site = Site.objects.get(is_default_site=True)
    address = reverse("wagtailsettings:edit", args=["scope", "sitescope", site.pk])
    field = admin_client.get(address).context["form"].fields["provinces"]
    assert set(field.queryset) == set(Place.objects.provinces())

    ours = Place.objects.provinces().get(name="Tuyên Quang")
    commune = Place.objects.communes().filter(province=ours).first()
    assert admin_client.post(address, {"provinces": [commune.pk]}).status_code == 200
    assert not SiteScope.for_site(site).provinces.all()
    admin_client.post(address, {"provinces": [ours.pk]})
    assert list(SiteScope.for_site(site).provinces.all()) == [ours]
