"""Collects the messages of the rooms into one catalogue, without the gettext tools.

Django's own ``makemessages`` needs xgettext. Its template reader is used here, Babel does the rest.
"""

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from config.env import ROOT

ROOMS = ("config", "cms", "fairs", "search", "catalog_import", "shop", "ocop", "accounts", "themes")
#: Function → which arguments are context, singular, plural
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "_t": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def po_path(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def collect() -> Catalog:
    """Every message of the rooms' modules and templates."""
    found = Catalog(project="Chợ Phiên", charset="utf-8")
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for line, message, context in _messages(path):
                    found.add(
                        message, locations=[(str(path.relative_to(ROOT)), line)], context=context,
                        flags=_flags(message),
                    )  # fmt: skip
    return found


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        if "{%" not in text and "{{" not in text:
            return
        text = templatize(text, origin=str(path))
    source = io.BytesIO(text.encode("utf-8"))
    extracted: Any = extract_python(source, KEYWORDS, [], {})
    for line, function, messages, _comments in extracted:
        parts = messages if isinstance(messages, tuple) else (messages,)
        context = parts[0] if "pgettext" in function else None
        start = 1 if "pgettext" in function else 0
        forms = parts[start : start + (2 if function.startswith("n") else 1)]
        if all(isinstance(form, str) and form for form in forms):
            yield line, forms if len(forms) > 1 else forms[0], context


def _flags(message: str | tuple[str, ...]) -> tuple[str, ...]:
    text = message if isinstance(message, str) else message[0]
    return ("python-format",) if "%(" in text else ()


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands on disk; empty when there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Chợ Phiên", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merge(found: Catalog, known: Catalog) -> tuple[Catalog, list[str]]:
    """``found`` with the translations of ``known``, and the messages that have none."""
    merged = Catalog(
        locale=known.locale, project="Chợ Phiên", charset="utf-8", header_comment=_HEADER,
        fuzzy=False, version="0.1", msgid_bugs_address="", last_translator="", language_team="",
        creation_date=_WRITTEN, revision_date=_WRITTEN,
    )  # fmt: skip
    missing = []
    for message in found:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        merged.add(
            message.id, string=old.string if old else None, locations=message.locations,
            flags=message.flags, context=message.context,
        )  # fmt: skip
        if not old or not (all(old.string) if isinstance(old.string, tuple) else old.string):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return merged, missing


def write(catalogue: Catalog, language: str) -> None:
    """Write a catalogue sorted by message, so that two writes of the same set are the same."""
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True, omit_header=False)


#: A fixed day, so that collecting again changes nothing
_WRITTEN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_HEADER = "# Messages of Chợ Phiên. Collected by manage.py collect_messages."
