"""What the buyer has entered so far, kept in the session until the order is placed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from ocop.models import Place
from shop.order.services import Recipient, lies_in
from shop.shipping.destination import SESSION_KEY

_TEXTS = ("name", "phone", "email", "street", "note", "payment")
_PLACES = ("province", "commune")


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
    """The state of this session; what an older version stored otherwise is asked again."""
    stored = request.session.get(SESSION_KEY)
    if not isinstance(stored, Mapping):
        return CheckoutState()
    texts = {key: stored[key] for key in _TEXTS if isinstance(stored.get(key), str)}
    places = {key: stored[key] for key in _PLACES if type(stored.get(key)) is int}
    chosen = stored.get("delivery")
    delivery = {
        partner: method
        for partner, method in (chosen.items() if isinstance(chosen, Mapping) else ())
        if partner.isascii() and partner.isdigit() and isinstance(method, str)
    }
    return CheckoutState(**texts, **places, delivery=delivery)


def write_state(request: HttpRequest, state: CheckoutState) -> None:
    """Keep the state."""
    request.session[SESSION_KEY] = {
        key: getattr(state, key) for key in CheckoutState.__dataclass_fields__
    }


def clear_state(request: HttpRequest) -> None:
    """Forget it: the order is placed."""
    request.session.pop(SESSION_KEY, None)


def recipient_of(state: CheckoutState) -> Recipient | None:
    """The recipient, or None while something is missing or a place is gone."""
    if not state.has_address:
        return None
    places = Place.objects.in_bulk([state.province, state.commune])
    province, commune = places.get(state.province), places.get(state.commune)
    if province is None or commune is None or not lies_in(commune, province):
        return None
    return Recipient(
        name=state.name, phone=state.phone, email=state.email, province=province,
        commune=commune, street=state.street, note=state.note,
    )  # fmt: skip
