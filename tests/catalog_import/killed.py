"""Applies an import in processes that are killed with -9 at ten random moments.

Run as a program with CHOPHIEN_KILLED naming an empty database; writes what it saw, or fails.
"""

import datetime
import json
import random
import sys

from django.db import connection

from tests.killing.child import DONE, begin, check, steps_of

MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TIMES = 10
ROWS = 30


def main() -> None:
    begin()
    from catalog_import.services import mark_interrupted, open_run, undo_run
    from tests.catalog_import.tables import all_rows

    run = open_run(data=a_list(), file_name="list.csv", moment=MOMENT)
    before = all_rows()
    for _ in range(2):  # the first time makes a source that stays
        steps = applied_in_a_process(run, killed_after=None)
        check(state_of(run) == "applied", state_of(run))
        sizes = sizes_of(all_rows())
        check(sizes["ocop.Certificate"] == ROWS, sizes)
        undo_run(run=run, undone_by=None, moment=MOMENT)
        check(all_rows() == before, "undoing left something behind")

    seen = []
    moments = random.SystemRandom().sample(range(1, steps), TIMES - 1)
    for moment in [*sorted(moments), steps]:
        state_before = state_of(run)
        applied_in_a_process(run, killed_after=moment)
        found = state_of(run)
        if found == "applied":
            check(sizes_of(all_rows()) == sizes, f"half-written after {moment} of {steps}")
        else:
            check(all_rows() == before, f"half-written after {moment} of {steps}")
            check(found in ("applying", state_before), f"{found} after {moment}")
        marked = mark_interrupted(moment=MOMENT)
        check(marked == (found == "applying"), f"{marked} marked, was {found}")
        if marked:
            check(state_of(run) == "interrupted", state_of(run))
        seen.append([moment, state_of(run)])
    applied_in_a_process(run, killed_after=None)
    check(state_of(run) == "applied", f"cannot be applied again: {state_of(run)}")
    check(sizes_of(all_rows()) == sizes, "applied twice")
    json.dump({"vendor": connection.vendor, "steps": steps, "seen": seen}, sys.stdout)


def a_list() -> bytes:
    lines = ["Tên sản phẩm;Chủ thể;Địa chỉ;Hạng sao;Số quyết định;Ngày quyết định"]
    lines += [
        f"Trà Ví Dụ {n};HTX Mẫu {n % 7};xã Thạnh Phú, huyện Cầu Kè, tỉnh Trà Vinh;{3 + n % 3};"
        f"90{n:02d}/QĐ-UBND;01/03/2025"
        for n in range(ROWS)
    ]
    return "\n".join(lines).encode()


def applied_in_a_process(run, *, killed_after):
    """Apply in a child that is killed after that many steps; how many steps it took."""

    def prepare():
        from catalog_import.models import ImportRun
        from catalog_import.services import apply_run

        own = ImportRun.objects.get(pk=run.pk)
        return lambda: apply_run(run=own, today=MOMENT.date(), moment=MOMENT)

    # the last moment may never come: caches a child inherits spare it a statement
    steps = steps_of(prepare, killed_after=killed_after)
    return len(steps) - (steps[-1] == DONE)


def state_of(run):
    from catalog_import.models import ImportRun

    return ImportRun.objects.get(pk=run.pk).state


def sizes_of(rows):
    return {label: len(found) for label, found in rows.items()}


if __name__ == "__main__":
    main()
