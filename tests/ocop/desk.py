"""A centre with an officer and a producer in its province, for tests of what officers do."""

import datetime

from django.contrib.auth.models import Permission

from ocop.models import Centre, CentreMember, Place
from tests.factories.accounts import UserFactory

MOMENT = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


def officer_of(province="Tuyên Quang"):
    """A user who works for the centre of a province of today and may enter the back office."""
    user = UserFactory()
    centre = Centre.objects.create(name=f"Trung tâm {province} {user.pk}")
    centre.provinces.set(Place.objects.provinces().filter(name=province))
    CentreMember.objects.create(centre=centre, user=user)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user
