"""What the pages of fairs show: plain data, everything decided before the template."""

import datetime
from dataclasses import dataclass

from fairs.enums import FairPhase
from search.pages import Option, Pager
from shop.catalogue.cards import Card, SubjectCard


@dataclass(frozen=True, slots=True)
class FairHead:
    """A fair as the top of each of its pages and a row of the calendar show it."""

    name: str
    slug: str
    url: str
    summary: str
    mode: str
    venue: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    phase: FairPhase
    is_cancelled: bool
    #: "Opens in 3 days", "Closes in 4 hours"; empty once it is over or cancelled
    countdown: str
    centre_name: str
    booth_count: int = 0

    @property
    def is_live(self) -> bool:
        return self.phase == FairPhase.LIVE and not self.is_cancelled


@dataclass(frozen=True, slots=True)
class IndexPage:
    live: tuple[FairHead, ...]
    upcoming: tuple[FairHead, ...]
    past: tuple[FairHead, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.live or self.upcoming or self.past)


@dataclass(frozen=True, slots=True)
class BoothRow:
    """A booth in the list of a fair; ``best_stars`` are of the day."""

    id: int
    name: str
    url: str
    place: str
    product_count: int
    best_stars: int | None


@dataclass(frozen=True, slots=True)
class BoothFilter:
    """What a visitor looks for: a name as typed, stars, the code of a province."""

    text: str = ""
    stars: str = ""
    province: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.text or self.stars or self.province)


@dataclass(frozen=True, slots=True)
class LobbyPage:
    fair: FairHead
    booths: tuple[BoothRow, ...]
    #: Booths the filter leaves, and all there are
    found: int
    total: int
    filter: BoothFilter
    stars: tuple[Option, ...]
    provinces: tuple[Option, ...]
    pager: Pager
    best: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class BoothPage:
    fair: FairHead
    subject: SubjectCard
    introduction: str
    cards: tuple[Card, ...]
    #: (name, url)
    previous: tuple[str, str] | None
    following: tuple[str, str] | None
