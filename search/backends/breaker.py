"""Keeps a server that is in trouble from costing every visitor the time of a failed request."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Of one process. Closed: requests go. Open: none goes, until ``open_seconds`` are over; then
    one goes as a probe, and what becomes of it decides.

    Opens after ``failures`` in a row, or at once when time was lost: a refused connection costs
    nothing, a silent one costs the visitor all the patience there is.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        open_seconds: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = failures
        self._open_seconds = open_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opens_again_at: float | None = None

    @property
    def is_open(self) -> bool:
        return self._opens_again_at is not None

    def allows(self) -> bool:
        """Whether a request may go now. A probe that never reports is followed by another."""
        with self._lock:
            if self._opens_again_at is None:
                return True
            if self._clock() < self._opens_again_at:
                return False
            self._opens_again_at = self._clock() + self._open_seconds
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._opens_again_at = 0, None

    def failed(self, *, lost_time: bool = False) -> None:
        with self._lock:
            self._failures += 1
            if lost_time or self._failures >= self._limit or self._opens_again_at is not None:
                self._opens_again_at = self._clock() + self._open_seconds
