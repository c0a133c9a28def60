"""What pages tell machines (schema.org), where it concerns the site and not one room.

Rooms build plain dictionaries; ``{% structured %}`` of the base template writes them out.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from themes.context_processors import site_identity

Thing = dict[str, Any]


def filled(**values: Any) -> Thing:
    """Without what is not known. ``type`` and ``id`` become ``@type`` and ``@id``."""
    special = {"type": "@type", "id": "@id"}
    return {
        special.get(name, name): value
        for name, value in values.items()
        if value not in (None, "", [], {})
    }


def address_in_vietnam(locality: str) -> Thing | None:
    """ "Xã Thông Nguyên, Tuyên Quang" as an address; None where nothing is known."""
    if not locality:
        return None
    return filled(type="PostalAddress", addressLocality=locality, addressCountry="VN")


def breadcrumbs(request: HttpRequest, crumbs: Iterable[tuple[str, str]]) -> Thing:
    """The way to a page: (name, address) from the front page down to the page itself."""
    return filled(
        type="BreadcrumbList",
        itemListElement=[
            filled(
                type="ListItem", position=position, name=name, item=request.build_absolute_uri(url)
            )
            for position, (name, url) in enumerate(crumbs, start=1)
        ],
    )


def site(request: HttpRequest, *, home: str, search: str) -> list[Thing]:
    """The site and who stands behind it; ``search`` is the address of the search page."""
    identity = site_identity(request)["identity"]
    here = request.build_absolute_uri
    behind = operator(request)
    return [
        filled(
            type="WebSite",
            id=here("/#trang"),
            name=identity.site_name,
            url=here(home),
            publisher={"@id": behind["@id"]},
            potentialAction={
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{here(search)}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        ),
        behind,
    ]


def operator(request: HttpRequest) -> Thing:
    """Who stands behind the site."""
    known = site_identity(request)
    identity, logo = known["identity"], known["logo"]
    here = request.build_absolute_uri
    return filled(
        type="Organization",
        id=here("/#don-vi"),
        name=identity.operator or identity.site_name,
        url=here("/"),
        address=identity.address,
        telephone=identity.hotline,
        email=identity.email,
        logo=here(logo.url) if logo else None,
    )
