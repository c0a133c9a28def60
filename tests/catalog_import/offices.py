"""Centres, their officers, and files as they bring them."""

import io

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from catalog_import.models import ImportRun
from ocop.models import Centre, CentreMember, Place
from tests.factories.accounts import UserFactory

MOMENT = "2026-11-24T09:00:00+07:00"


def officer(*provinces, centre=None):
    """Somebody of a centre for these provinces of today, who may enter the back office."""
    if centre is None:
        centre = Centre.objects.create(name=f"Trung tâm {' '.join(provinces)}")
        centre.provinces.set(Place.objects.provinces().filter(name__in=provinces))
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    CentreMember.objects.create(centre=centre, user=user)
    return user


def workbook(*lines, title="Danh sách"):
    book = Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADER = ("TT", "Tên sản phẩm", "Chủ thể", "Xã", "Tỉnh", "Hạng sao", "Số QĐ", "Ngày QĐ")


def tea(number=1, name="Chè Shan Ví Dụ", subject="HTX Chè Ví Dụ", province="Tuyên Quang", stars=4):
    return (number, name, subject, "", province, stars, f"{9000 + number}/QĐ-UBND", "01/06/2026")


def teas(*rows):
    return workbook(HEADER, *rows)


def bring(client, data, name="danh-sach.xlsx", province="Tuyên Quang", **form):
    """Upload one file through the form; returns the run, checked."""
    if province:
        form["province"] = Place.objects.provinces().get(name=province).pk
    before = set(ImportRun.objects.values_list("pk", flat=True))
    response = client.post(
        reverse("imports:upload"), {"uploads": SimpleUploadedFile(name, data), **form}
    )
    run = ImportRun.objects.exclude(pk__in=before).order_by("pk").last()
    return response, run


def go(name, run, **more):
    return reverse(f"imports:{name}", kwargs={"pk": run.pk, **more})
