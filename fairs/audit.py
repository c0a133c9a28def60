"""What the audit trail keeps of fairs: who changed which field, from what to what.

Services write row by row with ``save()``, so the library's own receivers see every change. Units
sold are left out: each sale has its ``LineAttribution``.
"""

from auditlog.registry import auditlog

from fairs.models import Booth, BoothProduct, Fair


def register_models() -> None:
    auditlog.register(Fair, exclude_fields=["id", "version", "changed_at"])
    auditlog.register(Booth, exclude_fields=["id"])
    auditlog.register(BoothProduct, exclude_fields=["id", "sold", "position"])
