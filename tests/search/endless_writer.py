"""Writes to an index until it is killed, and says each commit's number once it is durable:
``python -m tests.search.endless_writer ROOT FIRST``."""

import itertools
import sys
from pathlib import Path

from search.backends.embedded import EmbeddedBackend
from search.query import ProductDoc


def made_up(pk, title):
    return ProductDoc(
        id=pk, title=title, subject_name="", places=(), about=(), body="", spans=(), province="",
        former_province="", commune="", group="", set="", subject="", subject_kind="", price=None,
        is_alcohol=False, newest=None,
    )  # fmt: skip


if __name__ == "__main__":
    index = EmbeddedBackend(Path(sys.argv[1]))
    for number in itertools.count(int(sys.argv[2])):
        with index.writing(wait=True):
            index.apply([made_up(pk, f"Trà đợt{number}") for pk in range(1, 301, 3)], [])
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
