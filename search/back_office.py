"""Search in the back office: synonyms, queries without an answer, and the state of the index.

Members of a centre and superusers read and write here. Words belong to everybody: a synonym that
one centre makes is in force for all.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy

from ocop import clock
from ocop.selectors.centres import is_officer
from search.asked import FEW_RESULTS
from search.models import AskedQuery, Relation, Synonym
from search.selectors.explaining import explain, hints
from search.selectors.state import state
from search.tasks import rebuild_index
from search.understanding.lexicon_source import BadPhrase, phrases

_ACTIONS = {"add", "change", "delete", "view"}


class CentresWrite(BasePermissionPolicy):
    def __init__(self, model: Any, actions: Iterable[str] = _ACTIONS) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and is_officer(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        from django.contrib.auth import get_user_model  # noqa: PLC0415 -- apps are loaded only now

        everybody = get_user_model()._default_manager.filter(is_active=True)
        if not self.actions & set(actions):
            return everybody.none()
        officers = Q(is_superuser=True) | Q(centre_memberships__isnull=False)
        return everybody.filter(officers).distinct()


# --- synonyms -----------------------------------------------------------------------------------


class SynonymForm(WagtailAdminModelForm):
    class Meta:
        model = Synonym
        fields = ["names", "relation", "finds", "needs_accents", "is_active", "note"]

    def clean_names(self) -> str:
        return _phrases_of(self.cleaned_data["names"])

    def clean_finds(self) -> str:
        return _phrases_of(self.cleaned_data["finds"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        names, finds = data.get("names"), data.get("finds")
        if names is None or finds is None:
            return data
        if data.get("relation") == Relation.SAME:
            if finds:
                self.add_error("finds", _t("Leave this empty, or choose a one-way relation."))
            elif len(phrases(names)) < 2:
                self.add_error("names", _t("Name at least two words that mean the same."))
        elif not finds:
            self.add_error("finds", _t("Say what these words find besides."))
        return data


def _phrases_of(text: str) -> str:
    try:
        phrases(text)
    except BadPhrase as piece:
        raise ValidationError(
            _t("“%(piece)s” is not understood: words separated by commas.") % {"piece": piece}
        ) from piece
    return " ".join(text.split())


class SynonymCreateView(CreateView):
    """May be opened with a query already filled in."""

    def get_initial(self) -> dict[str, Any]:
        given = ("names", "finds", "note")
        initial = {name: self.request.GET[name][:200] for name in given if name in self.request.GET}
        return {**super().get_initial(), "relation": Relation.SAME, **initial}


class SynonymViewSet(ModelViewSet):
    model = Synonym
    icon = "list-ul"
    menu_label = _("Synonyms")
    url_prefix = "search-synonyms"
    url_namespace = "search_synonyms"
    permission_policy = CentresWrite(Synonym)
    add_view_class = SynonymCreateView
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["names", "finds", "note"]
    list_per_page = 100
    list_display = [
        "names",
        Column("relation", label=_("Relation"), accessor="get_relation_display"),
        "finds",
        Column("is_active", label=_("In force"), accessor=lambda row: _yes_no(row.is_active)),
        "note",
    ]
    list_filter = ["relation", "is_active"]

    def get_form_class(self, for_update: bool = False) -> type[SynonymForm]:
        return SynonymForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        none = [f"{name}_url_name" for name in ("history", "usage")]
        return super().get_common_view_kwargs(**dict.fromkeys(none), **kwargs)

    def get_permissions_to_register(self) -> QuerySet[Any]:
        return super().get_permissions_to_register().none()


def _yes_no(value: bool) -> str:
    return _t("yes") if value else _t("no")


# --- queries without an answer ------------------------------------------------------------------


class AskedIndexView(IndexView):
    """By how often they were asked; each with words that may have been meant."""

    default_ordering = "-times"

    def get_base_queryset(self) -> QuerySet[AskedQuery]:
        # Slow ones that found enough stand on the page of the index.
        return super().get_base_queryset().filter(results__lte=FEW_RESULTS)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        near = hints([row.text for row in rows])
        for row in rows:
            row.near = near.get(row.text, [])
        return context


def _near_words(row: AskedQuery) -> SafeString:
    """Each leads to a synonym form filled in with the query and this word."""
    near = getattr(row, "near", [])
    links = ((_new_synonym(row.text, word), word) for word in near)
    return format_html_join(", ", '<a href="{}">{}</a>', links) or SafeString("–")


def _make_synonym(row: AskedQuery) -> SafeString:
    url = _new_synonym(row.text, "")
    return format_html(
        '<a class="button button-small button-secondary" href="{}">{}</a>',
        url,
        _t("Make a synonym"),
    )


def _new_synonym(text: str, word: str) -> str:
    fields = {"names": f"{text}, {word}".rstrip(", "), "note": _t("asked for")}
    return f"{reverse('search_synonyms:add')}?{urlencode(fields)}"


class AskedViewSet(ModelViewSet):
    model = AskedQuery
    icon = "help"
    menu_label = _("Without an answer")
    url_prefix = "search-asked"
    url_namespace = "search_asked"
    permission_policy = CentresWrite(AskedQuery, {"view", "delete"})
    index_view_class = AskedIndexView
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["text"]
    form_fields: list[str] = []
    list_per_page = 50
    list_display = [
        Column("text", label=_("Query"), sort_key="text"),
        Column("times", label=_("Asked"), sort_key="times"),
        Column("results", label=_("Results"), sort_key="results"),
        Column("last_at", label=_("Last asked"), sort_key="last_at"),
        Column("near", label=_("Perhaps meant"), accessor=_near_words),
        Column("make", label=capfirst(Synonym._meta.verbose_name_plural), accessor=_make_synonym),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "edit", "delete", "history", "usage", "inspect", "copy")
        return super().get_common_view_kwargs(
            **dict.fromkeys(f"{name}_url_name" for name in names), **kwargs
        )

    def get_permissions_to_register(self) -> QuerySet[Any]:
        return super().get_permissions_to_register().none()


# --- the state of the index ---------------------------------------------------------------------

View = Callable[..., HttpResponse]


def officers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_officer(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@officers_only
@require_safe
def index_state(request: HttpRequest) -> HttpResponse:
    """The index, what waits for it, slow and empty queries, and a box to try a query in."""
    text = request.GET.get("q", "").strip()[:200]
    context = {
        "page_title": _t("Search"),
        "state": state(),
        "text": text,
        "explained": explain(text, day=clock.today()) if text else None,
    }
    return render(request, "search/admin/state.html", context)


@officers_only
@require_POST
def rebuild_now(request: HttpRequest) -> HttpResponse:
    """Have the worker build the index anew."""
    rebuild_index.enqueue()
    messages.success(request, _t("The index is being built anew; searches go on meanwhile."))
    return redirect("search_state:index")


class OfficersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_officer(request.user)


class StateViewSet(ViewSet):
    name = "search_state"
    icon = "search"
    menu_label = _("State and trial")
    url_prefix = "search-state"
    url_namespace = "search_state"
    menu_item_class = OfficersMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", index_state, name="index"),
            path("rebuild/", rebuild_now, name="rebuild"),
        ]


class SearchViewSets(ViewSetGroup):
    items = (StateViewSet, SynonymViewSet, AskedViewSet)
    menu_icon = "search"
    menu_label = _("Search")
    menu_name = "product-search"
    menu_order = 230
