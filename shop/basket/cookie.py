"""Whose basket a request means: the user's open one, or the guest's, named by a signed cookie."""

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from shop.basket.models import Basket
from shop.basket.services import GUEST_BASKET_DAYS, create_basket, merge_baskets

NAME = "gio"
_SALT = "shop.basket"
_MAX_AGE = 60 * 60 * 24 * GUEST_BASKET_DAYS


def basket_of(request: HttpRequest) -> Basket | None:
    """The open basket of this visitor, or None; at most one query, asked once a request."""
    if not hasattr(request, "_basket"):
        request._basket = _find(request)  # type: ignore[attr-defined]
    return request._basket  # type: ignore[attr-defined]


def name_basket(request: HttpRequest, response: HttpResponse, basket: Basket) -> None:
    """Let a guest's next request find this basket; a user's is found by its owner."""
    request._basket = basket  # type: ignore[attr-defined]
    if basket.owner_id is None:
        response.set_signed_cookie(
            NAME, str(basket.pk), salt=_SALT, max_age=_MAX_AGE, httponly=True,
            samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip


def buyer(request: HttpRequest) -> User | None:
    """Whoever is signed in; None for a guest."""
    return request.user if request.user.is_authenticated else None


def _find(request: HttpRequest) -> Basket | None:
    if user := buyer(request):
        return Basket.objects.filter(owner=user, status=Basket.OPEN).order_by("pk").first()
    return _guest_basket(request)


def _guest_basket(request: HttpRequest) -> Basket | None:
    named = request.get_signed_cookie(NAME, default="", salt=_SALT, max_age=_MAX_AGE)
    if not named:
        return None
    return Basket.objects.filter(pk=named, owner=None, status=Basket.OPEN).first()


def submitted_basket_id(request: HttpRequest) -> int | None:
    """The basket the guest's cookie still names, whatever became of it."""
    named = request.get_signed_cookie(NAME, default="", salt=_SALT, max_age=_MAX_AGE)
    return int(named) if named else None


def keep_guest_basket(sender: type, request: HttpRequest, user: User, **kwargs: object) -> None:
    """At sign-in what the guest gathered becomes the user's."""
    guest = _guest_basket(request)
    if guest is None:
        return
    own = Basket.objects.filter(owner=user, status=Basket.OPEN).order_by("pk").first()
    merge_baskets(guest=guest, own=own or create_basket(user=user))


def connect() -> None:
    """Listen for sign-ins; called when the app is ready."""
    user_logged_in.connect(keep_guest_basket, dispatch_uid="shop.basket.keep_guest_basket")
