"""What the buyer has entered so far, kept in the session until the order is placed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from ocop.models import Place
from shop.order.services import Recipient

_KEY = "dat-hang"


@dataclass(slots=True)
class CheckoutState:
    """Plain values only: they survive a restart and a change of code."""

    name: str = ""
    phone: str = ""
    email: str = ""
    province: int | None = None
    commune: int | None = None
    street: str = ""
    note: str = ""
    #: partner id (as text) → method of delivery
    delivery: dict[str, str] = field(default_factory=dict)
    payment: str = ""

    @property
    def has_recipient(self) -> bool:
        return bool(self.name and self.phone and self.province)

    @property
    def has_address(self) -> bool:
        return self.has_recipient and bool(self.commune and self.street)


def read_state(request: HttpRequest) -> CheckoutState:
    """The state of this session; unknown keys of an older version are dropped."""
    stored: Mapping[str, Any] = request.session.get(_KEY, {})
    known = {key: stored[key] for key in CheckoutState.__dataclass_fields__ if key in stored}
    return CheckoutState(**known)


def write_state(request: HttpRequest, state: CheckoutState) -> None:
    """Keep the state."""
    request.session[_KEY] = {key: getattr(state, key) for key in CheckoutState.__dataclass_fields__}


def clear_state(request: HttpRequest) -> None:
    """Forget it: the order is placed."""
    request.session.pop(_KEY, None)


def recipient_of(state: CheckoutState) -> Recipient | None:
    """The recipient, or None while something is missing or a place is gone."""
    if not state.has_address:
        return None
    places = Place.objects.in_bulk([state.province, state.commune])
    province, commune = places.get(state.province), places.get(state.commune)
    if province is None or commune is None:
        return None
    return Recipient(
        name=state.name, phone=state.phone, email=state.email, province=province,
        commune=commune, street=state.street, note=state.note,
    )  # fmt: skip
