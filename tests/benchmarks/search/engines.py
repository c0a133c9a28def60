"""The engines that are compared: each is filled with the same terms and answers the same questions.

An answer is (hits in all, counts by facet). All must agree; each page's keys are fetched too.
"""

import atexit
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import psycopg

from search.backends.elasticsearch_backend import ElasticsearchBackend
from search.backends.elasticsearch_client import Address
from search.backends.embedded import EmbeddedBackend
from search.index_terms import TEXT_FIELDS, facet_values, text_terms
from search.query import (
    Clause,
    Facet,
    Group,
    IndexUnavailable,
    ProductDoc,
    SearchBackend,
    SearchQuery,
    Sort,
)
from tests.benchmarks.search.documents import DAY
from tests.benchmarks.search.questions import FACETS, Question
from tests.elasticsearch import launcher

Answer = tuple[int, dict[str, dict[str, int]]]

_PIECE = 500
_COMPLETIONS = 10
_EXPANSIONS = 40
_WAIT, _MOST_WAITS = 0.2, 600


class Engine(ABC):
    name: str

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @property
    def megabytes(self) -> float:
        """On disk."""
        files = (path for path in self.directory.rglob("*") if path.is_file())
        return sum(path.stat().st_size for path in files) / 2**20

    @abstractmethod
    def build(self, docs: Iterable[ProductDoc]) -> None: ...
    @abstractmethod
    def ask(self, question: Question) -> Answer: ...
    @abstractmethod
    def complete(self, prefix: str) -> list[int]:
        """The first listings with a word in the title that begins so."""


class Embedded(Engine):
    """Ours, as a site without a server runs it."""

    name = "embedded"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._index = EmbeddedBackend(directory)

    def build(self, docs):
        with self._index.staging() as staging:
            for piece in _pieces(docs):
                staging.add(piece)
            staging.finish()
            staging.publish()

    def ask(self, question):
        page = self._index.search(question.query)
        return page.total, {facet.value: counts for facet, counts in page.counts.items()}

    def complete(self, prefix):
        return _completed(self._index, prefix)


class Elasticsearch(Engine):
    """Ours on a cluster of one node on this machine, with what it takes to ask over a socket."""

    name = "Elasticsearch"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._stack = ExitStack()
        atexit.register(self._stack.close)
        node = self._stack.enter_context(launcher.one_node())
        self._index = ElasticsearchBackend(Address((node.url,)), "bench")

    def build(self, docs):
        with self._index.staging(version=1) as staging:
            for piece in _pieces(docs):
                staging.add(piece)
            staging.finish()
            staging.publish()
        self._wait_for_words()

    def _wait_for_words(self) -> None:
        """They are read beside the first searches; till then the embedded index completes."""
        for _ in range(_MOST_WAITS):
            try:
                self._index.vocabulary()
            except IndexUnavailable:
                time.sleep(_WAIT)
            else:
                return
        raise TimeoutError("the words of the cluster were not read")

    def ask(self, question):
        page = self._index.search(question.query)
        return page.total, {facet.value: counts for facet, counts in page.counts.items()}

    def complete(self, prefix):
        return _completed(self._index, prefix)

    @property
    def megabytes(self) -> float:
        """On the disk of the node."""
        name = self._index.indexes.alias
        told = self._index.cluster.manage(lambda es: es.indices.stats(index=name, metric="store"))
        return told["_all"]["primaries"]["store"]["size_in_bytes"] / 2**20


