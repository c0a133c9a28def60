"""Oscar's own shipping migrations first, then ours on top of them."""

from oscar.apps.shipping import migrations as upstream

__path__ = [*__path__, *upstream.__path__]
