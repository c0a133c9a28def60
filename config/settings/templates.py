"""Templates: the theme of the request first, then the apps. See themes/loaders.py."""

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
            ],
        },
    }
]
