"""Addresses of the register's desk, below the back office."""

from django.urls import URLPattern, path

from ocop.desk import acts, lists, merges, records
from ocop.desk.access import PRODUCT, SUBJECT

app_name = "register"


def _of(kind: str, folder: str) -> list[URLPattern]:
    """What both kinds of records have."""
    what = {"kind": kind}
    one = f"{folder}/<int:pk>/"
    return [
        path(f"{one}sua/", acts.correct, what, name=f"correct_{kind}"),
        path(f"{one}gop/", merges.find_other, what, name=f"find_other_{kind}"),
        path(f"{one}gop/<int:other>/", merges.merge, what, name=f"merge_{kind}"),
        path(f"{one}khac/<int:other>/", merges.dismiss, what, name=f"dismiss_{kind}"),
    ]


urlpatterns = [
    path("", lists.products, name="index"),
    path("chu-the/", lists.subjects, name="subjects"),
    path("san-pham/<int:pk>/", records.product, name="product"),
    path("chu-the/<int:pk>/", records.subject, name="subject"),
    path("san-pham/<int:pk>/quyet-dinh/", acts.decide, name="decide"),
    path("tinh-trang/<int:pk>/rut-lai/", acts.take_back, name="take_back"),
    path("sua-doi/<int:pk>/hoan-tac/", acts.undo, name="undo"),
    path("gop/<int:pk>/tach/", merges.part, name="split"),
    path("trung/", merges.twins, name="twins"),
    path("tai-lieu/<int:pk>/", records.document, name="document"),
    *_of(PRODUCT, "san-pham"),
    *_of(SUBJECT, "chu-the"),
]
