"""Every ``select_for_update`` of saved addresses: the account's row stands for all of them."""

from django.db.models import QuerySet

from accounts.models import User


def account_for_update(user_id: int) -> QuerySet[User]:
    return User.objects.select_for_update(of=("self",)).filter(pk=user_id)
