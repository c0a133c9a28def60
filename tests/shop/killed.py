"""Places purchases in processes that are killed with -9 after each step in turn.

A step is one statement sent to the database, or the commit: nothing of a purchase can stand
between two others, and a statement added later is a step by itself. Run as a program with
CHOPHIEN_KILLED naming an empty database; writes the steps as JSON, or fails.
"""

import json
import os
import signal
import sys

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import Sum

#: Rooms whose every row is compared; of the others the number of rows
_COMPARED = {"basket", "order", "partner", "shipping", "catalogue", "django_tasks_database"}


def main() -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.conftest import load_reference_rows
    from tests.shop.market import basket_with, offer, seller

    load_reference_rows()
    records = [
        offer(seller("HTX Chè Ví Dụ"), "Chè Shan Tuyết", price=125_000, stock=1000),
        offer(seller("HTX Ong Ví Dụ"), "Mật ong Bạc Hà", price=300_000, stock=1000),
    ]
    steps: list[str] = []
    while True:
        basket = basket_with(*records, quantity=2)
        before, held = everything(), units_held()
        last = placed_in_a_process_that_dies(basket, after=len(steps) + 1)
        if last == "done":  # no step is left to die after
            break
        steps.append(last)
        if last != "commit":
            check(everything() == before, f"half-written after {last}")
        again = placed_in_a_process_that_dies(basket, after=None)
        check(again == "done", f"cannot be placed after {last}: {again}")
        check_whole(basket, before, held)
    check(steps[-1] == "commit", f"the last step was {steps[-1]}")
    json.dump({"vendor": connection.vendor, "steps": steps}, sys.stdout)


def placed_in_a_process_that_dies(basket, *, after):
    """Place the basket in a child killed after step ``after``: that step, or "done"."""
    connections.close_all()  # a child must not talk through its parent's connection
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _place(basket, after, tells)
    os.close(tells)
    with os.fdopen(told) as answer:
        last = answer.read().splitlines()[-1]
    _pid, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    check(killed or (last == "done" and status == 0), f"child ended with {status}: {last}")
    return last


def _place(basket, after, tells):
    """The child: never returns."""
    from tests.shop.market import place

    count = 0

    def step(name):
        nonlocal count
        count += 1
        os.write(tells, f"{name}\n".encode())
        if count == after:
            os.kill(os.getpid(), signal.SIGKILL)

    def after_each(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        step(" ".join(sql.split())[:60])
        return result

    commit = connection.commit

    def commit_and_step():
        commit()
        step("commit")

    try:
        who, total = _what_the_buyer_saw(basket)
        connection.ensure_connection()
        connection.commit = commit_and_step
        with connection.execute_wrapper(after_each):
            place(basket, who=who, seen_total=total)
        os.write(tells, b"done\n")
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 -- told to the parent
        os.write(tells, f"{type(error).__name__}: {error}\n".encode())
    os._exit(1)


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


def check(holds, why):
    if not holds:
        raise SystemExit(f"FAILED: {why}")


if __name__ == "__main__":
    main()
