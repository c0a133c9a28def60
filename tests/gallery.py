"""Draws docs/gallery: every kind of page at 360 and 1280 px, from a running demo.

    make demo    and beside it    python -m tests.gallery http://127.0.0.1:8000

Addresses hold keys of the database, so pages are reached by links, as visitors reach them.
"""

import io
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browsing import PHONE, chromium

GALLERY = Path(__file__).parent.parent / "docs" / "gallery"
PASSWORD = "cho-phien-demo"
COOPERATIVE, CENTRE, OPERATOR = (
    f"{name}@vi-du.example" for name in ("hop-tac-xa", "trung-tam", "van-hanh")
)
#: Width → the most of a page that is shown, in CSS pixels
HEIGHTS = {360: 1500, 1280: 1300}
_QUALITY = 60
FAIR = "/hoi-cho/phien-cho-ocop-bon-tinh-mau/"
PRODUCT = r"/san-pham/[a-z0-9-]+-\d+/"


@dataclass(frozen=True)
class Shot:
    """A page to draw: how to get there, from the address to open first."""

    name: str
    title: str
    start: str
    #: Patterns of addresses of links to follow, one after the other
    follow: tuple[str, ...] = ()
    visitor: str = ""
    then: Callable[[Page], None] | None = None


def _into_basket(page: Page) -> None:
    page.get_by_role("button", name="Thêm vào giỏ").first.click()
    page.wait_for_load_state()


def _to_recipient(page: Page) -> None:
    _into_basket(page)
    page.goto(page.url.replace("/gio-hang/", "/dat-hang/nhan-hang/"))


SHOTS = (
    Shot("home", "Trang chủ", "/"),
    Shot("listing", "Tất cả sản phẩm", "/san-pham/"),
    Shot("search", "Tìm kiếm không dấu", "/tim-kiem/?q=ca+phe"),
    Shot("search-empty", "Tìm không thấy", "/tim-kiem/?q=ca+phe&sao=5"),
    Shot("group", "Nhóm sản phẩm", "/nhom/do-uong/"),
    Shot("product", "Sản phẩm đang bán", FAIR, (PRODUCT,)),
    Shot("product-showcase", "Sản phẩm trưng bày", "/tim-kiem/?q=duong+hoa+dua", (PRODUCT,)),
    Shot("subjects", "Chủ thể", "/chu-the/"),
    Shot("subject", "Một chủ thể", "/tim-kiem/?q=mat+ong", (PRODUCT, "/chu-the/.+/")),
    Shot("regions", "Vùng miền", "/vung-mien/"),
    Shot("region", "Một tỉnh", "/vung-mien/lam-dong/"),
    Shot("stories", "Câu chuyện", "/cau-chuyen/"),
    Shot("story", "Một câu chuyện", "/cau-chuyen/mua-vai/"),
    Shot("news", "Tin tức", "/tin-tuc/"),
    Shot("standard", "Trang thông tin", "/gioi-thieu/"),
    Shot("fairs", "Lịch hội chợ", "/hoi-cho/"),
    Shot("fair", "Hội chợ đang mở", FAIR),
    Shot("booth", "Gian hàng", FAIR, (f"{FAIR}gian/.+/",)),
    Shot("basket", "Giỏ hàng", FAIR, (PRODUCT,), then=_into_basket),
    Shot("checkout", "Đặt hàng", FAIR, (PRODUCT,), then=_to_recipient),
    Shot("look-up", "Tra cứu đơn hàng", "/don-hang/tra-cuu/"),
    Shot("sign-in", "Đăng nhập", "/tai-khoan/dang-nhap/"),
    Shot("account", "Tài khoản", "/tai-khoan/", visitor="nguoi-mua@vi-du.example"),
    Shot("not-found", "Không tìm thấy trang", "/khong-co-trang-nay/"),
    Shot("seller-overview", "Kênh bán: việc cần làm", "/kenh-ban/tong-quan/", visitor=COOPERATIVE),
    Shot("seller-listings", "Kênh bán: sản phẩm", "/kenh-ban/san-pham/", visitor=COOPERATIVE),
    Shot("seller-orders", "Kênh bán: đơn hàng", "/kenh-ban/don-hang/", visitor=COOPERATIVE),
    Shot("seller-fairs", "Kênh bán: hội chợ", "/kenh-ban/hoi-cho/", visitor=COOPERATIVE),
    Shot("office", "Bàn làm việc của trung tâm", "/cms/", visitor=CENTRE),
    Shot("office-fairs", "Trung tâm: hội chợ", "/cms/hoi-cho/", visitor=CENTRE),
    Shot("office-looks", "Giao diện các tỉnh", "/cms/giao-dien/", visitor=OPERATOR),
)  # fmt: skip
LOOKS = {
    "tuyen-quang": "Tuyên Quang", "ninh-binh": "Ninh Bình", "hai-phong": "Hải Phòng",
    "dong-nai": "Đồng Nai",
}  # fmt: skip
SHOTS += tuple(
    Shot(f"region-{slug}", f"Giao diện {name}", f"/vung-mien/{slug}/")
    for slug, name in LOOKS.items()
)


