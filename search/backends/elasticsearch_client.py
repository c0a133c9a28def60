"""Talks to the cluster: how long, how often, and what counts as a failure."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import elastic_transport
import elasticsearch
from elastic_transport.client_utils import DEFAULT
from elasticsearch import Elasticsearch, helpers
from elasticsearch.dsl import Search

from search.backends.breaker import Breaker
from search.query import IndexUnavailable

logger = logging.getLogger(__name__)

#: A visitor waits no longer for all tries of one request together
SEARCH_SECONDS = 0.8
#: Share of it for the first node, when there is another one
_FIRST_TRY = 0.6
_WRITE_SECONDS = 20.0
_BULK_DOCUMENTS = 500
#: A probe of a dead node every so many seconds at most
_MAX_BACKOFF = 5.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the cluster is and how to get in."""

    urls: tuple[str, ...]
    user: str = ""
    password: str = ""
    #: Certificates of the authority that signed the cluster's; empty: those of the system
    ca_file: str = ""


class ClusterFailed(IndexUnavailable):
    """The cluster did not answer, not in time, or not in full."""


class IndexMissing(IndexUnavailable):
    """The cluster answers and has no such index."""


class Cluster:
    """A client that fails as ``ClusterFailed``, soon, and not again and again."""

    def __init__(self, address: Address, breaker: Breaker) -> None:
        self.breaker = breaker
        secrets = (address.user, address.password) if address.user else None
        self._nodes = len(address.urls)
        self._client = Elasticsearch(
            list(address.urls),
            basic_auth=secrets,
            ca_certs=address.ca_file or DEFAULT,
            # A refused connection costs nothing: every other node is tried. A silent one costs
            # time, and is followed by one more try at most (``search``).
            max_retries=self._nodes - 1,
            retry_on_timeout=False,
            retry_on_status=(429, 502, 503) if self._nodes > 1 else (),
            max_dead_node_backoff=_MAX_BACKOFF,
        )

    def search(self, asked: Search, *, seconds: float | None = None) -> Mapping[str, Any]:
        """The answer in full, from another node when one keeps silent."""
        seconds = seconds or SEARCH_SECONDS
        until = time.monotonic() + seconds
        first = seconds * _FIRST_TRY if self._nodes > 1 else seconds

        def ask(client: Elasticsearch) -> Mapping[str, Any]:
            try:
                return self._ask(client, asked, first)
            except elastic_transport.ConnectionTimeout:
                left = until - time.monotonic()
                if left < seconds / 10:
                    raise
                return self._ask(client, asked, left)

        return self._call(ask)

    def _ask(self, client: Elasticsearch, asked: Search, seconds: float) -> Mapping[str, Any]:
        put = asked.extra(timeout=f"{int(seconds * 1000)}ms").using(
            client.options(request_timeout=seconds)
        )
        answer: Mapping[str, Any] = put.execute().to_dict()
        if answer["timed_out"]:
            raise elastic_transport.ConnectionTimeout("the cluster answered in part")
        return answer

    def manage(self, act: Callable[[Elasticsearch], Any], *, seconds: float | None = None) -> Any:
        """Anything but a search, by the worker or a command."""
        limit = seconds or _WRITE_SECONDS
        return self._call(lambda client: act(client.options(request_timeout=limit)))

    def bulk(self, actions: Iterable[dict[str, Any]]) -> list[Mapping[str, Any]]:
        """Send all; the refusals that mean something. A version that is there already, and a
        document to delete that is not, are what was wanted."""

        def send(client: Elasticsearch) -> list[Mapping[str, Any]]:
            refused = []
            results = helpers.streaming_bulk(
                client.options(request_timeout=_WRITE_SECONDS),
                actions,
                chunk_size=_BULK_DOCUMENTS,
                raise_on_error=False,
                raise_on_exception=True,
            )
            for is_done, result in results:
                ((act, item),) = result.items()
                is_gone = act == "delete" and item.get("result") == "not_found"
                if not is_done and not is_gone:
                    refused.append(item)
            return refused

        return self._call(send)

    def _call(self, act: Callable[[Elasticsearch], Any]) -> Any:
        if not self.breaker.allows():
            raise ClusterFailed("the cluster failed a moment ago and is left alone")
        try:
            done = act(self._client)
        except elasticsearch.NotFoundError as error:
            self.breaker.succeeded()
            raise IndexMissing(str(error)) from error
        except elastic_transport.ConnectionTimeout as error:
            self.breaker.failed(lost_time=True)
            logger.warning("the cluster did not answer in time: %s", error)
            raise ClusterFailed(str(error)) from error
        except (elastic_transport.TransportError, elasticsearch.ApiError) as error:
            self.breaker.failed()
            logger.warning("the cluster failed: %s", error)
            raise ClusterFailed(str(error)) from error
        self.breaker.succeeded()
        return done

    def close(self) -> None:
        self._client.close()


def addresses(urls: str) -> tuple[str, ...]:
    """Of a setting with commas."""
    return tuple(url.strip().rstrip("/") for url in urls.split(",") if url.strip())
