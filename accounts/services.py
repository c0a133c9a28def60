"""The writers of people and their consents."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts import personal_data
from accounts.models import Consent, User

#: The version of the privacy text that sign-up shows
PRIVACY_TEXT = "2026-11"
PURPOSE_ACCOUNT = "account"
PURPOSE_NEWS = "news"


@transaction.atomic
def sign_up(
    *,
    name: str,
    password: str,
    moment: datetime.datetime,
    email: str = "",
    phone: str = "",
    purposes: Sequence[str] = (PURPOSE_ACCOUNT,),
    text_version: str = PRIVACY_TEXT,
) -> User:
    """Make an account known by an e-mail address, a telephone number or both.

    Neither is verified yet. The whole name goes into ``first_name``: a Vietnamese name starts with
    the family name, and Django would print it the other way round. Raises ValidationError, also
    when the same name was taken a moment ago.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email=email, phone=phone, password=password, first_name=name
            )
    except IntegrityError as error:
        raise ValidationError(_("An account with this name exists already.")) from error
    Consent.objects.bulk_create(
        Consent(user=user, purpose=purpose, text_version=text_version, given_at=moment)
        for purpose in purposes
    )
    return user


@transaction.atomic
def confirm_email(*, user: User, email: str, moment: datetime.datetime) -> bool:
    """Note that the person reads this address; False when it is no longer theirs."""
    changed = User.objects.filter(pk=user.pk, email=email, is_active=True).update(
        email_verified_at=moment
    )
    return bool(changed)


def export_my_data(*, user: User) -> dict[str, Any]:
    """Everything the site holds about a person, ready for JSON."""
    return {
        "account": {
            "name": user.get_full_name(),
            "email": user.email,
            "email_verified_at": user.email_verified_at,
            "phone": user.phone,
            "phone_verified_at": user.phone_verified_at,
            "joined_at": user.date_joined,
            "last_sign_in": user.last_login,
        },
        "consents": list(
            user.consents.values("purpose", "text_version", "given_at", "withdrawn_at")
        ),
        **{room: source.export(user) for room, source in personal_data.registered().items()},
    }


@transaction.atomic
def erase_me(*, user: User, moment: datetime.datetime) -> None:
    """Erase what identifies a person, and end every session of theirs.

    The row stays without a name, so that the audit trail and the proof of consent still have
    something to point at.
    """
    for source in personal_data.registered().values():
        source.erase(user)
    user.consents.filter(withdrawn_at=None).update(withdrawn_at=moment)
    user.first_name = ""
    user.last_name = ""
    user.email = f"{user.pk}@erased.invalid"
    user.phone = None
    user.email_verified_at = None
    user.phone_verified_at = None
    user.last_login = None
    user.is_active = False
    user.is_staff = False
    user.is_superuser = False
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
