"""Every ``select_for_update`` of the fairs. Order: fair, booth, pin."""

from django.db.models import QuerySet

from fairs.models import Booth, BoothProduct, Fair


def fair_for_update(fair_id: int) -> QuerySet[Fair]:
    return Fair.objects.select_for_update().filter(pk=fair_id)


def booth_for_update(booth_id: int) -> QuerySet[Booth]:
    return (
        Booth.objects.select_for_update(of=("self",))
        .filter(pk=booth_id)
        .select_related("fair", "subject")
    )


def pin_for_update(pin_id: int) -> QuerySet[BoothProduct]:
    return (
        BoothProduct.objects.select_for_update(of=("self",))
        .filter(pk=pin_id)
        .select_related("booth__fair", "listing__registered_product")
    )
