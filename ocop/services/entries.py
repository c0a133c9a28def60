"""What is told of a new subject, product or standing: the arguments of the single services, to be
handed to the bulk ones by the thousand."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ocop.models import DecisionDocument, Place, ProductGroup, RegisteredProduct, Subject
from ocop.selectors.places import Location


@dataclass(frozen=True, slots=True)
class NewSubject:
    name: str
    kind: str = ""
    location: Location | None = None
    address: str = ""
    phone: str = ""
    tax_code: str = ""
    is_women_led: bool = False
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class NewProduct:
    name: str
    subject: Subject | None
    group: ProductGroup | None = None
    location: Location | None = None
    address: str = ""
    proposed_skus: Sequence[str] = ()
    product_code: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class NewStanding:
    product: RegisteredProduct
    status: str
    recorded_on: datetime.date
    stars: int | None = None
    proposed_stars: int | None = None
    says_upgraded: bool = False
    as_of: datetime.date | None = None
    decision_no: str = ""
    decision_date: datetime.date | None = None
    #: Bounds a certificate that rests on a list
    year: int | None = None
    source: str = ""
    source_key: str = ""
    note: str = ""
    place_as_issued: Place | None = None
    document: DecisionDocument | None = None
