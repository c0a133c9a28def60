"""The back office's view of imports: which file, what came of it, and why. Nothing is changed."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from catalog_import.messages import message
from catalog_import.models import ImportRun, Issue
from catalog_import.photos import hooks as photo_hooks  # noqa: F401 -- registers its screens

_SHOWN_ISSUES = 500


class LookingOnly(ModelPermissionPolicy):
    """Runs are written by imports alone; who may view them may do nothing else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return "view" in actions and self.user_has_permission(user, "view")


class ImportRunInspectView(InspectView):
    def get_file_display_value(self) -> SafeString:
        run = self.object
        return format_html("{} <code>{}</code>", run.file_name, run.sha256)

    def get_summary_display_value(self) -> SafeString:
        counts = ((name, value) for name, value in self.object.summary.items() if name in _COUNTS)
        return format_html_join(", ", "{}: {}", ((_COUNTS[name], value) for name, value in counts))

    def get_issues_display_value(self) -> SafeString:
        issues = self.object.issues.order_by("level", "sheet", "row", "pk")[:_SHOWN_ISSUES]
        lines = ((_place(issue), issue.get_level_display(), _words(issue)) for issue in issues)
        items = format_html_join("", "<li><strong>{}</strong> {}: {}</li>", lines)
        return format_html("<ul>{}</ul>", items) if items else SafeString("–")

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(_LABELS[field_name]) if field_name in _LABELS else super().get_field_label(
            field_name, field
        )  # fmt: skip


_COUNTS = {
    "rows": _("rows"),
    "created": _("new"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
    "skipped": _("skipped"),
    "missing": _("missing from the list"),
}
_LABELS = {"file": _("File"), "summary": _("What came of it"), "issues": _("Problems")}


def _place(issue: Issue) -> str:
    return f"{issue.sheet}!{issue.column}{issue.row}" if issue.row else issue.sheet


def _words(issue: Issue) -> str:
    return message(issue.code, issue.params, for_all=issue.row is None)


class ImportRunViewSet(ModelViewSet):
    model = ImportRun
    icon = "download"
    menu_label = _("Registry imports")
    add_to_admin_menu = True
    copy_view_enabled = False
    form_fields: list[str] = []
    list_display = ["file_name", "source", "as_of", "state", "started_at"]
    list_filter = ["state", "source"]
    search_fields = ["file_name", "sha256"]
    inspect_view_enabled = True
    inspect_view_class = ImportRunInspectView
    inspect_view_fields = [
        "file", "source", "province", "as_of", "state", "is_partial", "started_at", "run_by",
        "summary", "issues",
    ]  # fmt: skip


register_permission_policy(ImportRun, LookingOnly(ImportRun), exact_class=True)


@hooks.register("register_admin_viewset")
def register_import_runs() -> ImportRunViewSet:
    return ImportRunViewSet("import-runs")
