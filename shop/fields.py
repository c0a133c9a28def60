"""Form fields that read text and numbers the way people here type them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ocop.spelling import clean

#: Blanks, dots or commas between groups of three digits
_GROUPED = re.compile(r"[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")


class PlainTextField(forms.CharField):
    """One line of text, stored NFC without invisible characters."""

    def to_python(self, value: Any) -> Any:
        return clean(super().to_python(value) or "")


class WholeNumberField(forms.IntegerField):
    """A whole number, with or without separators: "125000", "125.000", "125 000 ₫".

    Django's own field reads "125.000" as 125, so that a price would fall by three digits.
    """

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        number = read_whole_number(str(value))
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def read_whole_number(text: str) -> int | None:
    """The number a person typed, or None: "1.250.000 ₫" and "1250000" are the same."""
    text = clean(text).removesuffix("đ").removesuffix("₫").strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[., ]", "", text)
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None
