import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import URLResolver

from accounts.models import User
from config.oscar_dashboard import dashboard_urls, superusers_only


def views_of(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns)
        else:
            yield pattern.callback


def test_dashboard_is_not_mounted_by_default(client, db):
    assert client.get("/oscar/").status_code == 404


def test_every_view_of_it_refuses_everybody_but_superusers(rf):
    views = list(views_of(dashboard_urls()))

    assert len(views) > 100
    for user in (AnonymousUser(), User(is_staff=True)):
        request = rf.get("/")
        request.user = user
        for view in views:
            with pytest.raises(PermissionDenied):
                view(request)


def test_superuser_passes(rf):
    request = rf.get("/")
    request.user = User(is_superuser=True)

    assert superusers_only(lambda request: "page")(request) == "page"
