"""The demo's drawings for pages, among the site's images; drawn when first asked for."""

import io

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from config.demo.pictured import Depicted
from config.demo.pictures import MOTIFS
from config.demo.shelf import drawings

_QUALITY = 88


def picture_of(motif: str) -> AbstractImage:
    """The drawing of a motif that listings use too, made if it is not there yet."""
    shown = Depicted(motif, 0)
    images = get_image_model().objects
    image = images.filter(title=shown.title, collection=drawings()).first()
    if image is None:
        content = io.BytesIO()
        MOTIFS[motif].draw(0).save(content, "JPEG", quality=_QUALITY)
        image = images.create(
            title=shown.title,
            description=shown.alt,
            collection=drawings(),
            file=ContentFile(content.getvalue(), f"ve-{motif}-1.jpg"),
        )
    return image
