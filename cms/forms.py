"""The form of a page in the back office."""

import re
from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput

from cms.slugs import refuse_reserved
from ocop import spelling


def _letters() -> list[tuple[re.Pattern[str], str]]:
    """Vietnamese letters for the browser's own slug maker, which drops most of them: đ, ử, ồ …"""
    variants: dict[str, str] = defaultdict(str)
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)):
        if (folded := spelling.fold(chr(code))) in set("aeiouyd"):
            variants[folded] += chr(code)
    return [(re.compile(f"[{letters}]"), plain) for plain, letters in variants.items()]


class SpelledSlugField(forms.SlugField):
    """Takes words as they are written: "Giới thiệu Đặc sản" becomes gioi-thieu-dac-san."""

    def to_python(self, value: Any) -> str:
        return spelling.slug(super().to_python(value) or "")


class WordsPageForm(WagtailAdminPageForm):
    slug = SpelledSlugField(
        label=_("Slug"),
        max_length=255,
        required=False,
        widget=SlugInput(formatters=_letters()),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        parent = self.parent_page or self.instance.get_parent()
        if own := self.instance.own_segment:
            data["slug"] = own
        try:
            refuse_reserved(
                data.get("slug") or spelling.slug(data.get("title", "")),
                is_first_segment=parent is not None and parent.depth == 2,
                own_segment=self.instance.own_segment,
            )
        except ValidationError as error:
            self.add_error(None if "slug" not in self.fields else "slug", error.messages)
        return data
