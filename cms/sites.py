"""A site beside another, with words of its own."""

import uuid

from django.db import transaction
from wagtail.models import Page, Site

from cms.models import HomePage, StandardPage


@transaction.atomic
def open_site(*, hostname: str, port: int, name: str, like: Site) -> Site:
    """A site with its own copy of the front page and the pages of plain words of another, in every
    language; from then on editors change either without the other.

    ``hostname`` and ``port`` must not be taken by a site; pages of any other kind are not copied.
    """
    roots = {}
    for home in like.root_page.get_translations(inclusive=True).specific():
        language = home.locale.language_code
        slug = "-".join([hostname.replace(".", "-"), str(port), language])
        roots[language] = _copied(home, home.get_parent(), of=hostname, slug=slug)
    root = roots[like.root_page.locale.language_code]
    return Site.objects.create(hostname=hostname, port=port, site_name=name, root_page=root)


def _copied(page: Page, parent: Page, *, of: str, slug: str) -> Page:
    """The page and what stands below it. Copies of translations are translations again."""
    copy = page.copy(
        to=parent,
        copy_revisions=False,
        reset_translation_key=False,
        update_attrs={"slug": slug, "translation_key": uuid.uuid5(page.translation_key, of)},
    )
    for child in page.get_children().live().type(StandardPage).specific():
        _copied(child, copy, of=of, slug=child.slug)
    return copy


def front_pages(site: Site) -> list[HomePage]:
    """The front page of a site in each language."""
    roots = site.root_page.get_translations(inclusive=True)
    return list(HomePage.objects.filter(pk__in=roots).select_related("locale"))
