"""Programme plans of a province or the nation and their targets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.models.place import Place


class ProgrammePlan(models.Model):
    """A plan stays bound to the boundaries it was written for (domain.md §7.1)."""

    code = models.SlugField(max_length=40, unique=True)
    #: Null for the nation
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    document_no = models.CharField(_("document number"), max_length=60, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    period_start = models.PositiveSmallIntegerField(_("first year"))
    period_end = models.PositiveSmallIntegerField(_("last year"))

    class Meta:
        verbose_name = _("programme plan")
        verbose_name_plural = _("programme plans")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class PlanTarget(models.Model):
    """One number a plan promises."""

    class Operator(models.TextChoices):
        AT_LEAST = ">=", _("at least")
        EQUAL = "=", _("exactly")
        RANGE = "range", _("between")
        ABOUT = "~", _("about")
        RESULT = "result", _("published result")

    plan = models.ForeignKey(ProgrammePlan, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(_("indicator"), max_length=60)
    label = models.CharField(_("label"), max_length=200)
    operator = models.CharField(_("operator"), max_length=8, choices=Operator.choices)
    minimum = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    #: The words of the source that the operator was read from
    qualifier = models.CharField(_("qualifier"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return self.label
