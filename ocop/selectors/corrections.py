"""What a person set by hand. A file that says otherwise does not win in silence."""

from collections import defaultdict
from collections.abc import Iterable

from ocop.models import Correction, RegisteredProduct, Subject


def corrected_by_hand(instance: Subject | RegisteredProduct) -> dict[str, Correction]:
    """By field the correction that holds now; one query.

    Fields are called as ``correct_subject`` and ``correct_product`` call them ("location" stands
    for everything that a place fills). The value set by hand is on the instance itself.
    """
    return corrections_of(type(instance), [instance.pk])[instance.pk]


def corrections_of(
    model: type[Subject] | type[RegisteredProduct], ids: Iterable[int]
) -> dict[int, dict[str, Correction]]:
    """``corrected_by_hand`` of many at once, one query; records without any are there, empty."""
    ids = list(ids)
    relation = "subject" if model is Subject else "product"
    found: dict[int, dict[str, Correction]] = defaultdict(dict) | {pk: {} for pk in ids}
    rows = Correction.objects.filter(**{f"{relation}__in": ids}, undone_at=None).order_by("pk")
    for correction in rows.select_related("made_by"):
        found[getattr(correction, f"{relation}_id")][correction.field] = correction
    return found
