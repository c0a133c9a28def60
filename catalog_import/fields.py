"""What a column can hold, in the words people know it by."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_NAMES = {
    "product": _("product name"),
    "subject": _("producer"),
    "subject_kind": _("kind of producer"),
    "address": _("address"),
    "new_address": _("address since July 2025"),
    "old_address": _("address before July 2025"),
    "commune": _("commune"),
    "district": _("former district"),
    "province": _("province"),
    "stars": _("stars"),
    "decision_no": _("number of the decision"),
    "decision_date": _("day of the decision"),
    "year": pgettext_lazy("calendar", "year"),
    "group": _("product group"),
    "status": _("state of the recognition"),
    "note": pgettext_lazy("remark", "note"),
    "phone": _("telephone"),
    "tax_code": _("tax code"),
    "product_code": _("product code"),
    "source": pgettext_lazy("of a fact", "source"),
    "ordinal": _("running number"),
    "score": _("score"),
}


def field_name(field: str) -> str:
    """The name of a field; one that is not offered for choice speaks for itself."""
    return str(FIELD_NAMES.get(field, field))
