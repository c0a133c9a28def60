"""The page tree and the site rows a new installation starts with.

The migration calls this with historical models, tests with the real ones. Rows are therefore
written without treebeard or Wagtail's own ``save``, neither of which historical models have.
"""

import uuid
from typing import Any

from django.apps import apps as real_apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

from cms.words import PATHS, words_of, words_of_home

_STEP = 4
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HOME_SLUGS = {"vi": "trang-chu", "en": "trang-chu-en"}
_SITE_NAME = "Chợ Phiên"
#: Rows that Wagtail's migrations make, with names an officer reads every day: (room, model, field)
_WAGTAIL_NAMES = {
    ("wagtailcore", "Page", "title"): {"Root": "Gốc"},
    ("wagtailcore", "Page", "draft_title"): {"Root": "Gốc"},
    ("wagtailcore", "Collection", "name"): {"Root": "Gốc"},
    ("wagtailcore", "Workflow", "name"): {"Moderators approval": "Kiểm duyệt"},
    ("wagtailcore", "Task", "name"): {"Moderators approval": "Kiểm duyệt"},
    ("auth", "Group", "name"): {"Editors": "Biên tập viên", "Moderators": "Người kiểm duyệt"},
}


def load_site(apps: Any = None) -> None:
    """Front pages and first pages in every language, and both site rows. Safe to repeat.

    Nothing is touched once a front page exists: from then on the tree belongs to the editors.
    """
    rooms = apps or real_apps
    _name_django_site(rooms)
    if rooms.get_model("cms", "HomePage").objects.exists():
        return
    locales = {code: _locale(rooms, code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}
    root = _root(rooms, locales[settings.LANGUAGE_CODE])
    homes, keys = {}, {path: uuid.uuid4() for path in ("", *PATHS)}
    for code, locale in locales.items():
        title, headline, lead = words_of_home(code)
        homes[code] = home = _add(
            rooms, "HomePage", root, locale, slug=_HOME_SLUGS[code], title=title,
            hero_title=headline, hero_text=lead, translation_key=keys[""],
        )  # fmt: skip
        above = {"": home}
        for path in PATHS:
            parent, _slash, slug = path.rpartition("/")
            said = words_of(path, code)
            above[path] = _add(
                rooms, "StandardPage", above[parent], locale, slug=slug, title=said.title,
                introduction=said.introduction, body=said.body, translation_key=keys[path],
            )  # fmt: skip
    _point_site_at(rooms, homes[settings.LANGUAGE_CODE])
    if _drop_welcome_page(rooms, root):
        _name_wagtail_rows(rooms)


def _name_django_site(rooms: Any) -> None:
    site_model = rooms.get_model("sites", "Site")
    site, made = site_model.objects.get_or_create(
        pk=settings.SITE_ID, defaults={"domain": "localhost", "name": _SITE_NAME}
    )
    if site.domain == "example.com":  # Django's own row, untouched
        site.domain, site.name = "localhost", _SITE_NAME
        site.save()
    if made:  # the key was given by hand: PostgreSQL's sequence has not heard of it
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [site_model]):
                cursor.execute(statement)


def _locale(rooms: Any, code: str) -> Any:
    locale_model = rooms.get_model("wagtailcore", "Locale")
    return locale_model._default_manager.get_or_create(language_code=code)[0]


def _root(rooms: Any, locale: Any) -> Any:
    page_model = rooms.get_model("wagtailcore", "Page")
    root = page_model._default_manager.filter(depth=1).order_by("path").first()
    if root is None:
        root = page_model(
            path="1".zfill(_STEP), depth=1, numchild=0, title="Root", draft_title="Root",
            slug="root", url_path="/", locale=locale, content_type=_content_type(rooms, page_model),
        )  # fmt: skip
        models.Model.save(root)
    return root


def _add(rooms: Any, name: str, parent: Any, locale: Any, **fields: Any) -> Any:
    """Write one page as the last child of ``parent``."""
    page_model = rooms.get_model("wagtailcore", "Page")
    own_model = rooms.get_model("cms", name)
    last = (
        page_model._default_manager.filter(depth=parent.depth + 1, path__startswith=parent.path)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    number = int(last[-_STEP:], 36) + 1 if last else 1
    now = timezone.now()
    page = own_model(
        path=parent.path + _base36(number), depth=parent.depth + 1, numchild=0, locale=locale,
        draft_title=fields["title"], url_path=f"{parent.url_path}{fields['slug']}/", live=True,
        content_type=_content_type(rooms, own_model), first_published_at=now,
        last_published_at=now, **fields,
    )  # fmt: skip
    models.Model.save(page)
    parent.numchild += 1
    page_model._default_manager.filter(pk=parent.pk).update(numchild=parent.numchild)
    return page


def _content_type(rooms: Any, model: Any) -> Any:
    return rooms.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=model._meta.app_label, model=model._meta.model_name
    )[0]


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits.rjust(_STEP, "0")


def _point_site_at(rooms: Any, home: Any) -> None:
    site_model = rooms.get_model("wagtailcore", "Site")
    page = rooms.get_model("wagtailcore", "Page")._default_manager.get(pk=home.pk)
    default = site_model.objects.filter(is_default_site=True).first() or site_model(
        hostname="localhost", port=80, is_default_site=True
    )
    default.root_page = page
    default.site_name = default.site_name or _SITE_NAME
    default.save()
    # Historical rows send no signal, and the addresses of pages are kept in the cache
    from wagtail.models import Site  # noqa: PLC0415 - the real model, for its cache alone

    Site.clear_site_root_paths_cache()


def _drop_welcome_page(rooms: Any, root: Any) -> bool:
    """Wagtail's own first page, as long as nobody has touched it; whether it was there."""
    page_model = rooms.get_model("wagtailcore", "Page")
    welcome = page_model._default_manager.filter(
        depth=2, slug="home", numchild=0, content_type__app_label="wagtailcore",
        content_type__model="page", title__startswith="Welcome to your new Wagtail site",
    )  # fmt: skip
    if not welcome.exists():
        return False
    welcome.delete()
    count = page_model._default_manager.filter(depth=2, path__startswith=root.path).count()
    page_model._default_manager.filter(pk=root.pk).update(numchild=count)
    return True


def _name_wagtail_rows(rooms: Any) -> None:
    """Of a fresh Wagtail alone: in one that is in use, code may look for a group by its name."""
    for (room, model, field), names in _WAGTAIL_NAMES.items():
        rows = rooms.get_model(room, model)._default_manager
        for name, vietnamese in names.items():
            rows.filter(**{field: name}).update(**{field: vietnamese})
