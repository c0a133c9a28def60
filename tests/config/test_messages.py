"""Every message of the rooms has its Vietnamese."""

import re

from config import messages
from config.env import ROOT


def test_no_message_is_without_vietnamese():
    _merged, missing = messages.merge(messages.collect(), messages.read("vi"))

    assert missing == []


def test_forms_for_one_and_many_are_collected():
    found = messages.collect()

    assert found.get("%(number)s product").id == ("%(number)s product", "%(number)s products")


def test_placeholders_of_a_translation_are_those_of_the_message():
    wrong = [
        message.id
        for message in messages.read("vi")
        if message.id and message.python_format and list(message.check())
    ]

    assert wrong == []


def test_no_message_is_asked_for_where_it_is_not_collected():
    """Babel reads no call that stands inside an f-string."""
    asked = re.compile(r"""\bf(?:"[^"\n]*|'[^'\n]*)\{(?:_|_t|n?p?gettext(?:_lazy)?)\(""")

    found = [
        str(path.relative_to(ROOT))
        for room in messages.ROOMS
        for path in (ROOT / room).rglob("*.py")
        if asked.search(path.read_text("utf-8"))
    ]

    assert found == []
