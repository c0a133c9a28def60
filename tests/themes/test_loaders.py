"""Which template a theme gets."""

import pytest
from django.template import Engine, TemplateDoesNotExist
from django.template.loader import get_template

from themes.active import active_theme, use_theme
from themes.registry import chain, theme_named


def drawn(theme, name="includes/mark.html"):
    with use_theme(theme):
        return get_template(name).render().strip()


def test_one_template_under_a_then_b_then_a(make_theme):
    make_theme("alpha", {"templates/includes/mark.html": "alpha"})
    make_theme("beta", {"templates/includes/mark.html": "beta"})

    assert [drawn("alpha"), drawn("beta"), drawn("alpha")] == ["alpha", "beta", "alpha"]
    assert drawn("base").startswith("<svg")


def test_a_template_only_one_theme_has_stays_unknown_to_the_other(make_theme):
    make_theme("alpha", {"templates/only.html": "here"})

    with pytest.raises(TemplateDoesNotExist):
        drawn("base", "only.html")
    assert drawn("alpha", "only.html") == "here"
    with pytest.raises(TemplateDoesNotExist):
        drawn("base", "only.html")


def test_a_theme_may_extend_the_template_of_the_same_name(make_theme):
    make_theme("alpha", {"templates/part.html": "[{% block x %}alpha{% endblock %}]"})
    make_theme(
        "beta",
        {
            "templates/part.html": (
                '{% extends "part.html" %}{% block x %}{{ block.super }}+beta{% endblock %}'
            )
        },
        extends="alpha",
    )

    assert drawn("beta", "part.html") == "[alpha+beta]"
    assert drawn("alpha", "part.html") == "[alpha]"
    assert drawn("beta", "part.html") == "[alpha+beta]"


def test_partials_keep_to_their_theme(make_theme):
    one = "{% partialdef bit %}alpha{% endpartialdef %}"
    make_theme("alpha", {"templates/parts.html": one})
    make_theme("beta", {"templates/parts.html": one.replace("alpha", "beta")})

    found = [drawn(theme, "parts.html#bit") for theme in ("alpha", "beta", "alpha")]

    assert found == ["alpha", "beta", "alpha"]


def test_the_engine_uses_our_loaders():
    """Two packages would overwrite them silently with the stock ones."""
    outer = Engine.get_default().template_loaders
    inner = outer[0].loaders

    assert [type(loader).__module__ for loader in outer] == ["template_partials.loader"]
    assert [f"{type(x).__module__}.{type(x).__name__}" for x in inner] == [
        "themes.loaders.CachedThemeLoader"
    ]
    assert type(inner[0].loaders[0]).__name__ == "ThemeLoader"


def test_a_chain_ends_in_the_base_theme(make_theme):
    make_theme("alpha")
    make_theme("beta", extends="alpha")

    assert [theme.slug for theme in chain("beta")] == ["beta", "alpha", "base"]
    assert [theme.slug for theme in chain("base")] == ["base"]


def test_an_unknown_theme_is_the_default():
    assert theme_named("gone").slug == "mac-dinh"


def test_a_circle_of_themes_ends(make_theme):
    make_theme("alpha", extends="beta")
    make_theme("beta", extends="alpha")

    assert [theme.slug for theme in chain("alpha")] == ["alpha", "beta", "base"]


def test_the_theme_is_put_back_also_after_an_error():
    with pytest.raises(ZeroDivisionError), use_theme("alpha"):
        _ = 1 / 0
    assert active_theme() == "base"
