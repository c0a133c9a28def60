"""What templates say in words and drawings."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from ocop.models import PlanTarget
from themes.drawings import GROUPS, drawing_of
from themes.models import SiteIdentity
from themes.registry import theme_named
from themes.templatetags import looks


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (None, ""),
        (0, "0\N{NO-BREAK SPACE}₫"),
        (950, "950\N{NO-BREAK SPACE}₫"),
        (125000, "125.000\N{NO-BREAK SPACE}₫"),
        (1234567890, "1.234.567.890\N{NO-BREAK SPACE}₫"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_money_is_written_one_way_in_both_languages(amount, said, language):
    with override(language):
        assert looks.dong(amount) == said


def test_small_words():
    assert looks.thousands(1284) == "1.284"
    assert [looks.stars(number) for number in (5, 3, None)] == ["★★★★★", "★★★", ""]
    assert looks.telephone("0912345678") == "0912 345 678"
    assert looks.telephone("1900 6789") == "1900 6789"
    assert looks.dialled("+84 (912) 345-678") == "+84912345678"
    with override("en"):
        assert looks.level("national") == "national level"
        assert looks.level("Bộ Nông nghiệp") == "Bộ Nông nghiệp"


@pytest.mark.parametrize(
    ("group", "called", "drawing"),
    [
        ("thuc-pham", "Chè Shan tuyết Phìn Hồ", "do-uong"),
        ("thuc-pham", "Mật ong bạc hà", "mat-ong"),
        ("thuc-pham", "Cà phê rang xay", "ca-phe"),
        ("thuc-pham", "Cà chua bi", "rau-cu"),
        ("thuc-pham", "Cá kho làng Vũ Đại", "ca"),
        ("thuc-pham", "Ca\N{COMBINING ACUTE ACCENT} kho", "ca"),
        ("thuc-pham", "NƯỚC MẮM Cát Hải", "chai"),
        ("thuc-pham", "Bánh đậu xanh Rồng Vàng", "banh"),
        ("thuc-pham", "Đặc sản Tân Trào", "thuc-pham"),
        ("do-uong", "Rượu nếp cái hoa vàng", "chai"),
        ("thu-cong-my-nghe", "Ấm trà Chu Đậu", "thu-cong-my-nghe"),
        ("sinh-vat-canh", "Cam cảnh", "sinh-vat-canh"),
        ("", "Không rõ", "san-pham"),
        ("lạ", "", "san-pham"),
    ],
)
def test_the_drawing_of_a_product_without_a_picture(group, called, drawing):
    assert drawing_of(group, called) == drawing


def test_every_drawing_exists_and_has_its_colours():
    file = (theme_named("base").static / "drawings.svg").read_text("utf-8")
    css = (theme_named("base").static / "css/components/drawing.css").read_text("utf-8")
    names = {*GROUPS, "san-pham", *(drawing_of("", word) for word in ("cà phê", "mật ong", "cá"))}

    for name in names:
        assert f'<symbol id="{name}"' in file
        assert name == "san-pham" or f".drawing--{name} " in css


def test_a_drawing_says_nothing_to_a_screen_reader():
    said = Template('{% load looks %}{% drawing "do-uong" %}{% icon "search" %}').render(Context())

    assert said.count('aria-hidden="true"') == 2
    assert '<use href="/static/themes/base/drawings.svg#do-uong"/>' in said
    assert '<use href="#i-search"/>' in said


def test_every_icon_asked_for_is_in_the_sprite():
    templates = theme_named("base").templates
    sprite = (templates / "includes/icons.html").read_text("utf-8")
    asked = set()
    for file in templates.rglob("*.html"):
        for part in file.read_text("utf-8").split('{% icon "')[1:]:
            asked.add(part.partition('"')[0])
    asked |= {looks.suggestion_icon(kind) for kind in ("product", "subject", "place", "group", "")}

    assert [name for name in sorted(asked) if f'id="i-{name}"' not in sprite] == []


@pytest.mark.parametrize(
    ("path", "language", "urls"),
    [
        ("/tai-khoan/?a=1", "vi", {"vi": "/tai-khoan/?a=1", "en": "/en/tai-khoan/?a=1"}),
        ("/en/tai-khoan/", "en", {"vi": "/tai-khoan/", "en": "/en/tai-khoan/"}),
    ],
)
def test_a_page_in_every_language(rf, path, language, urls):
    with override(language):
        found = looks.languages(Context({"request": rf.get(path)}))

    assert {one["code"]: one["url"] for one in found} == urls
    assert [one["code"] for one in found if one["is_current"]] == [language]


def test_a_page_without_a_translation_leads_to_the_front_page(rf):
    with override("vi"):
        found = looks.languages(Context({"request": rf.get("/x/"), "language_urls": {}}))

    assert [one["url"] for one in found] == ["/x/", "/en/"]


def test_who_runs_a_site_is_another_word_than_a_sign_of_comparison():
    """One English word, two in Vietnamese."""
    site, target = (
        model._meta.get_field("operator").verbose_name for model in (SiteIdentity, PlanTarget)
    )

    with override("vi"):
        assert str(site) != str(target)
