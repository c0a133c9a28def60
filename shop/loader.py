"""Oscar's class loader, with ``search.*`` taken from our room alone.

The stock loader always imports ``oscar.apps.search.*`` before a replacement, and that imports
haystack, which this project does not install as an app.
"""

from importlib import import_module

from oscar.core.loading import default_class_loader


def loader(module_label: str, classnames: list[str], module_prefix: str) -> list[type]:
    if module_label.split(".", maxsplit=1)[0] == "search":
        module = import_module(module_label)
        return [getattr(module, classname) for classname in classnames]
    return default_class_loader(module_label, classnames, module_prefix)
