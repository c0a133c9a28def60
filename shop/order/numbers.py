"""Numbers nobody can guess or misread."""

import secrets

#: Crockford base 32: no I, L, O, U
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


def random_number() -> str:
    """Ten random symbols, 50 bits."""
    return "".join(secrets.choice(_SYMBOLS) for _ in range(LENGTH))


def read_number(typed: str) -> str:
    """A number as typed: blanks, hyphens and case do not matter, O reads 0, I and L read 1."""
    kept = "".join(c for c in typed.upper() if c.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def random_token() -> str:
    """The key of a link that opens a purchase: 256 bits."""
    return secrets.token_urlsafe(32)
