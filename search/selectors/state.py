"""The state of the index and of what waits for it, for people who look after the site."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet

from search.engine import backend
from search.models import AskedQuery, OutboxRow
from search.query import BackendStatus
from shop.catalogue.models import Product

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class State:
    backend: str
    status: BackendStatus
    #: Public listings of the database; without drift or lag as many as documents
    public: int
    waiting: int
    #: Age of the oldest row that waits
    lag: datetime.timedelta | None
    empty: QuerySet[AskedQuery]
    slow: QuerySet[AskedQuery]


def state(*, moment: datetime.datetime) -> State:
    """Asks the backend for its status, which may cost it a round trip; three queries."""
    engine = backend()
    waiting = OutboxRow.objects.aggregate(number=Count("pk"), oldest=Min("created_at"))
    oldest = waiting["oldest"]
    shown = Product.objects.filter(is_public=True, registered_product__is_public=True)
    return State(
        backend=engine.name,
        status=engine.status(),
        public=shown.count(),
        waiting=waiting["number"],
        lag=max(moment - oldest, datetime.timedelta()) if oldest else None,
        empty=AskedQuery.objects.filter(results=0).order_by("-times", "-last_at")[:_SHOWN],
        slow=AskedQuery.objects.filter(slowest_ms__gt=0).order_by("-slowest_ms")[:_SHOWN],
    )
