"""People who sign in, and what they agreed to."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.phones import normalise_phone, shown_phone


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, *, email: str | None = None, phone: str | None = None,
        password: str | None = None, **fields: Any,
    ) -> "User":  # fmt: skip
        """Make a user known by an e-mail address, a telephone number (however written) or both."""
        user = self.model(email=email, phone=phone, **fields)
        user.set_password(password)
        user.clean()  # one spelling first: the field's own checks know only that one
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(
            email=email, password=password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractUser):
    """Signs in with an e-mail address or a telephone number.

    Roles are rows of SubjectMember and CentreMember; ``is_staff`` only opens the operator's admin.
    """

    username = None  # type: ignore[assignment]
    #: Null, never empty, when the person gave none
    email = models.EmailField(  # type: ignore[assignment]
        _("e-mail"), unique=True, null=True, blank=True
    )
    #: E.164, "+84912345678"; null when not given
    phone = models.CharField(_("telephone"), max_length=16, unique=True, null=True, blank=True)
    #: An unverified number neither resets a password nor claims anything
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="user_has_email_or_phone",
            ),
            models.CheckConstraint(condition=~Q(email=""), name="user_email_null_not_empty"),
            models.CheckConstraint(condition=~Q(phone=""), name="user_phone_null_not_empty"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def clean(self) -> None:
        self.email = self.email.strip().lower() if self.email else None
        given = self.phone
        self.phone = normalise_phone(given) if given else None
        if given and not self.phone:
            raise ValidationError(
                {"phone": _("Enter a 10-digit number, such as 0912 345 678")}, code="phone"
            )

    def get_username(self) -> str:
        return self.email or self.phone or ""

    @property
    def phone_as_shown(self) -> str:
        return shown_phone(self.phone) if self.phone else ""


class Consent(models.Model):
    """What a person agreed to, in which words, and when (PDP Law 91/2025/QH15)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.SlugField(_("purpose"), max_length=40)
    text_version = models.CharField(_("version of the text"), max_length=20)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.purpose} {self.text_version}"
