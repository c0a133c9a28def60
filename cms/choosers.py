"""Choosing a listing or a producer for a page, in the back office."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from ocop.models import Subject
from search.selectors.subjects import listed_subjects
from search.tokens import words
from shop.catalogue.models import Product
from shop.scope.selectors import EVERYTHING


class ByNameForm(BaseFilterForm):
    """Every word typed stands in the name, with or without accents."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        objects = super().filter(objects)
        query = self.cleaned_data.get("q") or ""
        for word in words(query):
            objects = objects.filter(slug__contains=word.fold)
        if query:
            self.is_searching, self.search_query = True, query
        return objects


class _ListingsView(BaseChooseView):
    filter_form_class = ByNameForm
    ordering = ("title", "pk")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column(
                "subject",
                label=_("Producer"),
                accessor=lambda listing: str(listing.register_entry.subject or ""),
            ),
        ]


class _ListingsModal(ChooseViewMixin, CreationFormMixin, _ListingsView):
    pass


class _ListingsResults(ChooseResultsViewMixin, CreationFormMixin, _ListingsView):
    pass


class _SubjectsView(BaseChooseView):
    filter_form_class = ByNameForm


class _SubjectsModal(ChooseViewMixin, CreationFormMixin, _SubjectsView):
    pass


class _SubjectsResults(ChooseResultsViewMixin, CreationFormMixin, _SubjectsView):
    pass


class ListingChooserViewSet(ChooserViewSet):
    """Public listings alone: what a page may show."""

    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = _ListingsModal
    choose_results_view_class = _ListingsResults
    register_widget = False

    def get_object_list(self) -> QuerySet[Product]:
        listings: QuerySet[Product] = Product.objects.filter(
            is_public=True, registered_product__is_public=True
        )
        return listings.select_related("registered_product__subject")


class SubjectChooserViewSet(ChooserViewSet):
    """Producers with a public product."""

    model = Subject
    icon = "group"
    choose_one_text = _("Choose a producer")
    choose_another_text = _("Choose another producer")
    choose_view_class = _SubjectsModal
    choose_results_view_class = _SubjectsResults
    register_widget = False

    def get_object_list(self) -> QuerySet[Subject]:
        return listed_subjects("", scope=EVERYTHING)


listing_chooser = ListingChooserViewSet("listing_chooser")
subject_chooser = SubjectChooserViewSet("subject_chooser")
ListingChooserBlock = listing_chooser.get_block_class("ListingChooserBlock", "cms.choosers")
SubjectChooserBlock = subject_chooser.get_block_class("SubjectChooserBlock", "cms.choosers")
