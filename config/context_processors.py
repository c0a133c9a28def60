"""What every template knows of the running site."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ocop import clock


def pretended_day(request: HttpRequest) -> dict[str, Any]:
    """``pretended_day``: the day CHOPHIEN_NOW makes the site take for today, else None. A page that
    shows another day's stars must say so.
    """
    day: datetime.date | None = clock.today() if settings.CHOPHIEN_NOW else None
    return {"pretended_day": day}
