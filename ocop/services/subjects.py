"""Registering subjects (chủ thể) and correcting what is known of them."""

import re
from typing import Any

from ocop.errors import AlreadyRegistered, NameMissing, PersonalNumberRefused
from ocop.models import Subject
from ocop.selectors.places import Location
from ocop.selectors.register import find_subject
from ocop.services.batch import register_batch
from ocop.services.entries import NewSubject
from ocop.services.location import located_fields
from ocop.spelling import clean, slug, subject_key, subject_kind_of

_PERSONAL_NUMBER = re.compile(r"\d{12}")
_SLUG_WITHOUT_LETTERS = "chu-the"
_CORRECTABLE = {
    "name", "kind", "location", "address", "phone", "tax_code", "website", "is_women_led",
    "is_small_or_medium", "has_closed_chain", "craft_village", "is_sample",
}  # fmt: skip


def register_subject(
    *,
    name: str,
    kind: str = "",
    location: Location | None = None,
    address: str = "",
    phone: str = "",
    tax_code: str = "",
    is_women_led: bool = False,
    is_sample: bool = False,
) -> Subject:
    """A new subject; the kind is read from the name where none is given."""
    entry = NewSubject(
        name, kind, location, address, phone, tax_code, is_women_led, is_sample
    )  # fmt: skip
    where = location or Location()
    subject = built_subject(entry)
    existing = find_subject(
        name=subject.name,
        province_as_issued=where.province_as_issued,
        place_as_issued=where.place_as_issued,
    )
    if existing:
        raise AlreadyRegistered(existing)
    with register_batch() as batch:
        subject.slug = _free_slug(subject.name)
        return batch.create(subject)


def built_subject(entry: NewSubject) -> Subject:
    """The subject as it will be stored, but for its slug; refused for what it alone shows."""
    name = clean(entry.name)
    key = _key_of(name)
    return Subject(
        name=name,
        match_key=key,
        kind=entry.kind or subject_kind_of(name),
        address=clean(entry.address),
        phone=clean(entry.phone),
        tax_code=_checked_tax_code(entry.tax_code),
        is_women_led=entry.is_women_led,
        is_sample=entry.is_sample,
        **located_fields(entry.location),
    )


def correct_subject(*, subject: Subject, **fields: Any) -> Subject:
    """Set what was wrong or missing; the slug stays, because addresses should.

    Fields: name, kind, location, address, phone, tax_code, website, is_women_led,
    is_small_or_medium, has_closed_chain, craft_village, is_sample. All products of the subject
    count as changed.
    """
    values = subject_values(fields)
    with register_batch() as batch:
        if batch.change(subject, values):
            for product_id in subject.products.values_list("pk", flat=True):
                batch.touch(product_id)
    return subject


def subject_values(fields: dict[str, Any]) -> dict[str, Any]:
    """Columns and their values, cleaned and checked, of what ``correct_subject`` is given."""
    if unknown := fields.keys() - _CORRECTABLE:
        raise TypeError(f"correct_subject() cannot set {', '.join(sorted(unknown))}")
    values = dict(fields)
    if "name" in values:
        values["name"] = clean(values["name"])
        values["match_key"] = _key_of(values["name"])
    if "location" in values:
        values |= located_fields(values.pop("location"))
    for text in {"address", "phone", "website"} & values.keys():
        values[text] = clean(values[text])
    if "tax_code" in values:
        values["tax_code"] = _checked_tax_code(values["tax_code"])
    if "craft_village" in values:
        village = values.pop("craft_village")
        values["craft_village_id"] = village.pk if village else None
    return values


def _key_of(name: str) -> str:
    key = subject_key(name)
    if not key:
        raise NameMissing
    return key


def _checked_tax_code(text: str) -> str:
    code = clean(text).replace(" ", "")
    if _PERSONAL_NUMBER.fullmatch(code):
        raise PersonalNumberRefused
    return code


def wanted_slug(name: str) -> str:
    return slug(name) or _SLUG_WITHOUT_LETTERS


def _free_slug(name: str) -> str:
    wanted = wanted_slug(name)
    if not Subject.objects.filter(slug=wanted).exists():
        return wanted
    taken = set(Subject.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
