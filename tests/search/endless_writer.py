"""Writes to an index until it is killed, a line a commit:
``python -m tests.search.endless_writer ROOT``."""

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
    while True:
        with index.writing(wait=True):
            index.apply([made_up(pk, "Trà") for pk in range(1, 301, 3)], [])
        sys.stdout.write("committed\n")
        sys.stdout.flush()
