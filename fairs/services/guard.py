"""Who may change a fair, and when it is too late. Raises ``FairError``."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from fairs.enums import FairPhase, FairStatus
from fairs.errors import FairError, NotAllowed
from fairs.models import Fair
from ocop.selectors.centres import works_for


def refuse_stranger(by: Any, centre_id: int) -> None:
    """Only people of the centre, and superusers, may go on."""
    if not works_for(user=by, centre_id=centre_id):
        raise NotAllowed(_("Only people of the centre may run its fairs."))


def refuse_closed(fair: Fair, moment: datetime.datetime) -> None:
    """What a fair was stays as it was: nothing changes once it is over or called off."""
    if fair.status == FairStatus.CANCELLED:
        raise FairError(_("This fair was cancelled."))
    if fair.status == FairStatus.PUBLISHED and fair.phase(moment) == FairPhase.ENDED:
        raise FairError(_("This fair is over."))
