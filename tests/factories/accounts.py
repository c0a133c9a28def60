"""People."""

import factory

from accounts.models import User

PASSWORD = "cam-sanh-ham-yen"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    first_name = factory.Sequence(lambda number: f"Người Ví Dụ {number}")
    email = factory.Sequence(lambda number: f"nguoi{number}@vidu.example")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)
