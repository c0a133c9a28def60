"""Listing pages."""

from django.views.generic import TemplateView


class CatalogueView(TemplateView):
    template_name = "search/listing.html"


class ProductCategoryView(CatalogueView): ...


class FacetedSearchView(CatalogueView): ...
