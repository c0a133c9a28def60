"""Bringing a registry file into the register."""

from catalog_import.services.importing import import_file

__all__ = ["import_file"]
