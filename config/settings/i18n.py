"""Languages and time."""

from django.utils.translation import gettext_lazy as _

from config.env import ROOT

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
#: What the first says wins over the second, and both over the catalogues of installed packages.
#: The second is the Vietnamese that Wagtail, Django and Oscar lack.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "upstream"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["config.formats"]
