"""Kills a child process with -9 after one of the steps of what it does.

A step is one statement sent to the database, or a commit: nothing can stand between two others, and
a statement added later is a step by itself. For programs that ``tests.killing.running`` runs on a
database that outlives them.
"""

import os
import signal
from collections.abc import Callable

import django
from django.core.management import call_command
from django.db import connection, connections

DONE = "done"


def begin():
    """Django, and an empty database made ready as migrations leave it."""
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.conftest import load_reference_rows

    load_reference_rows()


def steps_of(prepare: Callable[[], Callable[[], object]], *, killed_after: int | None) -> list[str]:
    """The steps a child took before it was killed; ``DONE`` ends them if it never was.

    ``prepare`` runs in the child and returns the act whose steps count.
    """
    connections.close_all()  # a child must not talk through its parent's connection
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _act(prepare, killed_after, tells)
    os.close(tells)
    with os.fdopen(told) as answer:
        steps = answer.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    check(killed or (status == 0 and steps[-1] == DONE), f"ended with {status}: {steps[-1:]}")
    return steps


def _act(prepare, killed_after, tells):
    """The child: never returns."""
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
        act = prepare()
        connection.ensure_connection()
        connection.commit = commit_and_step
        with connection.execute_wrapper(after_each):
            act()
        os.write(tells, f"{DONE}\n".encode())
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 -- told to the parent
        os.write(tells, f"{type(error).__name__}: {error}\n".encode())
    os._exit(1)


def check(holds, why):
    if not holds:
        raise SystemExit(f"FAILED: {why}")
