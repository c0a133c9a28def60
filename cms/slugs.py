"""Which addresses a page may not take: the URLs of the other rooms stand above Wagtail's catch-all,
so a page there would silently be out of reach.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: First path segments of the URL map that no page of words may take
RESERVED = frozenset({
    "cau-chuyen", "tin-tuc",
    "san-pham", "nhom", "tim-kiem", "goi-y", "chu-the", "hoi-cho", "vung-mien", "tra-cuu", "t",
    "gio-hang", "dat-hang", "thanh-toan", "don-hang", "tai-khoan", "kenh-ban", "cms",
    "quan-tri", "oscar", "documents", "static", "media", "healthz", "webhooks", "api",
    "bao-tri", "ngoai-tuyen", "sitemap", "favicon", "robots", "manifest", "sw", "404", "500", "503",
    "feed", "ical", "_util",
})  # fmt: skip


def refuse_reserved(slug: str, *, is_first_segment: bool, own_segment: str = "") -> None:
    """Raises ``ValidationError`` where a page of this slug could never be reached.

    ``own_segment`` is the reserved one that pages of this type stand at, if there is one.
    """
    languages = {code for code, _name in settings.LANGUAGES}
    if is_first_segment and slug != own_segment and slug in RESERVED | languages:
        raise ValidationError(
            {"slug": _("“%(slug)s” belongs to another part of the site.") % {"slug": slug}}
        )
