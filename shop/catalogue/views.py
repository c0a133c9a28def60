"""The product page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop import clock
from shop.catalogue.selectors import listing_of_survivor, parent_of_pack, product_page
from shop.catalogue.structured import about_product
from shop.scope.selectors import scope_of


@require_safe
def product(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """One listing; the address of a pack, of an old name, and of a product that was merged into
    another lead to the listing's own address."""
    listing_id, moment, scope = int(pk), clock.now(), scope_of(request)
    page = product_page(listing_id, moment=moment, scope=scope)
    if page is None and (parent := parent_of_pack(listing_id)):
        page = product_page(parent, moment=moment, scope=scope)
    if page is None and (stays := listing_of_survivor(listing_id)):
        page = product_page(stays, moment=moment, scope=scope)
        if page is not None:
            return redirect(page.card.url)  # the two may be split again
    if page is None:
        raise Http404
    if page.card.url != request.path:
        return redirect(page.card.url, permanent=True)
    context = {
        "product": page,
        "structured": about_product(request, page),
        "share_type": "product",
        "share_picture": page.card.picture,
    }
    response = render(request, "shop/product.html", context)
    if not page.is_public:
        response["X-Robots-Tag"] = "noindex"
    return response
