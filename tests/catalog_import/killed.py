"""Applies an import in processes that are killed with -9 at ten random moments.

A moment is after one statement sent to the database, or after a commit: nothing can stand between
two others. Run as a program with CHOPHIEN_KILLED naming an empty database; writes what it saw as
JSON, or fails.
"""

import datetime
import json
import os
import random
import signal
import sys

import django
from django.core.management import call_command
from django.db import connection, connections

MOMENT = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
TIMES = 10
ROWS = 30


def main() -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from catalog_import.services import mark_interrupted, open_run, undo_run
    from tests.catalog_import.tables import all_rows
    from tests.conftest import load_reference_rows

    load_reference_rows()
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
    connections.close_all()  # a child must not talk through its parent's connection
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _apply(run, killed_after, tells)
    os.close(tells)
    with os.fdopen(told) as answer:
        lines = answer.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    # the last moment may never come: caches a child inherits spare it a statement
    check(killed or (status == 0 and lines[-1] == "done"), f"{status}: {lines[-1:]}")
    return len(lines) - (not killed)


def _apply(run, killed_after, tells):
    """The child: never returns."""
    from catalog_import.models import ImportRun
    from catalog_import.services import apply_run

    count = 0

    def step(name):
        nonlocal count
        count += 1
        os.write(tells, f"{name}\n".encode())
        if count == killed_after:
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
        own = ImportRun.objects.get(pk=run.pk)
        connection.ensure_connection()
        connection.commit = commit_and_step
        with connection.execute_wrapper(after_each):
            apply_run(run=own, today=MOMENT.date(), moment=MOMENT)
        os.write(tells, b"done\n")
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 -- told to the parent
        os.write(tells, f"{type(error).__name__}: {error}\n".encode())
    os._exit(1)


def state_of(run):
    from catalog_import.models import ImportRun

    return ImportRun.objects.get(pk=run.pk).state


def sizes_of(rows):
    return {label: len(found) for label, found in rows.items()}


def check(holds, why):
    if not holds:
        raise SystemExit(f"FAILED: {why}")


if __name__ == "__main__":
    main()
