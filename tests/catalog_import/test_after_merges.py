"""A list read again after two of its records were merged."""

import pytest

from ocop.models import RegisteredProduct, Standing, Subject
from ocop.services import merge_products, merge_subjects
from tests.catalog_import.test_import_file import MOMENT, PLACE, counts, csv, run
from tests.ocop.desk import officer_of

pytestmark = pytest.mark.django_db

ROWS = (
    f"Dừa sáp sợi;HTX Tân Qui;{PLACE};3 sao;1/QĐ-UBND;01/02/2026;",
    f"Dừa sáp sợi VICOSAP;HTX Tân Qui;{PLACE};4 sao;2/QĐ-UBND;01/03/2026;",
)


@pytest.fixture
def officer():
    return officer_of("Vĩnh Long")


def test_the_same_file_again_brings_no_merged_record_back(officer):
    assert counts(run(csv(*ROWS)))[:2] == (2, 2)
    kept, merged = RegisteredProduct.objects.order_by("pk")
    merge_products(kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT)

    report = run(csv(*ROWS))

    assert counts(report) == (2, 0, 0, 2, 0, 0)
    assert Standing.objects.filter(product=merged).count() == 0


def test_a_new_list_with_the_old_spelling_speaks_of_the_record_that_was_kept(officer):
    run(csv(*ROWS))
    kept, merged = RegisteredProduct.objects.order_by("pk")
    merge_products(kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT)

    row = f"Dừa sáp sợi VICOSAP;HTX Tân Qui;{PLACE};5 sao;2361/QĐ-BNNMT;26/06/2026;"
    report = run(csv(row, name="next.csv"))

    assert (report.is_written, RegisteredProduct.objects.count()) == (True, 2)
    assert kept.certificates.filter(stars=5).count() == 1


def test_a_list_that_names_a_producer_merged_away_finds_the_other(officer):
    run(csv(ROWS[0], f"Mật dừa;HTX Nông sản Tân Qui;{PLACE};3 sao;3/QĐ-UBND;01/02/2026;"))
    kept, merged = Subject.objects.order_by("pk")
    merge_subjects(kept=kept, merged=merged, reason="Một", by=officer, moment=MOMENT)

    row = f"Kẹo dừa;HTX Nông sản Tân Qui;{PLACE};3 sao;4/QĐ-UBND;01/04/2026;"
    run(csv(row, name="next.csv"))

    assert RegisteredProduct.objects.get(name="Kẹo dừa").subject == kept
    assert Subject.objects.count() == 2
