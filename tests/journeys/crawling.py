"""Goes wherever a visitor or a robot could go from a front page, without signing in."""

import re
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

_LINK = re.compile(r'(?:href|src|action|data-hx-get)="([^"]+)"')
_LOC = re.compile(r"<(?:loc|id)>([^<]+)<|<link [^>]*?href=\"([^\"]+)\"")
#: Guarded, or not pages
_NOT_FOLLOWED = ("/cms/", "/quan-tri/", "/static/", "/media/", "/documents/", "/_util/")
_MOST = 2_000


def crawl(client, host, *starts):
    """Every page as (address, text), each address once."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        address = waiting.pop()
        response = client.get(address, headers={"host": host}, follow=True)
        yield address, response
        for found in [*_links(response), *_filters(response)]:
            url = urlsplit(urljoin(address, found))
            local = url.path + (f"?{url.query}" if url.query else "")
            if url.netloc not in {"", host} or url.scheme not in {"", "http", "https"}:
                continue
            if local in seen or url.path.startswith(_NOT_FOLLOWED):
                continue
            seen.add(local)
            assert len(seen) < _MOST, "this crawl does not end"
            waiting.append(local)


def _links(response):
    if "html" not in response.headers["Content-Type"]:
        return [unescape(one or other) for one, other in _LOC.findall(response.text)]
    return [unescape(found) for found in _LINK.findall(response.text)]


def _filters(response):
    """Each choice of each facet by itself, from the plain page of a listing."""
    page = (response.context or {}).get("page")
    if response.request["QUERY_STRING"] or not hasattr(page, "facets"):
        return []
    return [
        f"{page.action_url}?{urlencode({facet.param: option.value})}"
        for facet in page.facets
        for option in facet.options
    ] + [f"{page.action_url}?sap-xep={option.value}" for option in page.sorts]
