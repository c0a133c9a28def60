"""Gives a nonce to the inline scripts that Wagtail's own widgets write, and to no other.

Wagtail 8 starts its date fields, choosers and inline panels by a one-line inline script and knows
no nonces. Allowing every inline script for their sake would also run what somebody smuggled into a
text. So each script is read: the call of a known widget with plain JSON as arguments gets the
nonce, anything else does not and is refused by the browser.
"""

import json
import re

_OPENING = re.compile(
    r"<script>(?=\s*(?P<call>(?:new [A-Z]\w*Chooser|init(?:Date|Time|DateTime)Chooser)\())"
    r"|<script>(?=\s*\(function\(\) \{\s*"
    r"var panel = new (?:InlinePanel|MultipleChooserPanel)\(JSON\.parse\((?P<panel>)\")"
)
_CALL_END = re.compile(r"\);?\s*<(?:/|-/)script>")
_PANEL_END = re.compile(r"\)\);\s*\}\)\(\);\s*<(?:/|-/)script>")
_SEPARATOR = re.compile(r"\s*,\s*")
_DECODER = json.JSONDecoder()


def with_nonce(html: str, nonce: str) -> str:
    def replace(match: re.Match[str]) -> str:
        is_panel = match["panel"] is not None
        start = match.end("panel" if is_panel else "call")
        ending = _PANEL_END if is_panel else _CALL_END
        return f'<script nonce="{nonce}">' if _is_plain(html, start, ending) else match[0]

    return _OPENING.sub(replace, html)


def _is_plain(html: str, position: int, ending: re.Pattern[str]) -> bool:
    """Whether JSON values and commas stand between ``position`` and the end of the call."""
    while True:
        try:
            _value, position = _DECODER.raw_decode(html, position)
        except ValueError:
            return False
        if ending.match(html, position):
            return True
        separator = _SEPARATOR.match(html, position)
        if separator is None:
            return False
        position = separator.end()
