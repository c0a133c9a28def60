"""Templates: the theme of the request first, then the apps. See themes/loaders.py."""

from config.env import VAR

#: Where the one stylesheet of each theme is joined from its parts, for collectstatic to find
THEMES_BUILD_ROOT = VAR / "themes"
#: How long a process may keep a site's look (theme, operator's data) without asking again
THEMES_CACHE_SECONDS = 60

_theme_loaders = [
    "themes.loaders.ThemeLoader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Written by hand: the default AppConfig of template_partials would overwrite it.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("themes.loaders.CachedThemeLoader", _theme_loaders)],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "themes.context_processors.site_identity",
                "config.context_processors.pretended_day",
                "shop.basket.context.basket_count",
                "cms.context_processors.sections",
            ],
        },
    }
]
