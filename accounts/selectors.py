"""Reading people."""

from accounts.models import User
from accounts.phones import normalise_phone


def user_called(identifier: str) -> User | None:
    """The person who signs in with this e-mail address or telephone number, however written."""
    if "@" in identifier:
        return User.objects.filter(email=identifier.strip().lower()).first()
    phone = normalise_phone(identifier)
    return User.objects.filter(phone=phone).first() if phone else None
