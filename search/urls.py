"""Addresses of listings, producers and search."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("san-pham/", views.CatalogueView.as_view(), name="listing"),
    path("nhom/<slug:slug>/", views.ProductCategoryView.as_view(), name="group"),
    path("tim-kiem/", views.FacetedSearchView.as_view(), name="search"),
    path("goi-y/", views.suggestions, name="suggest"),
    path("chu-the/", views.subjects, name="subjects"),
    path("chu-the/<slug:slug>/", views.subject, name="subject"),
]
