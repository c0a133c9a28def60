"""The second site of the demo: one province, in its own look and words."""

from django.db import transaction
from wagtail.models import Site

from cms.sites import front_pages, open_site
from ocop.models import Place
from shop.scope.models import SiteScope
from themes.models import SiteIdentity, ThemeSettings
from themes.registry import theme_of_province

PROVINCE = "08"
#: Until the demo's server says where it listens
HOSTNAME = "127.0.0.2"
SITE_NAME = "Chợ Phiên Tuyên Quang"
_IDENTITY = {
    "site_name": SITE_NAME,
    "operator": "Sở Công Thương Ví Dụ (đơn vị không có thật)",
    "address": "Số 2, phố Ví Dụ, tỉnh Tuyên Quang",
    "registration": "Quyết định thành lập mẫu số 9008/QĐ-UBND",
    "hotline": "0900000008",
    "email": "tuyen-quang@vi-du.example",
    "ecommerce_notice": "Trang trình diễn, không bán hàng thật",
}
_WORDS = {
    "vi": (
        "Đặc sản từ miền đất chè Shan",
        "Chè cổ thụ, mật ong bạc hà, cam sành, thổ cẩm: từ cả vùng Hà Giang cũ và Tuyên Quang.",
    ),
    "en": (
        "From the land of Shan tea",
        "Tea from old trees, mint honey, oranges, brocade: of Tuyên Quang and former Hà Giang.",
    ),
}


@transaction.atomic
def open_provincial_site() -> bool:
    """Make the site of the province unless it is there; True when it was made."""
    national = Site.objects.filter(is_default_site=True).first()
    province = Place.objects.provinces().filter(code=PROVINCE).first()
    theme = theme_of_province(PROVINCE)
    if national is None or not front_pages(national) or province is None or theme is None:
        return False
    if Site.objects.filter(site_name=SITE_NAME).exists():
        return False
    site = open_site(hostname=HOSTNAME, port=national.port, name=SITE_NAME, like=national)
    ThemeSettings.objects.create(site=site, slug=theme.slug)
    SiteIdentity.objects.create(site=site, shows_sample_data=True, **_IDENTITY)
    scope = SiteScope(site=site)
    scope.provinces = [province]
    scope.save()
    for home in front_pages(site):
        home.hero_title, home.hero_text = _WORDS[home.locale.language_code]
        # Its theme brings a drawing of its own
        home.hero_image, home.hero_alt = None, ""
        home.save_revision().publish()
    return True
