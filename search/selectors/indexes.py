"""What operators are told of the indexes: which one answers, and what each has not heard of yet."""

from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils import timezone

from search import engine, simple
from search.models import OutboxRow


@dataclass(frozen=True, slots=True)
class IndexState:
    """One index. Those of other machines are known by their rows alone."""

    name: str
    #: None: on another machine's disk
    is_healthy: bool | None
    documents: int
    generation: str
    #: For operators alone: it may name servers
    problem: str
    #: Changes it has not heard of
    waiting: int
    oldest_seconds: int


def index_states() -> list[IndexState]:
    """In the order in which they are asked, then those of other machines."""
    kept = engine.kept()
    names = [*reversed(kept), *(name for name in engine.targets() if name not in kept)]
    waiting = {
        row["target"]: (row["waiting"], row["oldest"])
        for row in OutboxRow.objects.filter(target__in=names)
        .values("target")
        .annotate(waiting=Count("pk"), oldest=Min("created_at"))
        .order_by()
    }
    states = []
    for name in names:
        status = kept[name].status() if name in kept else None
        rows, oldest = waiting.get(name, (0, None))
        states.append(
            IndexState(
                name=name,
                is_healthy=status.is_healthy if status else None,
                documents=status.documents if status else 0,
                generation=status.generation if status else "",
                problem=status.problem if status else "",
                waiting=rows,
                oldest_seconds=int((timezone.now() - oldest).total_seconds()) if oldest else 0,
            )
        )
    return states


def answering(states: list[IndexState]) -> str:
    """Who answers a search now; the database while no index can."""
    return next((state.name for state in states if state.is_healthy), simple.NAME)
