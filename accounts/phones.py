"""Telephone numbers: written in many ways, stored as E.164."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

REGION = "VN"


def normalise_phone(text: str) -> str | None:
    """The number as E.164 ("+84912345678"), or None when ``text`` is not a telephone number."""
    try:
        number = phonenumbers.parse(text, REGION)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown_phone(e164: str) -> str:
    """The way people write it: "0912 345 678"; a foreign number keeps its country code."""
    number = phonenumbers.parse(e164)
    is_home = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
