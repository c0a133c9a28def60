"""Pictures without thumbnails: Oscar's own two ways need a package that is not installed here."""

from oscar.core.thumbnails import AbstractThumbnailer


class AsTheyAre(AbstractThumbnailer):
    """The picture itself, at no cost: what a warm cache of thumbnails comes near to."""

    def generate_thumbnail(self, source, **opts):
        return source

    def delete_thumbnails(self, source):
        """There are none."""
