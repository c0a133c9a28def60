"""Days as people here type them."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

DAY = datetime.date(2026, 12, 5)
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@LANGUAGES
@pytest.mark.parametrize("typed", ["05/12/2026", "5/12/2026", "5-12-2026", "2026-12-05"])
def test_the_day_stands_first(language, typed):
    with override(language):
        assert forms.DateField().clean(typed) == DAY
        moment = forms.DateTimeField().clean(f"{typed} 08:00")
    assert timezone.localtime(moment).isoformat() == "2026-12-05T08:00:00+07:00"


@LANGUAGES
def test_no_month_is_taken_for_a_day(language):
    with override(language):
        for field, typed in (
            (forms.DateField(), "12/31/2026"),
            (forms.DateTimeField(), "12/31/26"),
        ):
            with pytest.raises(ValidationError):
                field.clean(typed)


@LANGUAGES
def test_what_the_pickers_of_the_back_office_write_is_read(language):
    with override(language):
        day = AdminDateInput().format_value(DAY)
        moment = AdminDateTimeInput().format_value(
            datetime.datetime(2026, 12, 5, 8, tzinfo=datetime.UTC)
        )
        assert (day, moment) == ("05/12/2026", "05/12/2026 08:00")
        assert forms.DateField().clean(day) == DAY
        assert timezone.localtime(forms.DateTimeField().clean(moment)).day == 5


@LANGUAGES
def test_browsers_own_pickers_are_filled_as_they_take_it(language):
    with override(language):
        assert forms.DateInput(attrs={"type": "date"}).format_value(DAY) == "2026-12-05"
