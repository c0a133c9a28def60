"""Oscar's own catalogue migrations first, then ours on top of them."""

from oscar.apps.catalogue import migrations as upstream

__path__ = [*__path__, *upstream.__path__]
