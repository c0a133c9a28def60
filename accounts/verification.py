"""Links that prove somebody reads an e-mail address. Signed, not stored: nothing to clean up."""

from django.core import signing
from django.template.loader import render_to_string

from accounts.models import User
from accounts.tasks import deliver_mail

SALT = "accounts.verification"
SECONDS_VALID = 3 * 24 * 60 * 60


def email_token(user: User) -> str:
    return signing.dumps([user.pk, user.email], salt=SALT)


def read_email_token(token: str) -> tuple[int, str] | None:
    """(user id, address) of a link not older than three days, else None."""
    try:
        pk, email = signing.loads(token, salt=SALT, max_age=SECONDS_VALID)
    except signing.BadSignature:
        return None
    return pk, email


def send_verification(*, user: User, link: str, site_name: str) -> None:
    context = {"user": user, "link": link, "site_name": site_name}
    subject = render_to_string("accounts/email/verify_subject.txt", context).strip()
    deliver_mail.enqueue(
        subject, render_to_string("accounts/email/verify.txt", context), user.email or ""
    )
