"""Every row of the register and the shop, to be compared before and after."""

from django.apps import apps

#: Rooms whose every row is compared
ROOMS = ("ocop", "catalogue", "partner", "basket", "order", "fairs")


def all_rows():
    """Model → its rows, every column of them, in the order of their keys."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ROOMS and model._meta.managed and not model._meta.proxy
    }


def differing(before, after):
    """Only what is not the same: readable where a test fails."""
    return {
        label: {
            "gone": sorted(set(before[label]) - set(after[label])),
            "new": sorted(set(after[label]) - set(before[label])),
        }
        for label in before
        if before[label] != after[label]
    }
