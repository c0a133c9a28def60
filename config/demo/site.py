"""What the demo says of itself: a made-up operator, the band, the picture of the front page."""

import io

from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.images import get_image_model
from wagtail.models import Site

from cms.models import HomePage
from config.demo import pictures
from config.demo.shelf import drawings
from themes.models import SiteIdentity

HERO_TITLE = "Tranh minh hoạ: ruộng bậc thang lúc bình minh"
_HERO_ALT = {
    "vi": "Tranh vẽ ruộng bậc thang chín vàng và nhà sàn lúc bình minh",
    "en": "Drawing of golden rice terraces and stilt houses at sunrise",
}
_OPERATOR = {
    "operator": "Trung tâm Xúc tiến thương mại Ví Dụ (đơn vị không có thật)",
    "address": "Số 1, phố Ví Dụ, tỉnh Tuyên Quang",
    "registration": "Quyết định thành lập mẫu số 9000/QĐ-UBND",
    "hotline": "0900000000",
    "email": "trung-tam@vi-du.example",
    "ecommerce_notice": "Trang trình diễn, không bán hàng thật",
}


@transaction.atomic
def introduce_site() -> bool:
    """Fill in what the operator has not said; True when something was."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return False
    identity = SiteIdentity.for_site(site)
    before = _state(identity)
    identity.shows_sample_data = True
    if not identity.operator:
        for name, words in _OPERATOR.items():
            setattr(identity, name, words)
    if is_changed := _state(identity) != before:
        identity.save()
    return _hang_hero() or is_changed


def _state(identity: SiteIdentity) -> tuple[object, ...]:
    return identity.shows_sample_data, *(getattr(identity, name) for name in _OPERATOR)


def _hang_hero() -> bool:
    national = Site.objects.get(is_default_site=True).root_page
    homes = list(
        HomePage.objects.filter(
            hero_image=None, pk__in=national.get_translations(inclusive=True)
        ).select_related("locale")
    )
    if not homes:
        return False
    images = get_image_model().objects
    image = images.filter(title=HERO_TITLE).first()
    if image is None:
        content = io.BytesIO()
        pictures.hero().save(content, "JPEG", quality=90)
        image = images.create(
            title=HERO_TITLE,
            description=_HERO_ALT["vi"],
            collection=drawings(),
            file=ContentFile(content.getvalue(), "ve-ruong-bac-thang.jpg"),
        )
    for home in homes:
        home.hero_image = image
        home.hero_alt = _HERO_ALT.get(home.locale.language_code, _HERO_ALT["vi"])
        home.save_revision().publish()
        _make_renditions(home)
    return True


def _make_renditions(home: HomePage) -> None:
    """Draw the hero once, so that its own template makes what the first visitor would wait for."""
    render_to_string("cms/includes/hero.html", {"page": home, "facts": {}})
    _ = home.share_picture
