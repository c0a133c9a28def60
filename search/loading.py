"""Brings the shipped synonyms into the database, once each."""

from typing import Any

from search.understanding.lexicon_source import shipped_rows


def load_synonyms(model: Any) -> int:
    """Add the shipped groups that were never there; returns how many. What a centre changed or
    took out of force stays as it is. ``model``: ``Synonym``, or a migration's state of it."""
    known = set(model.objects.exclude(shipped_as="").values_list("shipped_as", flat=True))
    new = [
        model(**fields, shipped_as=fields["names"])
        for fields in shipped_rows()
        if fields["names"] not in known
    ]
    model.objects.bulk_create(new)
    return len(new)