class Fts5(Engine):
    """SQLite: a full-text table, facets counted by SQL."""

    name = "SQLite FTS5"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._db = sqlite3.connect(directory / "fts5.sqlite3")

    def build(self, docs):
        columns = ", ".join(f"{_column(facet)} TEXT" for facet in FACETS)
        self._db.execute(
            f"CREATE TABLE d (id INTEGER PRIMARY KEY, n INTEGER, p INTEGER, {columns})"
        )
        self._db.execute(f"CREATE VIRTUAL TABLE t USING fts5({', '.join(TEXT_FIELDS)}, content='')")
        marks = ", ".join("?" * (3 + len(FACETS)))
        with self._db:
            for doc in docs:
                self._db.execute(f"INSERT INTO d VALUES ({marks})", _row(doc))
                texts = [" ".join(words) for words in _folds(doc).values()]
                self._db.execute("INSERT INTO t(rowid, title, subject, place, about, body)"
                                 " VALUES (?, ?, ?, ?, ?, ?)", (doc.id, *texts))  # fmt: skip
            for facet in FACETS:
                self._db.execute(f"CREATE INDEX {_column(facet)}_index ON d({_column(facet)})")
        self._db.execute("ANALYZE")

    def ask(self, question):
        query, text = question.query, " ".join(f'"{fold}"' for fold in question.folds)
        self._db.execute("DROP TABLE IF EXISTS temp.h")
        if text:
            self._db.execute("CREATE TEMP TABLE h AS SELECT rowid AS id, rank AS r FROM t"
                             " WHERE t MATCH ?", (text,))  # fmt: skip
        hits = "d JOIN temp.h USING (id)" if text else "d"
        where, values = _where(query)
        total = self._db.execute(f"SELECT count(*) FROM {hits} {where}", values).fetchone()[0]
        order = _ORDER.get(query.sort, "r, n DESC" if text else "f_stars DESC, n DESC")
        self._db.execute(
            f"SELECT id FROM {hits} {where} ORDER BY {order}, id LIMIT ? OFFSET ?",
            [*values, query.limit, query.offset],
        ).fetchall()
        counts = {}
        for facet in query.facets:
            where, values = _where(query, but=facet)
            rows = self._db.execute(
                f"SELECT {_column(facet)}, count(*) FROM {hits} {where} GROUP BY 1",
                values,
            )
            counts[facet.value] = {value: number for value, number in rows if value}
        return total, counts

    def complete(self, prefix):
        rows = self._db.execute(
            "SELECT id FROM d JOIN t ON t.rowid = d.id WHERE t MATCH ?"
            " ORDER BY f_stars DESC, n DESC, id LIMIT ?",
            (f"title:{prefix}*", _COMPLETIONS),
        )
        return [pk for (pk,) in rows]


class Postgres(Engine):
    """A vector of words with a GIN index, facets counted by SQL."""

    name = "PostgreSQL"

    def __init__(self, directory: Path, server: str) -> None:
        super().__init__(directory)
        self._db = psycopg.connect(server, autocommit=True)

    def build(self, docs):
        columns = ", ".join(["id int PRIMARY KEY", "n int", "p int", *_names()])
        self._db.execute(f"CREATE TEMP TABLE d ({columns}, words tsvector, title tsvector)")
        with self._db.cursor().copy("COPY d FROM STDIN") as copy:
            for doc in docs:
                folds = _folds(doc)
                every = {fold for found in folds.values() for fold in found}
                copy.write_row([*_row(doc), _vector(every), _vector(folds["title"])])
        self._db.execute("CREATE INDEX ON d USING gin (words)")
        self._db.execute("CREATE INDEX ON d USING gin (title)")
        for facet in FACETS:
            self._db.execute(f"CREATE INDEX ON d ({_column(facet)})")
        self._db.execute("ANALYZE d")

    def ask(self, question):
        query, text = question.query, " & ".join(f"'{fold}'" for fold in question.folds)
        hits, given = "d", []
        if text:
            hits, given = "(SELECT * FROM d WHERE words @@ %s::tsquery) d", [text]
        where, values = _where(query, mark="%s")
        order = _ORDER.get(query.sort, "f_stars DESC, n DESC")
        if text and query.sort == Sort.RELEVANCE:
            order = f"ts_rank(words, '{text.replace(chr(39), chr(39) * 2)}'::tsquery) DESC, {order}"
        total = self._db.execute(
            f"SELECT count(*) FROM {hits} {where}", [*given, *values]
        ).fetchone()[0]  # fmt: skip
        self._db.execute(
            f"SELECT id FROM {hits} {where} ORDER BY {order}, id LIMIT %s OFFSET %s",
            [*given, *values, query.limit, query.offset],
        ).fetchall()
        counts = {}
        for facet in query.facets:
            where, values = _where(query, but=facet, mark="%s")
            rows = self._db.execute(
                f"SELECT {_column(facet)}, count(*) FROM {hits} {where} GROUP BY 1",
                [*given, *values],
            )
            counts[facet.value] = {value: number for value, number in rows if value}
        return total, counts

    def complete(self, prefix):
        rows = self._db.execute(
            "SELECT id FROM d WHERE title @@ %s::tsquery"
            " ORDER BY f_stars DESC, n DESC, id LIMIT %s",
            [f"'{prefix}':*", _COMPLETIONS],
        )
        return [pk for (pk,) in rows]


