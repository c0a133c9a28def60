"""A row as understood: what the report shows of it, and what else the register is told."""

import datetime
from dataclasses import dataclass, field

from ocop.models import ProductGroup
from ocop.selectors.places import Location


@dataclass(slots=True)
class Record:
    sheet: str
    row: int
    #: Place among several products of one row, from 0
    part: int = 0
    product: str = ""
    subject: str = ""
    subject_kind: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    scheme: str = ""
    stars: int | None = None
    proposed_stars: int | None = None
    status: str = ""
    decision_no: str = ""
    decision_date: datetime.date | None = None
    group: str = ""
    skus: list[str] = field(default_factory=list)
    # not in the report
    says_upgraded: bool = False
    year: int | None = None
    address: str = ""
    old_address: str = ""
    phone: str = ""
    tax_code: str = ""
    product_code: str = ""
    note: str = ""
    source: str = ""
    offer: dict[str, object] | None = None
    location: Location | None = None
    #: The address itself says in which units it is
    is_scheme_sure: bool = True
    product_group: ProductGroup | None = None
    raw: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The record as reports show it."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "product": self.product,
            "subject": self.subject,
            "subject_kind": self.subject_kind,
            "commune": self.commune,
            "district": self.district,
            "province": self.province,
            "scheme": self.scheme,
            "stars": self.stars,
            "proposed_stars": self.proposed_stars,
            "status": self.status,
            "decision_no": self.decision_no,
            "decision_date": self.decision_date.isoformat() if self.decision_date else None,
            "group": self.group,
            "skus": self.skus,
        }

    def to_stored(self) -> dict[str, object]:
        """The record as ``SourceRow`` keeps it: with what the report leaves out."""
        extra = {
            "says_upgraded": self.says_upgraded,
            "year": self.year,
            "address": self.address,
            "old_address": self.old_address,
            "phone": self.phone,
            "tax_code": self.tax_code,
            "product_code": self.product_code,
            "note": self.note,
            "source": self.source,
            "offer": self.offer,
        }
        return self.to_json() | {name: value for name, value in extra.items() if value}

    @property
    def counts_as_certified(self) -> bool:
        return self.status in ("certified", "renewed")
