"""Places purchases in processes that are killed with -9 after each step in turn.

Run as a program with CHOPHIEN_KILLED naming an empty database; writes the steps as JSON, or fails.
"""

import json
import sys

from django.apps import apps
from django.db import connection
from django.db.models import Sum

from tests.killing.child import DONE, begin, check, steps_of

#: Rooms whose every row is compared; of the others the number of rows
_COMPARED = {"basket", "order", "partner", "shipping", "catalogue", "django_tasks_database"}


def main() -> None:
    begin()
    from tests.shop.market import basket_with, offer, seller

    records = [
        offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=1000),
        offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=1000),
    ]
    steps: list[str] = []
    while True:
        basket = basket_with(*records, quantity=2)
        before, held = everything(), units_held()
        last = placed_in_a_process_that_dies(basket, after=len(steps) + 1)
        if last == DONE:  # no step is left to die after
            break
        steps.append(last)
        if last != "commit":
            check(everything() == before, f"half-written after {last}")
        again = placed_in_a_process_that_dies(basket, after=None)
        check(again == DONE, f"cannot be placed after {last}: {again}")
        check_whole(basket, before, held)
    check(steps[-1] == "commit", f"the last step was {steps[-1]}")
    json.dump({"vendor": connection.vendor, "steps": steps}, sys.stdout)


def placed_in_a_process_that_dies(basket, *, after):
    """Place the basket in a child killed after step ``after``: that step, or ``DONE``."""

    def prepare():
        from tests.shop.market import place

        who, total = _what_the_buyer_saw(basket)
        return lambda: place(basket, who=who, seen_total=total)

    return steps_of(prepare, killed_after=after)[-1]


def _what_the_buyer_saw(basket):
    from shop.order.drafts import draft_purchase
    from tests.shop.market import MOMENT, recipient

    who = recipient()
    draft = draft_purchase(basket=basket, province=who.province, delivery={}, moment=MOMENT)
    return who, draft.total


def everything():
    """All rows of the shop, and how many there are of everything else."""
    return {
        model._meta.label: (
            sorted(map(repr, model.objects.values_list()))
            if model._meta.app_label in _COMPARED
            else model._default_manager.count()
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def units_held():
    from shop.partner.models import StockRecord

    return StockRecord.objects.aggregate(held=Sum("num_allocated"))["held"] or 0


def check_whole(basket, before, held):
    """Exactly one purchase more than before, with all that belongs to it."""
    from shop.order.models import Purchase

    purchase = Purchase.objects.get(basket=basket)
    more = {
        label: len(rows) - len(before[label]) if isinstance(rows, list) else rows - before[label]
        for label, rows in everything().items()
    }
    expected = {
        "order.Purchase": 1, "order.Order": 2, "order.Line": 2, "order.LinePrice": 2,
        "order.OrderStatusChange": 2, "django_tasks_database.DBTaskResult": 1,
        "order.CashQuota": 0 if before["order.CashQuota"] else 1,
    }  # fmt: skip
    basket.refresh_from_db()
    check({k: n for k, n in more.items() if n} == {k: n for k, n in expected.items() if n}, more)
    check(basket.status == "Submitted", basket.status)
    check(units_held() == held + 4, "stock held")
    check(sum(int(o.total_incl_tax) for o in purchase.orders.all()) == purchase.total, "the sum")


if __name__ == "__main__":
    main()
