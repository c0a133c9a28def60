"""Every address the site answers, taken from the URL configuration, and how to knock."""

import re
from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLPattern, URLResolver
from django.utils.regex_helper import normalize

#: Rooms of their own with a guard at the entrance
BACK_OFFICES = ("cms/", "quan-tri/")


def patterns(
    under: list[URLPattern | URLResolver] | None = None, route: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """(route, name with its namespaces or else the route, pattern) of everything there is."""
    for entry in get_resolver().url_patterns if under is None else under:
        here = route + ("" if isinstance(entry.pattern, LocalePrefixPattern) else _route(entry))
        if isinstance(entry, URLResolver):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry.url_patterns, here, inside)
        else:
            yield here, f"{namespace}{entry.name}" if entry.name else here, entry


def _route(entry: URLPattern | URLResolver) -> str:
    """The route with something plausible in the place of each argument."""
    text = str(entry.pattern)
    if hasattr(entry.pattern, "_route"):
        return re.sub(r"<(?:(\w+):)?\w+>", lambda match: _sample(match[1]), text)
    filled, names = normalize(text)[0]
    return filled % dict.fromkeys(names, "1")


def _sample(converter: str | None) -> str:
    return {
        "int": "1",
        "uuid": "00000000-0000-0000-0000-000000000000",
        "number": "0000000000",
    }.get(converter or "str", "x1")


def outcome(response) -> int | str:
    """The status; "sign in" or "on" for a redirect there or elsewhere."""
    if response.status_code not in {301, 302}:
        return response.status_code
    where = response["Location"]
    guards = ("/tai-khoan/dang-nhap/", "/cms/login/", "/quan-tri/login/", "/_util/login/")
    return "sign in" if where.startswith(guards) else "on"
