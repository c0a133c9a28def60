"""A page of a fair that bears the fair's name bears its new one when it is renamed."""

from typing import Any

from cms.models import FairPage
from fairs.models import Fair


def follow_name(sender: Any, *, fair: Fair, former_name: str, **_kwargs: Any) -> None:
    """Pages and drafts titled otherwise (translations, headlines of their own) keep their title."""
    for page in FairPage.objects.filter(fair=fair):
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
        if page.title == former_name:
            page.title = page.draft_title = fair.name
            if draft is None:
                page.save_revision().publish()
            else:
                page.save(update_fields=["title", "draft_title"])
        if draft is not None and draft.title == former_name:
            draft.title = fair.name
            draft.save_revision()