class Whoosh(Engine):
    """What Oscar's sandbox searches with, asked as haystack asks it. It counts no facets; not
    installed with the project (``pip install whoosh``), and then left out."""

    name = "Whoosh, no facets"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        from whoosh import fields, index

        ids = {_column(facet): fields.ID for facet in FACETS}
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            n=fields.NUMERIC(sortable=True),
            text=fields.KEYWORD(lowercase=False, scorable=True),
            title=fields.KEYWORD,
            **{name: kind() for name, kind in ids.items()},
        )
        self._index = index.create_in(directory, schema)

    def build(self, docs):
        writer = self._index.writer(limitmb=64)
        for doc in docs:
            folds, row = _folds(doc), _row(doc)
            every = {fold for found in folds.values() for fold in found}
            writer.add_document(
                id=str(doc.id),
                n=row[1],
                text=" ".join(every),
                title=" ".join(folds["title"]),
                **{_column(facet): value for facet, value in zip(FACETS, row[3:], strict=True)},
            )
        writer.commit()
        self._searcher = self._index.searcher()

    def ask(self, question):
        from whoosh.query import And, Every, Or, Term

        query = question.query
        text = And([Term("text", fold) for fold in question.folds]) if question.folds else Every()
        filters = [
            Or([Term(_column(facet), value) for value in values])
            for facet, values in query.filters.items()
        ]
        by_day = {"sortedby": "n", "reverse": True} if query.sort == Sort.NEWEST else {}
        page = self._searcher.search_page(
            text,
            query.offset // query.limit + 1,
            pagelen=query.limit,
            filter=And(filters) if filters else None,
            **by_day,
        )
        return page.total, {}

    def complete(self, prefix):
        from whoosh.query import Prefix

        found = self._searcher.search(Prefix("title", prefix), limit=_COMPLETIONS)
        return [int(hit["id"]) for hit in found]


_ORDER = {
    Sort.NEWEST: "n DESC",
    Sort.PRICE: "p IS NULL, p",
    Sort.PRICE_DOWN: "p IS NULL, p DESC",
}


def _completed(index: SearchBackend, prefix: str) -> list[int]:
    vocabulary = index.vocabulary()
    forms = [form for fold in vocabulary.starting(prefix) for form in vocabulary.forms(fold)]
    clauses = tuple(Clause("title_x", (form,), 80) for form in forms[:_EXPANSIONS])
    if not clauses:
        return []
    query = SearchQuery(day=DAY, groups=(Group(clauses),), facets=(), limit=_COMPLETIONS)
    return index.first(query)


def _names() -> list[str]:
    """A column for each facet; stars and level are those of one day, which spares SQL the spans."""
    return [f"{_column(facet)} text" for facet in FACETS]


def _column(facet: Facet) -> str:
    return f"f_{facet.value}"


def _row(doc: ProductDoc) -> list:
    span = next((span for span in doc.spans if span.start <= DAY <= span.end), None)
    values = facet_values(doc)
    values |= {
        Facet.STARS: str(span.stars) if span else "",
        Facet.LEVEL: span.level if span else "",
    }
    return [doc.id, doc.newest.toordinal(), doc.price, *(values[facet] for facet in FACETS)]


def _folds(doc: ProductDoc) -> dict[str, list[str]]:
    """Words alone, as our own index has them; pairs of words are ours."""
    terms = text_terms(doc)
    return {name: sorted(terms[f"{name}_f"]) for name in TEXT_FIELDS}


def _vector(folds: Iterable[str]) -> str:
    return " ".join(f"'{fold}'" for fold in sorted(folds))


def _where(
    query: SearchQuery, *, but: Facet | None = None, mark: str = "?"
) -> tuple[str, list[str]]:
    parts, given = [], []
    for facet, values in query.filters.items():
        if facet != but:
            parts.append(f"{_column(facet)} IN ({', '.join([mark] * len(values))})")
            given += values
    return ("WHERE " + " AND ".join(parts) if parts else ""), given


def _pieces(docs: Iterable[ProductDoc]) -> Iterable[Sequence[ProductDoc]]:
    piece: list[ProductDoc] = []
    for doc in docs:
        piece.append(doc)
        if len(piece) == _PIECE:
            yield piece
            piece = []
    if piece:
        yield piece
