"""Register rows for tests, made by the register's own services wherever those write them."""

import datetime

import factory

from ocop.models import Centre, CraftVillage, Place, RegisteredProduct, Subject
from ocop.selectors.places import locate
from ocop.services import register_product, register_subject

#: A commune that went whole into one of today's
ADDRESS = {
    "province": "Hà Giang",
    "district": "Huyện Hoàng Su Phì",
    "commune": "Xã Thông Nguyên",
}
TODAY = datetime.date(2026, 11, 24)


class SubjectFactory(factory.django.DjangoModelFactory):
    """``address`` takes what ``locate`` takes."""

    class Meta:
        model = Subject

    name = factory.Sequence(lambda number: f"HTX Ví Dụ số {number}")

    @classmethod
    def _create(cls, model_class, *args, address=ADDRESS, **kwargs):
        return register_subject(location=locate(**address), **kwargs)


class RegisteredProductFactory(factory.django.DjangoModelFactory):
    """Registered and nothing more: not public, without a standing."""

    class Meta:
        model = RegisteredProduct

    name = factory.Sequence(lambda number: f"Chè Ví Dụ số {number}")
    subject = factory.SubFactory(SubjectFactory)

    @classmethod
    def _create(cls, model_class, *args, address=ADDRESS, **kwargs):
        return register_product(location=locate(**address), **kwargs)


class CentreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Centre
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Trung tâm Ví Dụ số {number}")

    @factory.post_generation
    def provinces(self, create, extracted, **kwargs):
        if create:
            self.provinces.set(extracted or Place.objects.filter(scheme="2025-07", code="08"))


class CraftVillageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CraftVillage

    name = factory.Sequence(lambda number: f"Làng nghề Ví Dụ số {number}")
    place = factory.LazyFunction(lambda: Place.objects.get(scheme="pre-2025-07", code="01090"))
