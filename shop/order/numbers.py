"""Numbers nobody can guess or misread."""

import re
import secrets

from django.urls import register_converter

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


class NumberConverter:
    """A purchase's or order's number in an address; what cannot be one is not found."""

    regex = f"[{_SYMBOLS}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


#: ``<number:…>`` in the addresses of the shop and of the sellers' area
register_converter(NumberConverter, "number")


def random_token() -> str:
    """The key of a link that opens a purchase: 256 bits."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Whether ``text`` could be such a key; PostgreSQL will not even compare with some text."""
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{43}", text))
