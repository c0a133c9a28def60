"""Who may change a batch, and in which state. Raises ``PhotoError``."""

from typing import Any

from django.utils.translation import gettext as _

from catalog_import.photos.errors import NotAllowed, PhotoError
from catalog_import.photos.locks import batches_for_update
from catalog_import.photos.models import PhotoBatch
from ocop.selectors.centres import works_for


def refuse_stranger(by: Any, centre_id: int) -> None:
    """Only people of the centre, and superusers, may go on."""
    if not works_for(user=by, centre_id=centre_id):
        raise NotAllowed(_("Only people of the centre may bring in its photos."))


def held(batch: PhotoBatch, by: Any, *states: str) -> PhotoBatch:
    """The batch under lock, if it is in one of these states and the person's to change."""
    refuse_stranger(by, batch.centre_id)
    found = batches_for_update(batch.pk).get()
    if found.state not in states:
        raise PhotoError(_("This batch has changed meanwhile. Look at it again."))
    return found
