from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog_import.models import ImportRun
from catalog_import.services import import_file
from tests.catalog_import.test_import_file import MOMENT

pytestmark = pytest.mark.django_db

ANNEX = Path(__file__).parent / "registries" / "01-merged-phuluc.xlsx"


def officer(client, *permissions):
    user = get_user_model().objects.create_user(email="officer@example.org", password="secret")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def test_an_officer_sees_what_came_of_a_file(client):
    run = import_file(path=ANNEX, moment=MOMENT).run
    officer(client, "access_admin", "view_importrun")

    index = client.get(reverse("import-runs:index"))
    page = client.get(reverse("import-runs:inspect", args=[run.pk]))

    assert index.status_code == page.status_code == 200
    assert "01-merged-phuluc.xlsx" in index.content.decode()
    text = page.content.decode()
    assert run.sha256 in text
    assert "Phụ lục!C30" in text


def test_nobody_changes_a_run_by_hand(client):
    run = import_file(path=ANNEX, moment=MOMENT).run
    officer(
        client, "access_admin", "view_importrun", "add_importrun", "change_importrun",
        "delete_importrun",
    )  # fmt: skip

    for name, args in (("add", []), ("edit", [run.pk]), ("delete", [run.pk])):
        assert client.post(reverse(f"import-runs:{name}", args=args)).status_code == 302
    assert ImportRun.objects.get() == run


def test_an_officer_without_the_permission_sees_nothing(client):
    import_file(path=ANNEX, moment=MOMENT)
    officer(client, "access_admin")

    assert client.get(reverse("import-runs:index")).status_code == 302
