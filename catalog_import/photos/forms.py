"""The upload of a batch of photos."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog_import.models import ImportRun
from catalog_import.photos.models import PhotoBatch
from catalog_import.photos.selectors import runs_of
from ocop.models import Centre
from ocop.selectors.centres import centres_of

_KINDS = ("zip", "xlsx", "xlsm", "jpg", "jpeg", "jfif", "png", "webp", "avif", "gif", "bmp")


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One or more files; the value is a list."""

    widget = _ManyFiles
    default_validators = [FileExtensionValidator((*_KINDS, "heic", "heif"))]

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(file, initial) for file in files]


class _RunField(forms.ModelChoiceField):
    def label_from_instance(self, run: ImportRun) -> str:
        day = run.as_of or run.started_at.date()
        return f"{run.file_name} · {day:%d/%m/%Y}"


class UploadForm(forms.Form):
    """Which centre's products, which files, and what the numbers in their names mean."""

    centre = forms.ModelChoiceField(label=_("Centre"), queryset=Centre.objects.none())
    photos = _FilesField(
        label=_("Photos"),
        widget=_ManyFiles(attrs={"accept": ",".join(f".{kind}" for kind in _KINDS)}),
        help_text=_(
            "A ZIP, an Excel file with pictures on its sheets, or up to 100 single pictures; drop"
            " them here or choose them. Together at most 500 MB."
        ),
    )
    run = _RunField(
        label=_("The list the numbers are from"),
        queryset=ImportRun.objects.none(),
        required=False,
        empty_label=_("File names have no numbers of a list"),
        help_text=_("Only if the names begin with numbers, such as 012.jpg or 12_mat-ong.jpg."),
    )
    numbers = forms.ChoiceField(
        label=_("The numbers are"),
        choices=PhotoBatch.Numbers.choices,
        initial=PhotoBatch.Numbers.ORDINAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: QuerySet[Centre] = centres_of(user)
        self._field("centre").queryset = own
        centres = list(own)
        if len(centres) == 1:
            self.fields["centre"].initial = centres[0]
            self.fields["centre"].widget = forms.HiddenInput()
        self._field("run").queryset = runs_of(centres)

    def _field(self, name: str) -> Any:
        return self.fields[name]
