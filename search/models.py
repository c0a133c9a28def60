"""What the index still has to hear of, what words mean, and what was asked in vain."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """A listing whose document must be built again; written in the transaction that changed it."""

    id = models.BigAutoField(primary_key=True)
    listing_id = models.BigIntegerField(db_index=True)
    #: The index that has not heard of it yet; each has rows of its own (``search.engine``)
    target = models.CharField(max_length=40, default="embedded")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("search outbox row")
        verbose_name_plural = _("search outbox rows")
        ordering = ["id"]
        indexes = [models.Index(fields=["target", "id"], name="search_outbox_target")]

    def __str__(self) -> str:
        return f"{self.id}: {self.listing_id} → {self.target}"


class Relation(models.TextChoices):
    SAME = "same", _("mean the same, both ways")
    FINDS = "finds", _("also find, one way")
    KINDS = "kinds", _("are a kind of goods with these members, one way")


class Synonym(models.Model):
    """A group of words. ``names`` mean each other; ``finds`` is what they find besides."""

    names = models.CharField(
        _("words of one meaning"),
        max_length=400,
        help_text=_(
            "Separated by commas, with all accents: lạc, đậu phộng. Each finds all of them. "
            "bắp (- bắp cải) is not looked for where a text says bắp cải."
        ),
    )
    relation = models.CharField(
        _("relation"), max_length=8, choices=Relation.choices, default=Relation.SAME
    )
    finds = models.CharField(
        _("also finds"),
        max_length=600,
        blank=True,
        help_text=_("What the words above find besides; it does not find them."),
    )
    needs_accents = models.BooleanField(
        _("only when typed with accents"),
        default=False,
        help_text=_("For words that without accents mean many things."),
    )
    is_active = models.BooleanField(_("in force"), default=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    #: The line of the data file it came with; empty: made here
    shipped_as = models.CharField(max_length=400, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["names"]

    def __str__(self) -> str:
        return self.names


class AskedQuery(models.Model):
    """A text that found nothing, or little, or took long. Nothing says who asked."""

    #: Normalised: lower case, one blank between words
    text = models.CharField(_("query"), max_length=80, unique=True)
    results = models.PositiveIntegerField(_("results"))
    times = models.PositiveIntegerField(_("times"), default=1)
    slowest_ms = models.PositiveIntegerField(_("slowest (ms)"), default=0)
    first_at = models.DateTimeField(_("first asked"))
    last_at = models.DateTimeField(_("last asked"), db_index=True)

    class Meta:
        verbose_name = _("query without an answer")
        verbose_name_plural = _("queries without an answer")
        ordering = ["-times", "-last_at"]
        indexes = [models.Index(fields=["-times", "-last_at"], name="asked_most")]

    def __str__(self) -> str:
        return self.text
