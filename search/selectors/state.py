"""The state of the index and of what waits for it, for people who look after the site."""

from dataclasses import dataclass

from django.db.models import QuerySet

from search.models import AskedQuery
from search.selectors.indexes import IndexState, answering, index_states
from shop.catalogue.models import Product

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class State:
    #: Name of the index that answers searches now
    answering: str
    indexes: list[IndexState]
    #: Public listings of the database; without drift or lag as many as documents
    public: int
    empty: QuerySet[AskedQuery]
    slow: QuerySet[AskedQuery]


def state() -> State:
    """Asks each index for its status, which may cost a round trip; three queries."""
    indexes = index_states()
    shown = Product.objects.filter(is_public=True, registered_product__is_public=True)
    return State(
        answering=answering(indexes),
        indexes=indexes,
        public=shown.count(),
        empty=AskedQuery.objects.filter(results=0).order_by("-times", "-last_at")[:_SHOWN],
        slow=AskedQuery.objects.filter(slowest_ms__gt=0).order_by("-slowest_ms")[:_SHOWN],
    )
