"""The product page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop import clock
from shop.catalogue.selectors import parent_of_pack, product_page


@require_safe
def product(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """One listing; a pack's address and an old name lead to the listing's own address."""
    listing_id, day = int(pk), clock.today()
    page = product_page(listing_id, day=day)
    if page is None and (parent := parent_of_pack(listing_id)):
        page = product_page(parent, day=day)
    if page is None:
        raise Http404
    if page.card.url != request.path:
        return redirect(page.card.url, permanent=True)
    response = render(request, "shop/product.html", {"product": page})
    if not page.is_public:
        response["X-Robots-Tag"] = "noindex"
    return response
