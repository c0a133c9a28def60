"""Addresses that are no pages."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("vung-mien/cu/<slug:slug>/", views.former_province, name="former_province"),
]
