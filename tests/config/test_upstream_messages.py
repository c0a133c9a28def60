"""Every message of the installed Wagtail that an officer can meet has its Vietnamese.

The English catalogues of the installed version say which messages there are: after an upgrade the
failures here are the list of what is new. ``locale/upstream`` is where the answers are written.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation

WAGTAIL = (
    "wagtail.admin", "wagtail", "wagtail.images", "wagtail.documents", "wagtail.users",
    "wagtail.snippets", "wagtail.sites", "wagtail.locales", "wagtail.embeds", "wagtail.search",
    "wagtail.contrib.settings", "wagtail.contrib.redirects",
)  # fmt: skip
OWN, UPSTREAM = settings.LOCALE_PATHS
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")


def _messages(root: Path, language: str, domain: str = "django") -> list[Message]:
    with (root / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def _locale(package: str) -> Path:
    return Path(find_spec(package).origin).parent / "locale"


def _english(package: str, domain: str = "django") -> list[Message]:
    return _messages(_locale(package), "en", domain)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, _forms(message)[0]


def _says(translation: DjangoTranslation, message: Message) -> str:
    """What the merged catalogues answer; empty where they hold nothing of this message."""
    one, *many = _forms(message)
    key = one if message.context is None else f"{message.context}\x04{one}"
    return translation._catalog.get((key, 0) if many else key) or ""


def _broken(says: str, message: Message) -> bool:
    """Whether ``says`` lost or gained a placeholder or a tag against every form of the message."""
    return any(
        all(
            sorted(pattern.findall(says)) != sorted(pattern.findall(one)) for one in _forms(message)
        )
        for pattern in (PLACEHOLDER, TAG)
    )


@pytest.fixture(scope="module")
def vietnamese() -> DjangoTranslation:
    return DjangoTranslation("vi")


@pytest.fixture(scope="module")
def scripts() -> DjangoTranslation:
    """As Wagtail asks for it: the catalogue of its admin alone, then the paths of the settings."""
    return DjangoTranslation("vi", domain="djangojs", localedirs=[_locale("wagtail.admin")])


@pytest.mark.parametrize("package", WAGTAIL)
def test_every_message_has_its_vietnamese(vietnamese, package):
    assert [m.id for m in _english(package) if not _says(vietnamese, m)] == []


@pytest.mark.parametrize("package", WAGTAIL)
def test_placeholders_and_tags_are_those_of_the_message(vietnamese, package):
    assert [m.id for m in _english(package) if _broken(_says(vietnamese, m), m)] == []


def test_every_message_of_the_admin_scripts_has_its_vietnamese(scripts):
    messages = _english("wagtail.admin", "djangojs")

    assert [m.id for m in messages if not _says(scripts, m)] == []
    assert [m.id for m in messages if _broken(_says(scripts, m), m)] == []


def test_the_back_office_scripts_are_told_in_vietnamese(admin_client):
    catalogue = admin_client.get("/cms/jsi18n/").content.decode()

    assert "Main menu" in catalogue
    assert "Menu ch\\u00ednh" in catalogue


def test_nothing_is_translated_that_no_package_says():
    said = {
        _key(message)
        for package in (*WAGTAIL, "django.conf", "django.contrib.auth", "oscar")
        for message in _english(package)
    }

    assert [m.id for m in _messages(UPSTREAM, "vi") if _key(m) not in said] == []


def test_placeholders_and_tags_hold_in_what_is_written_for_other_packages():
    assert [m.id for m in _messages(UPSTREAM, "vi") if _broken(_written(m), m)] == []


def _written(message: Message) -> str:
    return message.string if isinstance(message.string, str) else message.string[0]


def test_own_words_win_over_those_of_a_package(vietnamese):
    own = _messages(OWN, "vi")

    assert [m.id for m in own if _says(vietnamese, m) != _written(m)] == []


def test_written_words_win_over_those_of_a_package(vietnamese):
    own = {_key(message) for message in _messages(OWN, "vi")}
    written = [m for m in _messages(UPSTREAM, "vi") if _key(m) not in own]

    assert [m.id for m in written if _says(vietnamese, m) != _written(m)] == []
