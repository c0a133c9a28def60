"""One engine with so many listings, in a process of its own:
``python -m tests.benchmarks.search.run ENGINE LISTINGS REQUESTS`` writes its figures as JSON."""

import json
import os
import resource
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from search.query import ProductDoc
from tests.benchmarks.search.documents import documents
from tests.benchmarks.search.engines import (
    Elasticsearch,
    Embedded,
    Engine,
    Fts5,
    Postgres,
    Whoosh,
)
from tests.benchmarks.search.questions import Question, everything, prefixes, questions

_WARM_UP = 20
_WHOLE = 15
_PIECE = 500


def main(name: str, listings: int, requests: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="chophien-bench-") as directory:
        engine = _engine(name, Path(directory))
        build = _built(engine, documents(listings))
        asked, typed = questions(requests), prefixes(requests)
        for question in asked[:_WARM_UP]:
            engine.ask(question)
        answers: list = []
        searches = [_timed(lambda q=q: answers.append(engine.ask(q))) for q in asked]
        for prefix in typed[:_WARM_UP]:
            engine.complete(prefix)
        completions = [_timed(lambda p=p: engine.complete(p)) for p in typed]
        whole = Question((), everything())
        counting = [_timed(lambda: engine.ask(whole)) for _n in range(_WHOLE)]
        return {
            "build": build,
            "search": _summary(searches),
            "seconds": [wall for wall, _work in searches],
            "complete": _summary(completions),
            "everything": _summary(counting),
            "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "disk_megabytes": round(engine.megabytes, 1),
            #: Of each answer, so that runs with fewer questions can be compared
            "answers": [zlib.crc32(json.dumps(a, sort_keys=True).encode()) for a in answers],
            "hits": sum(total for total, _counts in answers),
        }


def _engine(name: str, directory: Path) -> Engine:
    if name == Postgres.name:
        return Postgres(directory, os.environ["CHOPHIEN_TEST_POSTGRES"])
    return {engine.name: engine for engine in (Embedded, Elasticsearch, Fts5, Whoosh)}[name](
        directory
    )


def _built(engine: Engine, docs: Iterator[ProductDoc]) -> tuple[float, float]:
    """``_timed`` for the build alone: without making up what is indexed."""
    making = [0.0, 0.0]

    def made() -> Iterator[ProductDoc]:
        while True:
            piece: list[ProductDoc] = []
            taken = _timed(lambda into=piece: into.extend(islice(docs, _PIECE)))
            making[0], making[1] = making[0] + taken[0], making[1] + taken[1]
            if not piece:
                return
            yield from piece

    wall, work = _timed(lambda: engine.build(made()))
    return wall - making[0], work - making[1]


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process's work: the clock also shows what else runs."""
    wall, work = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - work


def _summary(times: list[tuple[float, float]]) -> dict[str, float]:
    """Milliseconds: median and 95 of 100, by the clock and of work."""
    made = {}
    for number, kind in enumerate(("wall", "work")):
        ordered = sorted(one[number] * 1000 for one in times)
        made[f"{kind}_median"] = round(statistics.median(ordered), 3)
        made[f"{kind}_p95"] = round(p95(ordered), 3)
    return made


def p95(ordered: list[float]) -> float:
    """95 of 100 are no larger (nearest rank)."""
    return ordered[-(-len(ordered) * 95 // 100) - 1]


if __name__ == "__main__":
    name, listings, requests = sys.argv[1:]
    sys.stdout.write(json.dumps(main(name, int(listings), int(requests))))
