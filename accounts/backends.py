"""Signing in, for every door: the storefront, the Wagtail admin and the operator's admin."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts import throttle
from accounts.addresses import client_address, is_loopback
from accounts.models import User
from accounts.phones import normalise_phone
from accounts.selectors import user_called


def is_throttled(request: HttpRequest | None, identifier: str) -> bool:
    """Whether a further guess at this name from this visitor is refused unread."""
    name = _one_spelling(identifier)
    if throttle.ACCOUNT.is_over(name):
        return True
    if request is None:
        return False
    visitor = client_address(request)
    return throttle.VISITOR.is_over(visitor) or throttle.PAIR.is_over(f"{visitor} {name}")


class IdentifierBackend(ModelBackend):
    """E-mail address or telephone number, and a password.

    The published passwords of the demo are refused for anybody who is not at this machine.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        identifier = username or credentials.get("email") or credentials.get("phone")
        if not identifier or password is None or is_throttled(request, identifier):
            return None
        user = user_called(identifier)
        if user is None:
            User().set_password(password)  # an unknown name takes as long as a wrong password
        elif (
            user.check_password(password)
            and self.user_can_authenticate(user)
            and not _is_published_and_remote(request, password)
        ):
            _forget_failures(request, identifier)
            return user
        _count_failure(request, identifier)
        return None


def _is_published_and_remote(request: HttpRequest | None, password: str) -> bool:
    return (
        password in settings.LOOPBACK_ONLY_PASSWORDS
        and request is not None
        and not is_loopback(request)
    )


def _count_failure(request: HttpRequest | None, identifier: str) -> None:
    name = _one_spelling(identifier)
    throttle.ACCOUNT.count(name)
    if request is not None:
        visitor = client_address(request)
        throttle.VISITOR.count(visitor)
        throttle.PAIR.count(f"{visitor} {name}")


def _forget_failures(request: HttpRequest | None, identifier: str) -> None:
    if request is not None:
        throttle.PAIR.clear(f"{client_address(request)} {_one_spelling(identifier)}")


def _one_spelling(identifier: str) -> str:
    return normalise_phone(identifier) or identifier.strip().lower()
