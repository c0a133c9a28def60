"""What one page of one shop took."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """``seconds``: of each request by itself. ``at_once``: requests a second of two processes."""

    queries: int
    seconds: Sequence[float]
    at_once: float

    @property
    def median_ms(self) -> float:
        return statistics.median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        """95 of 100 requests took no longer (nearest rank)."""
        return sorted(self.seconds)[-(-len(self.seconds) * 95 // 100) - 1] * 1000

    @property
    def a_second(self) -> float:
        """Requests a second of one process that does nothing else."""
        return len(self.seconds) / sum(self.seconds)
