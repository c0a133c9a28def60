from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Pages")

    def ready(self) -> None:
        import cms.own_panels  # noqa: F401, PLC0415 -- panels register themselves
        from cms.renamed_fairs import follow_name  # noqa: PLC0415
        from fairs.signals import fair_renamed  # noqa: PLC0415

        fair_renamed.connect(follow_name, dispatch_uid="cms.renamed_fairs")