def draw(base: str, shots: tuple[Shot, ...]) -> None:
    """Write a picture for each shot and width; each visit has cookies of its own."""
    GALLERY.mkdir(exist_ok=True)
    with chromium() as browser:
        for shot in shots:
            for width, height in HEIGHTS.items():
                page = _visit(browser, base, shot, width)
                _keep(page, f"{shot.name}-{width}", height)
                page.context.close()


def write_index() -> None:
    """The page that shows them all."""
    lines = ["# Các trang", "", "Dữ liệu mẫu, ở 360 và 1280 px (`python -m tests.gallery`).", ""]
    for shot in SHOTS:
        pictures = "".join(
            f'<img src="{shot.name}-{width}.webp" alt="{shot.title}, {width} px" width="{shown}"> '
            for width, shown in ((360, 200), (1280, 620))
        )
        lines += [f"## {shot.title}", "", pictures.strip(), ""]
    (GALLERY / "README.md").write_text("\n".join(lines), encoding="utf-8")


def _visit(browser: Browser, base: str, shot: Shot, width: int) -> Page:
    size = {"viewport": {"width": width, "height": 800}, "locale": "vi-VN"}
    extra = {"is_mobile": True, "has_touch": True} if width == PHONE["viewport"]["width"] else {}
    page = browser.new_context(**size, **extra).new_page()
    if shot.visitor:
        page.goto(f"{base}/tai-khoan/dang-nhap/")
        page.locator("#id_username").fill(shot.visitor)
        page.locator("#id_password").fill(PASSWORD)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").click()
    page.goto(f"{base}{shot.start}")
    for pattern in shot.follow:
        found = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.pathname)")
        page.goto(base + next(path for path in found if re.fullmatch(pattern, path)))
    if shot.then:
        shot.then(page)
    return page


def _keep(page: Page, name: str, height: int) -> None:
    whole = page.evaluate("document.documentElement.scrollHeight")
    # Pictures below the fold are loaded when they come near
    for place in range(0, min(whole, height), 600):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(100 if place else 300)
    # What sticks to the lower edge of a screen stands at the end of the picture
    page.set_viewport_size({**page.viewport_size, "height": min(whole, height)})
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    drawn = page.screenshot()
    picture = Image.open(io.BytesIO(drawn)).convert("RGB")
    picture.save(GALLERY / f"{name}.webp", quality=_QUALITY, method=6)


if __name__ == "__main__":
    chosen = tuple(shot for shot in SHOTS if not sys.argv[2:] or shot.name in sys.argv[2:])
    draw(sys.argv[1].rstrip("/"), chosen)
    write_index()
