"""What templates say in words and drawings: money, stars, icons, languages."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from themes.active import active_theme
from themes.colours import tokens
from themes.drawings import GROUPS, drawing_of
from themes.registry import DEFAULT, chain, theme_named

register = template.Library()

#: Nothing inside may end the element or open another
_ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
_DRAWINGS = "themes/base/drawings.svg"
#: Among the static files of a theme, with a symbol of this name
_SCENE = "scene.svg"


@register.filter
def thousands(number: int | None) -> str:
    """1284 → "1.284", as Vietnamese writes it in either language of the site."""
    return "" if number is None else f"{int(number):,}".replace(",", ".")


@register.filter
def dong(amount: int | None) -> str:
    """125000 → "125.000 ₫"; the blank does not break."""
    return "" if amount is None else f"{thousands(amount)}\N{NO-BREAK SPACE}₫"


@register.filter
def stars(number: int | None) -> str:
    """4 → "★★★★". For the eye only: a sentence for the ear stands beside it."""
    return "★" * int(number or 0)


@register.filter
def level(code: str) -> str:
    """The level that recognised a product, in words: "province" → "provincial"."""
    words = {
        "national": _("national level"),
        "province": _("provincial level"),
        "district": _("district level"),
        "commune": _("commune level"),
    }
    return words.get(code, code)


@register.filter
def telephone(number: str) -> str:
    """0912345678 or +84912345678 → "0912 345 678"; anything else as it is."""
    if number.startswith("+84"):
        number = f"0{number[3:]}"
    if len(number) == 10 and number.isdigit():
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return number


@register.filter
def dialled(number: str) -> str:
    """The digits a ``tel:`` link wants."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.filter
def selected(options: Any) -> int:
    """How many options of a facet are chosen."""
    return sum(option.is_selected for option in options)


@register.filter
def suggestion_kind(kind: str) -> str:
    """What a suggestion leads to, in a word."""
    words = {
        "stars": _("stars"),
        "product": _("product"),
        "subject": _("producer"),
        "place": _("place"),
        "group": _("group"),
    }
    return words.get(kind, "")


@register.filter
def suggestion_icon(kind: str) -> str:
    """The icon that goes with it."""
    return {
        "stars": "badge-check", "product": "package", "subject": "store", "place": "map-pin",
        "group": "layout-grid",
    }.get(kind, "search")  # fmt: skip


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite that base.html carries. It says nothing to a screen reader."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="#i-{}"/></svg>',
        f" {extra}" if extra else "",
        name,
    )


@register.simple_tag
def drawing(slug: str = "", called: str = "") -> SafeString:
    """The drawing that stands for a product without a picture: by what it is called, else by group.

    "Chè", "mật ong" and "cà phê" are all food to the programme, but nobody wants to see tea as a
    bowl of rice.
    """
    name = drawing_of(slug, called)
    return format_html(
        '<svg class="drawing drawing--{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        name,
        static(_DRAWINGS),
        name,
    )


@register.simple_tag
def scene(theme: str = "") -> SafeString:
    """The scene of the front page: of the theme named or in use, or of what it extends."""
    own = (one for one in chain(theme or active_theme()) if (one.static / _SCENE).exists())
    drawn = next(own, None)
    return format_html(
        '<svg viewBox="0 0 560 400" aria-hidden="true"><use href="{}#scene"/></svg>',
        static(f"themes/{drawn.slug}/{_SCENE}" if drawn else _DRAWINGS),
    )


@register.simple_tag
def product_groups() -> list[dict[str, Any]]:
    """The six groups in their official order: slug, name, url. Empty where nothing lists them."""
    try:
        return [
            {"slug": slug, "name": name, "url": reverse("search:group", kwargs={"slug": slug})}
            for slug, name in GROUPS.items()
        ]
    except NoReverseMatch:
        return []


class KeptNode(template.Node):
    """A class of its own: Django does not look for blocks inside a ``simple_block_tag``."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        content = self.nodelist.render(context)
        context[self.name] = mark_safe(content.strip().replace('"', "&quot;"))  # noqa: S308 -- rendered
        return content


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Writes its content and keeps it under a name, for another attribute of the same page."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, name.strip('"'))


@register.simple_tag
def structured_data(things: list[dict[str, Any]]) -> SafeString:
    """What a page tells machines. A block of data is no script: the headers let it stand."""
    said = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 -- escaped


@register.simple_tag
def absolute(request: HttpRequest, url: str) -> str:
    """An address with scheme and host, as share cards want it."""
    return request.build_absolute_uri(url)


@register.simple_tag
def token(name: str) -> str:
    """The value of a token of the active theme, for the few places where CSS cannot reach."""
    return tokens(active_theme()).get(name, "")


@register.simple_tag
def default_stylesheet() -> str:
    """Address of the default theme's stylesheet, for pages drawn without a request."""
    return static(theme_named(DEFAULT).stylesheet)


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[dict[str, Any]]:
    """This page in every language: code, name, url, is_current.

    A page that knows its translations says so in ``language_urls`` ({code: url}); others are found
    through the URL map; what has no translation leads to the front page of that language.
    """
    request: HttpRequest | None = context.get("request")
    here = get_language()
    known = context.get("language_urls")
    found = []
    for code, name in settings.LANGUAGES:
        if code == here or request is None:
            url = request.get_full_path() if request else "/"
        elif known is not None:
            url = known.get(code) or _front_page(code)
        else:
            url = translate_url(request.get_full_path(), code)
            if url == request.get_full_path():
                url = _front_page(code)
        with override(code):
            found.append(
                {
                    "code": code,
                    "name": _own_name(code, str(name)),
                    "url": url,
                    "is_current": code == here,
                }
            )
    return found


def _front_page(code: str) -> str:
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _own_name(code: str, name: str) -> str:
    return {"vi": "Tiếng Việt", "en": "English"}.get(code, name)
