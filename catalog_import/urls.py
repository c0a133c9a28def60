"""Addresses of imports inside Wagtail's admin."""

from django.urls import path

from catalog_import.views import columns, preview, runs

app_name = "imports"
urlpatterns = [
    path("", runs.index, name="index"),
    path("tai-len/", runs.upload_files, name="upload"),
    path("<int:pk>/", runs.run, name="run"),
    path("<int:pk>/tien-do/", runs.progress, name="progress"),
    path("<int:pk>/doc-lai/", runs.recheck, name="recheck"),
    path("<int:pk>/cot/", columns.columns, name="columns"),
    path("<int:pk>/dong/", preview.rows, name="rows"),
    path("<int:pk>/dong/<int:row_pk>/", preview.row, name="row"),
    path("<int:pk>/ghi/", runs.apply, name="apply"),
    path("<int:pk>/hoan-tac/", runs.undo, name="undo"),
    path("<int:pk>/tep-goc/", runs.download, name="download"),
]
