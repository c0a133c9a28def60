"""The cluster first, the embedded index whenever the cluster fails: one answer, within a second."""

import logging
from collections.abc import Callable
from typing import TypeVar

from search.query import (
    BackendStatus,
    IndexUnavailable,
    SearchBackend,
    SearchPage,
    SearchQuery,
    Vocabulary,
)

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Failover:
    """Both hold the same documents and count alike, so a visitor sees no difference."""

    def __init__(self, first: SearchBackend, second: SearchBackend) -> None:
        self.name = first.name
        self._first = first
        self._second = second

    def search(self, query: SearchQuery) -> SearchPage:
        return self._answer(lambda index: index.search(query))

    def count(self, query: SearchQuery) -> int:
        return self._answer(lambda index: index.count(query))

    def first(self, query: SearchQuery) -> list[int]:
        return self._answer(lambda index: index.first(query))

    def vocabulary(self) -> Vocabulary:
        """Words are looked up many times a query: those of the index on this disk cost nothing."""
        try:
            return self._second.vocabulary()
        except IndexUnavailable:
            return self._first.vocabulary()

    def status(self) -> BackendStatus:
        first = self._first.status()
        return first if first.is_healthy else self._second.status()

    def _answer(self, ask: Callable[[SearchBackend], Answer]) -> Answer:
        try:
            return ask(self._first)
        except IndexUnavailable:
            pass  # the first one has said why, once and not for every visitor
        except Exception:
            logger.exception("%s answers instead of %s", self._second.name, self.name)
        return ask(self._second)
