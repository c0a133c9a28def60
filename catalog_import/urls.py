"""Addresses of imports inside Wagtail's admin."""

from django.urls import path

from catalog_import.views import columns, drift, preview, questions, runs

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
    path("<int:pk>/mau-thuan/", questions.conflicts_of_run, name="conflicts_of_run"),
    path("<int:pk>/vang-mat/", questions.missing, name="missing"),
    path("<int:pk>/vang-mat/con-hieu-luc/", questions.rest_valid, name="rest_valid"),
    path("<int:pk>/bien-dong/", drift.of_run, name="drift"),
    path("<int:pk>/dong-can-sua.xlsx", runs.problem_rows, name="problem_rows"),
    path("so-va-gian-hang/", drift.of_shop, name="shop_drift"),
    path("mau-thuan/", questions.conflicts, name="conflicts"),
    path("mau-thuan/<int:conflict_pk>/", questions.decide, name="decide"),
    path("vang-mat/", questions.missing_products, name="missing_products"),
    path("vang-mat/<int:missing_pk>/", questions.answer, name="answer"),
]
