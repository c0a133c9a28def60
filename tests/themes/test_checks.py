"""What is refused of a theme."""

import unicodedata
from importlib.metadata import EntryPoint

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from themes import registry
from themes.assets.cut_font import characters
from themes.checks import check_theme, check_themes
from themes.colours import PAIRS, contrast, tokens, too_faint
from themes.registry import ThemeError, read_theme, theme_named, themes


def test_the_themes_that_ship_have_no_fault():
    call_command("check", tags=["themes"], fail_level="DEBUG")
    assert sorted(themes()) == [
        "base", "dong-nai", "hai-phong", "mac-dinh", "ninh-binh", "tuyen-quang",
    ]  # fmt: skip


def test_contrast_is_the_one_of_wcag():
    assert round(contrast("#000", "#fff"), 2) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert contrast("#0b5d3b", "#0b5d3b") == 1.0


@pytest.mark.parametrize("slug", sorted(themes()))
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_of_colours_can_be_read(slug, front, back, least):
    known = tokens(slug)
    assert contrast(known[front], known[back]) >= least


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("#999999", "--c-ink on --c-bg is 2.78:1, it needs 4.5:1"),
        ("navy", "--c-ink must be written as #rrggbb"),
    ],
)
def test_a_faint_or_odd_colour_is_named(make_theme, value, said):
    make_theme("alpha", {"tokens.css": f"@layer tokens{{:root{{--c-ink:{value}}}}}"})

    assert said in too_faint("alpha")
    assert {error.id for error in check_theme(theme_named("alpha"))} == {"themes.E003"}


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"static/css/a.css": ".a { color: #fff; }"}, "themes.E004"),
        ({"static/css/a.css": ".a { color: rgb(1 2 3); }"}, "themes.E004"),
        ({"static/css/a.css": ".a { background: url(https://x.test/a.png); }"}, "themes.E005"),
        ({"static/css/a.css": '@import "//x.test/a.css";'}, "themes.E005"),
        (
            {"templates/includes/mark.html": '<img src="https://x.test/a.png" alt="">'},
            "themes.E005",
        ),
        ({"templates/shop/product.html": "<h1>Mine</h1>"}, "themes.E006"),
        ({"static/fonts/a.woff2": "font"}, "themes.E007"),
        ({"static/a.bin": "x" * 150_001}, "themes.E008"),
    ],
)
def test_a_theme_with_a_fault_is_reported(make_theme, files, fault):
    make_theme("alpha", files)

    assert [error.id for error in check_theme(theme_named("alpha"))] == [fault]


@pytest.mark.parametrize(
    "files",
    [
        {"static/css/a.css": ".a { color: color-mix(in oklab, var(--c-ink) 20%, var(--c-bg)); }"},
        {"static/css/a.css": "/* #fff */ .a { mask: url(#shape); }"},
        {"templates/includes/footer.html": '<a href="https://x.test/">x</a>'},
        {"templates/cms/includes/hero.html": "<h1>Mine</h1>"},
        {"static/fonts/a.woff2": "font", "static/fonts/OFL.txt": "licence"},
    ],
)
def test_what_a_theme_may_do(make_theme, files):
    make_theme("alpha", files)

    assert check_theme(theme_named("alpha")) == []


def test_a_theme_on_a_missing_one_is_reported(make_theme):
    make_theme("alpha", extends="gone")

    assert [error.id for error in check_theme(theme_named("alpha"))] == ["themes.E002"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 1\n", "name must be a str"),
        ('name="A"\nslug="b"\nversion="1"\nauthor="A"\nlicence="x"\n', "the name of the folder"),
        (
            'name="A"\nslug="alpha"\nversion="1"\nauthor="A"\nlicence="x"\ncolour="red"\n',
            "unknown key colour",
        ),
        ("name =", "Invalid value"),
    ],
)
def test_a_broken_theme_toml_is_reported_and_left_out(make_theme, text, said):
    folder = make_theme("alpha")
    (folder / "theme.toml").write_text(text, "utf-8")
    registry.forget()

    with pytest.raises(ThemeError, match=said):
        read_theme(folder)
    assert "alpha" not in themes()
    assert "themes.E001" in [error.id for error in check_themes()]


def test_a_package_brings_a_theme(tmp_path, monkeypatch):
    package = tmp_path / "guest"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "theme.toml").write_text(
        'name="Guest"\nslug="guest"\nversion="1"\nauthor="A"\nlicence="MIT"\n', "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    entry = EntryPoint(name="guest", value="guest", group="chophien.themes")
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry])
    registry.forget()

    assert themes()["guest"].path == package
    monkeypatch.undo()
    registry.forget()


def test_the_heading_font_has_every_vietnamese_letter():
    font = TTFont(theme_named("base").static / "fonts" / "be-vietnam-pro-700.woff2")
    there = set(font.getBestCmap())

    wanted = characters()

    assert sum(c.isalpha() for c in wanted if ord(c) > 127) == 134
    assert [c for c in wanted if ord(c) not in there] == []
    assert all(unicodedata.is_normalized("NFC", c) for c in wanted)
    assert (
        theme_named("base").static / "fonts" / "be-vietnam-pro-700.woff2"
    ).stat().st_size < 10_000
