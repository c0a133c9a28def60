"""What a new password may not be."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class UnpublishedPasswordValidator:
    """Refuses the passwords that the demo prints on the screen."""

    def validate(self, password: str, user: Any = None) -> None:
        if password in settings.LOOPBACK_ONLY_PASSWORDS:
            raise ValidationError(
                _("This password is printed in the demo. Choose another."),
                code="password_published",
            )

    def get_help_text(self) -> str:
        return _("A password of the demo is not accepted.")
