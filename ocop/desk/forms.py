"""What an officer may ask and enter."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ocop.decisions import Decision
from ocop.enums import DecisionAct, GroupScheme, StandingStatus, SubjectKind
from ocop.models import CraftVillage, Place, ProductGroup, RegisteredProduct, Subject
from ocop.rules import NAME_LENGTH
from ocop.selectors.groups import top_group_slugs
from ocop.selectors.places import locate
from ocop.selectors.records import ENDING, NO_DECISION, UNSURE_PLACE, Filters
from ocop.services import settled_by_hand

DATE = "%Y-%m-%d"
_DATES = [DATE, "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


def work_lists() -> dict[str, str]:
    """Work lists by name, in the order they are shown."""
    ending = {
        f"ending-{days}": _t("Ending within %(days)d days") % {"days": days} for days in ENDING
    }
    return {NO_DECISION: _t("No decision yet"), **ending, UNSURE_PLACE: _t("Unsure place")}


class FilterForm(forms.Form):
    """The filters of both lists; a value that means nothing filters nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    tinh = forms.ChoiceField(label=_("Province"), required=False)
    xa = forms.ChoiceField(label=_("Commune"), required=False)
    sao = forms.ChoiceField(label=_("Stars today"), required=False)
    trang_thai = forms.ChoiceField(label=_("Status"), required=False)
    nhom = forms.ChoiceField(label=_("Group"), required=False)
    loai = forms.ChoiceField(label=_("Kind of producer"), required=False)
    viec = forms.ChoiceField(label=_("Work list"), required=False)
    mau = forms.ChoiceField(label=_("Samples"), required=False)

    def __init__(self, data: Any, *, provinces: QuerySet[Place], of_products: bool) -> None:
        super().__init__(data)
        self.of_products = of_products
        known = list(provinces.order_by("name"))
        province = next((p for p in known if str(p.pk) == data.get("tinh")), None)
        if province is None and len(known) == 1:
            province = known[0]
        communes = (
            Place.objects.communes().filter(province=province).order_by("name")
            if province
            else Place.objects.none()
        )
        work = work_lists()
        if not of_products:
            work = {UNSURE_PLACE: work[UNSURE_PLACE]}
        groups = ProductGroup.objects.filter(scheme=GroupScheme.D148, slug__in=top_group_slugs)
        self._choose("tinh", [(p.pk, p.name) for p in known])
        self._choose("xa", communes.values_list("pk", "full_name"))
        self._choose("sao", [(5, "5"), (4, "4"), (3, "3"), (0, _("none"))])
        self._choose("trang_thai", StandingStatus.choices)
        self._choose("nhom", groups.order_by("position").values_list("slug", "name"))
        self._choose("loai", SubjectKind.choices)
        self._choose("viec", work.items())
        self._choose("mau", [("khong", _("without samples")), ("chi", _("samples only"))])
        if len(known) < 2:
            del self.fields["tinh"]
        if not of_products:
            for name in ("sao", "trang_thai", "nhom"):
                del self.fields[name]
        self.full_clean()

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]

    @property
    def filters(self) -> Filters:
        """What was asked for."""
        asked = getattr(self, "cleaned_data", {})
        return Filters(
            text=asked.get("q", ""),
            province_id=_number(asked.get("tinh")),
            commune_id=_number(asked.get("xa")),
            stars=_number(asked.get("sao")),
            status=asked.get("trang_thai", ""),
            group=asked.get("nhom", ""),
            kind=asked.get("loai", ""),
            work=asked.get("viec", ""),
            is_sample={"khong": False, "chi": True}.get(asked.get("mau", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        """More than a search: the filters stand open then."""
        return any(value for name, value in self.cleaned_data.items() if name != "q")


def _number(text: str | None) -> int | None:
    return int(text) if text else None


class DecisionForm(forms.Form):
    """A decision and its file. Rules beyond the single field are the register's to apply."""

    act = forms.ChoiceField(
        label=_("What it does"), choices=DecisionAct.choices, widget=forms.RadioSelect
    )
    stars = forms.TypedChoiceField(
        label=_("Stars"), required=False, coerce=int, empty_value=None,
        choices=[("", "–"), (3, "3"), (4, "4"), (5, "5")],
        help_text=_("Left open where a decision withdraws."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Number of the decision"), max_length=60, help_text="123/QĐ-UBND"
    )
    day = forms.DateField(
        label=_("Day of the decision"), input_formats=_DATES,
        widget=forms.DateInput(format=DATE, attrs={"type": "date"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("The decision as a file"), required=False,
        help_text=_("PDF, Word (.docx) or a picture, up to 20 MB. Only officers can see it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png,.webp"}),
    )  # fmt: skip
    #: A file kept by the step before
    document = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        act = data.get("act")
        if act == DecisionAct.REVOKE:
            data["stars"] = None
        elif act and not data.get("stars"):
            self.add_error("stars", _("Choose 3, 4 or 5 stars."))
        if not data.get("file") and not data.get("document") and "file" not in self.errors:
            self.add_error("file", _("Add the decision as a file."))
        return data

    @property
    def decision(self) -> Decision:
        """What was entered, once it is valid."""
        data = self.cleaned_data
        return Decision(DecisionAct(data["act"]), data["number"], data["day"], data["stars"])


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays with the record."),
    )  # fmt: skip


class CorrectionForm(ReasonForm):
    """Facts of a record, filled with what stands there. ``changed`` holds what differs."""

    province = forms.ModelChoiceField(
        label=_("Province today"), queryset=Place.objects.none(), required=False
    )
    commune = forms.CharField(
        label=_("Commune today"), required=False, max_length=100,
        help_text=_("With or without accents. Leave it as it is to keep the place."),
        widget=forms.TextInput(attrs={"list": "cac-xa"}),
    )  # fmt: skip
    address = forms.CharField(label=_("Address as written"), required=False, max_length=300)

    def __init__(self, *args: Any, record: Any, provinces: QuerySet[Place], **kwargs: Any) -> None:
        self.record = record
        commune = record.commune_now.full_name if record.commune_now else ""
        initial = {name: getattr(record, name) for name in self.plain_fields()}
        initial |= {"province": record.province_now_id, "commune": commune}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.fields["province"].queryset = provinces.order_by("name")  # type: ignore[attr-defined]
        self.communes: list[str] = []
        if record.province_now_id:
            here = Place.objects.communes().filter(province=record.province_now_id)
            self.communes = list(here.order_by("name").values_list("full_name", flat=True))
        last = ["address", "province", "commune", "reason"]
        self.order_fields([*(name for name in self.fields if name not in last), *last])
        self.place: Place | None = None

    @classmethod
    def plain_fields(cls) -> list[str]:
        """Fields called as the record's own."""
        own = {"province", "commune", "reason"}
        return [name for name in cls.base_fields if name not in own]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asked = {"province", "commune"} & set(self.changed_data)
        if asked and "province" not in self.errors:
            self.place = self._found(data.get("province"), data.get("commune", ""))
        return data

    def _found(self, province: Place | None, commune: str) -> Place | None:
        if province is None or not commune:
            self.add_error("commune", _("Give the province and the commune of today."))
            return None
        place = locate(province=province.name, commune=commune, scheme=province.scheme).commune_now
        if place is None:
            self.add_error("commune", _("No commune of that name in the province."))
        return place

    @property
    def changed(self) -> dict[str, Any]:
        """Fields that differ, as the correcting service takes them."""
        fields = {
            name: self.cleaned_data[name]
            for name in self.plain_fields()
            if name in self.changed_data
        }
        if self.place:
            fields["location"] = settled_by_hand(self.record, self.place)
        return fields


class GroupField(forms.ModelChoiceField):
    """Groups of both decisions: the same words may mean different sets."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name} ({obj.scheme})"


class SubjectCorrectionForm(CorrectionForm):
    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", "–"), *SubjectKind.choices]
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=15)
    tax_code = forms.CharField(
        label=_("Tax code"), required=False, max_length=14,
        help_text=_("Of the business; never the number of a person."),
    )  # fmt: skip
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    is_women_led = forms.BooleanField(label=_("Led by women"), required=False)
    has_closed_chain = forms.BooleanField(label=_("Closed or circular value chain"), required=False)
    craft_village = forms.ModelChoiceField(
        label=_("Craft village"), required=False, queryset=CraftVillage.objects.all()
    )


class ProductCorrectionForm(CorrectionForm):
    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    group = GroupField(
        label=_("Product group"), required=False,
        queryset=ProductGroup.objects.order_by("-scheme", "position"),
    )  # fmt: skip
    product_code = forms.CharField(label=_("Product code"), required=False, max_length=40)


def correction_form(record: Subject | RegisteredProduct) -> type[CorrectionForm]:
    return SubjectCorrectionForm if isinstance(record, Subject) else ProductCorrectionForm
