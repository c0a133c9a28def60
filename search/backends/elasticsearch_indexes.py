"""Names and lives of the cluster's indexes.

<prefix>-listings                          alias: the index that answers
<prefix>-listings-building                 alias: indexes that are being built; written too
<prefix>-listings_<schema>_<moment>_<n>    an index; an old one stays a day after it was replaced

The writer asks which indexes there are after it has built its documents, and a build begins to read
the database after its index is there. So each change is in what the build reads, or is written to
its index, or both; versions say which came later, and a swap loses nothing.
"""

import datetime
import re
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.backends.elasticsearch_client import Cluster, ClusterFailed, IndexMissing
from search.backends.elasticsearch_schema import body, schema_key, source
from search.query import IndexUnavailable, Overtaken, ProductDoc

_KEEP_SECONDS = 24 * 3600
_TRIES = 3
_CONFLICT, _GONE = 409, 404
_READY = {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}
#: Faster to build, and nobody reads it yet
_BUILDING = {"refresh_interval": "-1", "number_of_replicas": 0}


class Indexes:
    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self._cluster = cluster
        self.alias = f"{prefix}-listings"
        self._building_alias = f"{self.alias}-building"

    # --- reading --------------------------------------------------------------------------

    def live(self, *, seconds: float | None = None) -> str:
        """Name of the index that answers; ``IndexMissing`` if none, or one of an older schema.

        One of a newer schema is left alone: while a new release is rolled out, a worker of the old
        one must not build the old index again.
        """
        found = self._cluster.manage(
            lambda es: es.indices.get_alias(name=self.alias).body, seconds=seconds
        )
        name = max(found)
        if self._is_current(name):
            return name
        if _number(name.removeprefix(f"{self.alias}_")) > _number(schema_key()):
            raise IndexUnavailable(f"{name} is of a newer release")
        raise IndexMissing(f"{name} has another schema")

    def _building(self) -> list[str]:
        try:
            found = self._cluster.manage(
                lambda es: es.indices.get_alias(name=self._building_alias).body
            )
        except IndexMissing:
            return []
        return sorted(name for name in found if self._is_current(name))

    def count(self, name: str, *, seconds: float | None = None) -> int:
        found: int = self._cluster.manage(lambda es: es.count(index=name)["count"], seconds=seconds)
        return found

    def refresh(self, name: str) -> None:
        """Have everything written be found now, not within a second."""
        self._cluster.manage(lambda es: es.indices.refresh(index=name))

    def _is_current(self, name: str) -> bool:
        return name.startswith(f"{self.alias}_{schema_key()}_")

    # --- writing --------------------------------------------------------------------------

    def write(self, upserts: Sequence[ProductDoc], deletes: Iterable[int], version: int) -> None:
        """Into the index in use and into those being built; ``IndexMissing`` without one in use.

        An index may go while this writes: its build was given up. Then all is written again, to
        the indexes there are now; what is there already stays as it is.
        ``Overtaken``: all is written but what somebody wrote with a higher version.
        """
        deletes = list(deletes)
        for _try in range(_TRIES):
            names = [self.live(), *self._building()]
            refused = self._cluster.bulk(
                action for name in names for action in _actions(name, upserts, deletes, version)
            )
            conflicts = [item["_id"] for item in refused if item["status"] == _CONFLICT]
            if conflicts and len(conflicts) == len(refused):
                raise Overtaken(self._newest(conflicts))
            if not refused:
                return
            if any(item["status"] not in {_CONFLICT, _GONE} for item in refused):
                break
        raise ClusterFailed(f"{len(refused)} documents refused, one of them: {refused[0]}")

    def _newest(self, ids: list[str]) -> int:
        """The highest version of these documents in the index in use."""
        found = self._cluster.manage(
            lambda es: es.mget(index=self.alias, ids=sorted(set(ids)), source=False)["docs"]
        )
        return max((doc.get("_version", 0) for doc in found), default=0)

    # --- a new one ------------------------------------------------------------------------

    def create(self) -> str:
        """An empty index that the writer writes to as well, until it is published."""
        moment = datetime.datetime.now(datetime.UTC)
        name = f"{self.alias}_{schema_key()}_{moment:%Y%m%dt%H%M%S}_{uuid.uuid4().hex[:8]}"
        settings = {**body()["settings"], **_BUILDING}

        def create(es: Elasticsearch) -> None:
            # A write to an index that is gone is refused, and makes no new one of guessed types.
            es.indices.put_index_template(
                name=self.alias,
                index_patterns=[self.alias, f"{self.alias}_*"],
                allow_auto_create=False,
                priority=500,
            )
            es.indices.create(
                index=name,
                settings=settings,
                mappings=body()["mappings"],
                aliases={self._building_alias: {}},
            )

        self._cluster.manage(create)
        return name

    def fill(self, name: str, docs: Sequence[ProductDoc], version: int) -> None:
        refused = self._cluster.bulk(_actions(name, docs, (), version))
        wrong = [item for item in refused if item["status"] != _CONFLICT]
        if wrong:
            raise ClusterFailed(f"{len(wrong)} documents refused, one of them: {wrong[0]}")

    def make_ready(self, name: str) -> None:
        """Searchable, and copied to a second node where there is one."""
        self._cluster.manage(lambda es: es.indices.put_settings(index=name, settings=_READY))
        self.refresh(name)
        self._cluster.manage(
            lambda es: es.cluster.health(index=name, wait_for_status="green", timeout="15s")
        )

    def publish(self, name: str) -> None:
        """In one step: nobody ever sees none, or two. Fails if the build was given up."""
        try:
            old = list(self._cluster.manage(lambda es: es.indices.get_alias(name=self.alias).body))
        except IndexMissing:
            old = []
        actions: list[Mapping[str, Any]] = [
            {"remove": {"index": name, "alias": self._building_alias, "must_exist": True}},
            {"add": {"index": name, "alias": self.alias}},
            *({"remove": {"index": one, "alias": self.alias}} for one in old),
        ]
        self._cluster.manage(lambda es: es.indices.update_aliases(actions=actions))

    def discard(self, name: str) -> None:
        try:
            self._cluster.manage(lambda es: es.indices.delete(index=name, ignore_unavailable=True))
        except IndexUnavailable:
            return  # swept later

    def sweep(self) -> None:
        """Remove what was replaced a day ago, and builds that died."""
        found = self._cluster.manage(
            lambda es: es.indices.get(index=f"{self.alias}_*", features="aliases,settings").body
        )
        for name, state in found.items():
            age = time.time() - int(state["settings"]["index"]["creation_date"]) / 1000
            if self.alias not in state["aliases"] and age > _KEEP_SECONDS:
                self.discard(name)


def _number(schema: str) -> int:
    """Of a key such as ``v2-0f1e2d3c``; 0 for what is none."""
    found = re.match(r"v(\d+)-", schema)
    return int(found[1]) if found else 0


def _actions(
    name: str, upserts: Iterable[ProductDoc], deletes: Iterable[int], version: int
) -> Iterable[dict[str, Any]]:
    where = {"_index": name, "version": version, "version_type": "external_gte"}
    for doc in upserts:
        yield {**where, "_op_type": "index", "_id": str(doc.id), "_source": source(doc)}
    for pk in deletes:
        yield {**where, "_op_type": "delete", "_id": str(pk)}
