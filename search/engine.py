"""The indexes of this process: the one it searches, and those it keeps after the database.

Without a cluster that is the embedded index. With one, the cluster answers, and the embedded index
is kept as well, to answer whenever the cluster does not.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.backends.embedded import EmbeddedBackend
from search.query import SearchBackend, WritableBackend

#: Name of the cluster among what the outbox is read for
CLUSTER = "elasticsearch"


def backend() -> SearchBackend:
    """To search with."""
    embedded = _embedded(Path(settings.SEARCH_INDEX_ROOT))
    cluster = _cluster()
    if cluster is None:
        return embedded
    from search.backends.failover import Failover  # noqa: PLC0415 -- a small site needs none of it

    return Failover(cluster, embedded)


def kept() -> dict[str, WritableBackend]:
    """To write, by name: this machine's own copy first, which is never kept waiting."""
    indexes: dict[str, WritableBackend] = {
        settings.SEARCH_COPY: _embedded(Path(settings.SEARCH_INDEX_ROOT))
    }
    if cluster := _cluster():
        indexes[CLUSTER] = cluster
    return indexes


def targets() -> tuple[str, ...]:
    """Names of all indexes that a change must reach, those of other machines too."""
    return (*settings.SEARCH_COPIES, *((CLUSTER,) if settings.ELASTICSEARCH_URL else ()))


@lru_cache(maxsize=4)
def _embedded(root: Path) -> EmbeddedBackend:
    return EmbeddedBackend(root)


def _cluster() -> WritableBackend | None:
    if not settings.ELASTICSEARCH_URL:
        return None
    return _connected(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_INDEX,
        settings.ELASTICSEARCH_USER,
        settings.ELASTICSEARCH_PASSWORD,
        settings.ELASTICSEARCH_CA_FILE,
    )


@lru_cache(maxsize=4)
def _connected(urls: str, prefix: str, user: str, password: str, ca_file: str) -> WritableBackend:
    """One client a process: it keeps its connections, and knows which nodes are dead."""
    # The package is there where a cluster is configured (a system check says so).
    from search.backends.elasticsearch_backend import ElasticsearchBackend  # noqa: PLC0415
    from search.backends.elasticsearch_client import Address, addresses  # noqa: PLC0415

    address = Address(addresses(urls), user=user, password=password, ca_file=ca_file)
    return ElasticsearchBackend(address, prefix)
