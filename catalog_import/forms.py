"""Forms of the back office of imports."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog_import.models import MissingProduct, Source
from catalog_import.readers import limits
from catalog_import.selectors.responsibility import provinces_stated_by, sources_of
from ocop.models import Place
from ocop.rules import PROGRAMME_START

MOST_FILES = 10
MEGABYTES = limits.FILE_BYTES // (1024 * 1024)
ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,.docx,.pdf"


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    def __init__(self, **kwargs: Any) -> None:
        widget = _Files(attrs={"accept": ACCEPTED, "multiple": True})
        messages = {"required": _("Choose at least one file.")}
        super().__init__(widget=widget, error_messages=messages, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        if empty := [file.name for file in files if file and file.size == 0]:
            raise forms.ValidationError(
                ngettext(
                    "%(names)s is empty.", "These files are empty: %(names)s.", len(empty)
                ) % {"names": ", ".join(f"“{name}”" for name in empty)}
            )  # fmt: skip
        cleaned = [super(FilesField, self).clean(file, initial) for file in files or [None]]
        if len(cleaned) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at once.") % {"most": MOST_FILES})
        for file in cleaned:
            if file.size > limits.FILE_BYTES:
                raise forms.ValidationError(
                    _("“%(name)s” is too big: more than %(megabytes)s MB.")
                    % {"name": file.name, "megabytes": MEGABYTES}
                )
        return cleaned


class PlaceChoice(forms.ModelChoiceField):
    """Names of provinces were used again in 2025: the former one says so."""

    def label_from_instance(self, place: Place) -> str:
        if place.valid_to is None:
            return place.full_name
        return _("%(province)s (before July 2025)") % {"province": place.full_name}


class UploadForm(forms.Form):
    uploads = FilesField(
        label=_("Files"),
        help_text=format_lazy(
            _("Excel, LibreOffice, CSV, Word or PDF; up to {files} files of {megabytes} MB each."),
            files=MOST_FILES,
            megabytes=MEGABYTES,
        ),
    )
    province = PlaceChoice(
        label=_("Province"),
        queryset=Place.objects.none(),
        required=False,
        help_text=_("Counts for rows that name none."),
    )
    as_of = forms.DateField(
        label=_("Day of the list"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "The day the list speaks for, where it prints none. Never the day of the import."
        ),
    )
    source = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("As the rows say"),
        help_text=_("Who publishes the list. What you settle of its columns is remembered here."),
    )

    def __init__(self, *args: Any, user: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        province = self.fields["province"]
        province.queryset = provinces_stated_by(user)  # type: ignore[attr-defined]
        own = [place for place in province.queryset if place.valid_to is None]  # type: ignore[attr-defined]
        if not user.is_superuser:
            province.required = True
            if len(own) == 1:
                province.initial = own[0]
        self.fields["source"].queryset = sources_of(user)  # type: ignore[attr-defined]

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day and day > self.today:
            raise forms.ValidationError(_("The list cannot speak for a day to come."))
        if day and day < PROGRAMME_START:
            raise forms.ValidationError(_("That day lies before the programme."))
        return day


class AnswerForm(forms.Form):
    """What became of a product that a list no longer names."""

    answer = forms.ChoiceField(
        choices=[choice for choice in MissingProduct.Answer.choices if choice[0]]
    )
    decision_no = forms.CharField(required=False, max_length=60)
    revoked_on = forms.DateField(required=False)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_revoked_on(self) -> Any:
        day = self.cleaned_data["revoked_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("It cannot have been revoked on a day to come."))
        return day
