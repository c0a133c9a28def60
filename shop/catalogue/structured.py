"""What a product page tells machines. Stars come from a certificate in term and nowhere else."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from shop.catalogue.cards import CertificateCard, Pack, ProductPage, SubjectCard
from shop.policy import NEEDS_CASHLESS
from themes.structured import Thing, address_in_vietnam, breadcrumbs, filled

Absolute = Callable[[str], str]
_MOST_STARS = 5


def about_product(request: HttpRequest, page: ProductPage) -> list[Thing]:
    """The product with its offers and certificate, and the way to its page."""
    here = request.build_absolute_uri
    card = page.card
    return [
        filled(
            type="Product",
            id=here(f"{card.url}#san-pham"),
            name=card.name,
            url=here(card.url),
            description=strip_tags(page.description).strip(),
            category=card.group_name,
            image=[here(picture.url) for picture in page.pictures],
            countryOfOrigin={"@type": "Country", "name": "VN"},
            manufacturer=_producer(page.subject, here),
            hasCertification=_certification(page.certificate),
            offers=_offers(page, here),
        ),
        breadcrumbs(request, _way(page)),
    ]


def _way(page: ProductPage) -> list[tuple[str, str]]:
    card = page.card
    way = [(_("Home"), reverse("wagtail_serve", args=[""])), (_("Products"), _listing())]
    if card.group_slug:
        group = reverse("search:group", kwargs={"slug": card.group_slug})
        way.append((card.group_name, group))
    return [*way, (card.name, card.url)]


def _listing() -> str:
    return reverse("search:listing")


def _producer(subject: SubjectCard | None, here: Absolute) -> Thing | None:
    if subject is None:
        return None
    return filled(
        type="Organization",
        name=subject.name,
        url=here(subject.url),
        telephone=subject.phone,
        address=address_in_vietnam(subject.place),
    )


def _certification(certificate: CertificateCard) -> Thing | None:
    badge = certificate.badge
    if badge.state != "valid" or badge.stars is None:
        return None
    given_on = certificate.issued_on or certificate.list_day
    return filled(
        type="Certification",
        name=_("OCOP %(stars)d stars") % {"stars": badge.stars},
        certificationIdentification=certificate.decision_no,
        certificationStatus="https://schema.org/CertificationActive",
        certificationRating={
            "@type": "Rating",
            "ratingValue": badge.stars,
            "bestRating": _MOST_STARS,
        },
        datePublished=given_on and given_on.isoformat(),
        expires=certificate.expires_on and certificate.expires_on.isoformat(),
    )


def _offers(page: ProductPage, here: Absolute) -> list[Thing]:
    """The packs that can be bought here; none of what is only shown."""
    if not page.is_public or page.policy_class in NEEDS_CASHLESS:
        return []
    return [_offer(pack, page, here) for pack in page.packs]


def _offer(pack: Pack, page: ProductPage, here: Absolute) -> Thing:
    seller = page.subject and {"@type": "Organization", "name": page.subject.name}
    return filled(
        type="Offer",
        name=pack.label,
        url=here(page.card.url),
        price=str(pack.price),
        priceCurrency="VND",
        availability=f"https://schema.org/{'InStock' if pack.stock else 'OutOfStock'}",
        itemCondition="https://schema.org/NewCondition",
        seller=seller,
    )
