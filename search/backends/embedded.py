"""The embedded engine: a tantivy index under SEARCH_INDEX_ROOT.

Web processes only read; a commit of the one writer is atomic and seen at the next search.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.backends.embedded_first import first
from search.backends.embedded_queries import answer, count
from search.backends.embedded_schema import document, schema
from search.backends.embedded_vocabulary import EmbeddedVocabulary, RecentLists
from search.backends.generations import Generations
from search.query import (
    BackendStatus,
    IndexUnavailable,
    ProductDoc,
    SearchPage,
    SearchQuery,
    Vocabulary,
)

_HEAP = 64_000_000


class EmbeddedBackend:
    name = "tantivy"

    def __init__(self, root: Path) -> None:
        self.generations = Generations(root)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._commit: tuple[int, int] | None = None
        self._path: Path | None = None
        self._index: tantivy.Index | None = None
        self._word_lists = RecentLists()

    def search(self, query: SearchQuery) -> SearchPage:
        with self._reading() as searcher:
            return answer(searcher, query, backend=self.name)

    def count(self, query: SearchQuery) -> int:
        with self._reading() as searcher:
            return count(searcher, query)

    def first(self, query: SearchQuery) -> list[int]:
        with self._reading() as searcher:
            return first(searcher, query)

    def vocabulary(self) -> Vocabulary:
        with self._reading() as searcher:
            version = (self._stamp, self._commit)
            return EmbeddedVocabulary(searcher, version, self._word_lists)

    def stamps(self) -> dict[int, int]:
        with self._reading() as searcher:
            number = searcher.num_docs
            if not number:
                return {}
            found = searcher.search(tantivy.Query.all_query(), limit=number, count=False)
            addresses = [address for _, address in found.hits]
            ids = searcher.fast_field_values("id", addresses)
            return dict(zip(ids, searcher.fast_field_values("stamp", addresses), strict=True))

    def apply(
        self, upserts: Iterable[ProductDoc], deletes: Iterable[int], *, version: int = 0
    ) -> None:
        # Its one writer holds a lock, so what comes later is later, whatever the version.
        upserts, deletes = list(upserts), list(deletes)
        self.generations.note_changes([*(doc.id for doc in upserts), *deletes])
        with self._reading():
            _replace(self._index, upserts, deletes)

    @contextmanager
    def staging(self, *, version: int = 0, wait: bool = True) -> Iterator["Staging"]:
        """A new generation beside the one in use; gone again unless it is published."""
        with self.generations.rebuilding(wait=wait):
            staging = Staging(self.generations)
            try:
                yield staging
            finally:
                if not staging.is_published:
                    self.generations.discard(staging.path)

    @contextmanager
    def writing(self, *, wait: bool = False) -> Iterator[None]:
        with self.generations.writing(wait=wait):
            yield

    def status(self) -> BackendStatus:
        try:
            with self._reading() as searcher:
                name = self._path.name if self._path else ""
                return BackendStatus(True, documents=searcher.num_docs, generation=name)
        except IndexUnavailable as error:
            return BackendStatus(False, problem=str(error), needs_rebuild=True)

    @contextmanager
    def _reading(self) -> Iterator[tantivy.Searcher]:
        """A searcher on the last commit. An index that cannot be read is put aside, and becomes
        ``IndexUnavailable``; an error with an index that can be read is a bug and stays one."""
        try:
            yield self._searcher()
        except IndexUnavailable:
            raise
        except BaseException as error:
            # A panic of the engine derives from BaseException, and its class cannot be imported.
            if not isinstance(error, (ValueError, OSError)) and not _is_panic(error):
                raise
            with self._lock:
                path, self._stamp, self._index = self._path, None, None
            if path is None or is_readable(path):
                if _is_panic(error):
                    # Nobody catches a BaseException, and a page must not fail by one.
                    raise RuntimeError(f"the engine panicked: {error}") from error
                raise
            self.generations.quarantine(path)
            raise IndexUnavailable(str(error)) from error

    def _searcher(self) -> tantivy.Searcher:
        with self._lock:
            try:
                return self._up_to_date().searcher()
            except (ValueError, OSError):
                # A file may go between being listed and being opened: the writer tidies up.
                self._index = None
                return self._up_to_date().searcher()

    def _up_to_date(self) -> tantivy.Index:
        """The index in use, reloaded if it was committed to, opened anew if it was replaced."""
        stamp = self.generations.stamp()
        if self._index is None or stamp != self._stamp:
            return self._open(stamp)
        commit = _commit_of(self._path)
        if commit != self._commit:
            self._commit = commit
            self._index.reload()
        return self._index

    def _open(self, stamp: tuple[int, int] | None) -> tantivy.Index:
        self._index = None
        self._path = self.generations.current()
        if self._path is None:
            raise IndexUnavailable("there is no index yet")
        self._commit = _commit_of(self._path)
        index = tantivy.Index.open(str(self._path))
        index.config_reader("manual")
        index.reload()
        self._index, self._stamp = index, stamp
        return index


class Staging:
    """An index being built. Callers hold the rebuild lock, and for ``publish`` the writer's."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self.path = generations.stage()
        self._index = tantivy.Index(schema(), path=str(self.path))
        self._index.config_reader("manual")  # else a thread of the engine's follows each commit
        self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        self._added = 0
        self.is_published = False

    def add(self, docs: Sequence[ProductDoc]) -> None:
        for doc in docs:
            self._writer.add_document(document(doc))
        self._added += len(docs)

    def finish(self) -> None:
        """Write out what was added; refuses an index that does not hold all of it."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        if self._index.searcher().num_docs != self._added:
            raise IndexUnavailable("the new index does not hold what was put in")

    def changed(self) -> list[int]:
        """Listings that changed since the build began, as far as the writer has come."""
        return self._generations.changed_while_building(self.path)

    def replace(self, upserts: Sequence[ProductDoc], deletes: Iterable[int]) -> None:
        _replace(self._index, upserts, deletes)

    def publish(self) -> int:
        self._index.reload()
        documents: int = self._index.searcher().num_docs
        self._generations.publish(self.path)
        self.is_published = True
        return documents


def _replace(index: tantivy.Index, upserts: Sequence[ProductDoc], deletes: Iterable[int]) -> None:
    gone = sorted({*(doc.id for doc in upserts), *deletes})
    if not gone:
        return
    writer = index.writer(heap_size=_HEAP // 4, num_threads=1)
    # What a killed writer left: a list of deletions that it wrote and never committed has the name
    # that this commit wants, and every later one.
    writer.garbage_collect_files()
    for pk in gone:
        # By query: deleting by an integer term is silently ignored for some field types.
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "id", pk))
    for doc in upserts:
        writer.add_document(document(doc))
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()


def is_readable(path: Path) -> bool:
    """Opens the index and reads every kind of file in it once."""
    try:
        index = tantivy.Index.open(str(path))
        searcher = index.searcher()
        searcher.search(tantivy.Query.all_query(), limit=1, order_by_field="newest")
        for field in ("title_x", "place_f", "stars"):
            searcher.terms_with_prefix(field, "a", limit=1)
    except BaseException as error:
        if not isinstance(error, (ValueError, OSError)) and not _is_panic(error):
            raise
        return False
    return True


def _commit_of(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        stat = (path / "meta.json").stat()
    except FileNotFoundError:
        return None
    return stat.st_mtime_ns, stat.st_ino


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"
