"""Every problem in words. Codes and values are kept; words are made when they are shown."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from catalog_import.fields import field_name
from catalog_import.problems import Problem

MESSAGES = {
    # the file is refused
    "empty": _("The file is empty."),
    "encrypted": _("The file is protected by a password. Save an unprotected copy of it."),
    "corrupt": _("The file is damaged and cannot be read. Open it and save it again."),
    "cut-off": _(
        "The end of the file is missing: it was not copied or sent as a whole. Bring it again."
    ),
    "wrong-type": _(
        "The content of the file (%(found)s) is not what its name says (%(suffix)s). Open it in a "
        "spreadsheet program and save it as .xlsx or .csv."
    ),
    "unsupported-type": _(
        "%(suffix)s files cannot be read. Save the list as .xlsx, .ods, .csv, .docx or .pdf."
    ),
    "unsafe-xml": _("The workbook holds declarations no spreadsheet needs. It was not opened."),
    "too-big": _("The file is too big: more than %(megabytes)s MB."),
    "too-many-parts": _(
        "The file is packed of more than %(most)s pieces. Copy the list alone into a new workbook "
        "and save that."
    ),
    "too-many-sheets": _("The file has more than %(most)s sheets or tables. Split it."),
    "too-many-merges": _(
        "The file has more than %(most)s merged cells. Copy the list alone into a new workbook and "
        "save that."
    ),
    "too-many-rows": _("The file has more than %(rows)s rows. Split it."),
    "too-many-cells": _("The file has more than %(cells)s cells. Split it."),
    "too-much-text": _("The file holds more than %(letters)s letters. Split it."),
    "piece-too-long": _(
        "One cell or remark of the file is larger than %(megabytes)s MB. Copy the list alone into "
        "a new workbook and save that."
    ),
    "line-too-long": _(
        "Line %(line)s has more than %(most)s characters: the lines of the list do not end."
    ),
    "quoted-too-long": _(
        "A cell of line %(line)s has more than %(most)s characters. Perhaps a quotation mark is "
        "not closed."
    ),
    "too-deep": _(
        "The file is nested too deeply. Copy the list alone into a new workbook and save that."
    ),
    "page-too-full": _("Page %(page)s has more than %(most)s letters: that is no list."),
    "too-much-memory": _(
        "Reading the file would take too much memory. Copy the list alone into a new workbook and "
        "save that."
    ),
    "too-slow": _(
        "Reading the file took more than %(seconds)s seconds. Copy the list alone into a new "
        "workbook and save that."
    ),
    "too-many-pages": _("The file has more than %(pages)s pages. Split it."),
    "too-many-columns": _("The file has more than %(columns)s columns."),
    "far-cell": _(
        "Cell %(column)s%(row)s lies far from the list. Delete what is not part of it and save "
        "the file again."
    ),
    "no-text": _(
        "The pages of the PDF are pictures: no text can be read from them. Ask for the file the "
        "paper was printed from."
    ),
    "unknown-encoding": _(
        "The letters of the file are in an old or unknown encoding. Save it as Unicode (UTF-8)."
    ),
    "no-header": _("No header row with a column of product names was found."),
    "as-of-future": _("The day the list speaks for cannot lie in the future (%(day)s)."),
    "as-of-too-early": _("The day the list speaks for lies before the programme (%(day)s)."),
    "province-unknown": _("There is no province “%(name)s”."),
    "file-missing": _("There is no file “%(name)s”."),
    # the text
    "cell_cut": _("The cell is too long; only its first %(most)s characters were read."),
    "text_decoded": _(
        "The text was coded for an old font (%(font)s) and was converted: “%(before)s” → "
        "“%(after)s”."
    ),
    # sheets and columns
    "sheet_hidden": _("A hidden sheet was left out."),
    "sheet_without_table": _("No list of products was found on this sheet."),
    "table_without_lines": _(
        "The table of this PDF has no lines: its columns were found by the gaps between words. "
        "Compare the rows with the page."
    ),
    "columns_apart": _(
        "This page goes on with other columns of the list, and it does not show which row is "
        "whose. They were left out. Print all columns on one page, or send the workbook itself."
    ),
    "column_ignored": _("The column “%(header)s” is not known and was left out."),
    "mapping_unsure": _(
        "The column “%(header)s” was taken for “%(taken_for)s” (%(confidence)s %% sure). Somebody "
        "has to agree."
    ),
    "column_repeated": _("The column “%(header)s” says the same as another and was left out."),
    "column_hidden": _("The column “%(header)s” is hidden in the file. It was read."),
    "trade_column_ignored": _(
        "The column “%(header)s” was left out: a list of certificates sets no prices or stock."
    ),
    "mended_rows": _(
        "The file brings rows that were to be mended in an earlier one. Products it does not name "
        "are not asked about."
    ),
    "as_of_differs": _("The list is dated %(printed)s; %(stated)s was stated and is used."),
    "as_of_kept": _(
        "This file was imported before: it keeps speaking for %(kept)s, not for %(stated)s."
    ),
    "as_of_printed_in_future": _("The list is dated %(day)s, a day to come. It was not used."),
    "other_provinces": _(
        "%(rows)s rows speak of a province that another centre answers for. Nothing of the file "
        "was kept; take these rows out, or let that centre import it."
    ),
    "other_province": _("The row lies in %(province)s, which another centre answers for."),
    # rows
    "row_hidden": _("The row is hidden in the file. It was read."),
    "other_table": _(
        "From here on a table without products: “%(text)s”. Its rows were left out."
    ),
    "row_passed_over": _("Not understood as a product or a heading: “%(text)s”."),
    "duplicate": _("The same product as in row %(row)s. It was skipped."),
    "duplicate_with_other_stars": _("The same product as in row %(row)s, which has another star."),
    "product_again": _("The product of row %(row)s again, with another standing. Both were read."),
    "probable_duplicate": _("Probably the same product as in row %(row)s, spelled otherwise."),
    # names
    "table_in_cell": _("A table inside a cell of this row was not read."),
    "product_missing": _("The name of the product is missing."),
    "subject_missing": _("The producer is missing."),
    "subject_kind_unknown": _("What kind of producer “%(name)s” is, is not known."),
    "name_too_long": _("The name has %(length)s characters; %(most)s is the most."),
    "name_without_letters": _("“%(text)s” is not a name."),
    "name_leftover": _("A year or a score seems to be left in the name."),
    "markup_in_name": _("The name holds markup. It is kept as plain text."),
    "formula_like": _("“%(text)s” would be run as a formula by a spreadsheet program."),
    "formula_like_note": _("The note begins like a formula. It is kept as plain text."),
    "formula_without_value": _("The cell holds a formula without a result."),
    "cell_error": _("The cell holds the error %(text)s."),
    "cell_error_ignored": _("The cell holds the error %(text)s and was left out."),
    "several_packs": _("One row for several pack sizes: %(packs)s."),
    "several_products": _("One row for %(count)s products. Each was read."),
    "several_products_unnamed": _("One row for %(count)s products that it does not name."),
    "text_cut": _("The text is too long and was cut to %(most)s characters."),
    # stars and status
    "stars_missing": _("The star is missing."),
    "stars_not_a_number": _("“%(text)s” is not a star."),
    "stars_not_whole": _("“%(text)s” is not a whole number of stars."),
    "stars_out_of_range": _("“%(text)s”: only 3, 4 and 5 stars are certified."),
    "stars_conflict": _("“%(text)s” names different numbers."),
    "stars_not_paired": _("%(stars)s stars beside %(products)s products."),
    "stars_unclear": _("“%(text)s” does not say which star."),
    "stars_denied": _("“%(text)s”: not certified."),
    "stars_proposed_too": _("Certified, and proposed for %(proposed)s stars."),
    "status_unknown": _("The status “%(text)s” is not known."),
    # decisions and days
    "decision_missing": _("The number of the decision is missing."),
    "decisions_several": _(
        "“%(text)s” names several decisions. The latest was taken, or the first if none has a day."
    ),
    "decision_unusual": _("“%(text)s” is no decision number in the usual form. Kept as printed."),
    "decision_unreadable": _("The decision cannot be read from this cell."),
    "decision_of_prime_minister": _(
        "“%(text)s” is a decision of the Prime Minister and certifies no product."
    ),
    "decision_ended": _("The term of the decision ended on %(end)s, before the day of the list."),
    "issuer_unexpected": _("%(stars)s stars are not certified by this authority."),
    "as_of_missing": _(
        "Neither the decision nor the list has a day: the product is registered without a "
        "certificate. State the day of the list."
    ),
    "date_impossible": _("“%(text)s” is not a day of the calendar. It was left out."),
    "date_before_programme": _("“%(text)s” lies before the programme. It was left out."),
    "date_in_future": _("“%(text)s” lies in the future. It was left out."),
    "date_short_year": _("The year of “%(text)s” has two digits. It was read as 20…"),
    "date_incomplete": _("“%(text)s” names no day. It was left out."),
    "date_unreadable": _("“%(text)s” is not a day. It was left out."),
    "year_unreadable": _("“%(text)s” is not a year of the programme. It was left out."),
    # places and groups
    "province_missing": _("The province is not named, so the address cannot be placed."),
    "province_doubtful": _(
        "Most places of this file are not in %(stated)s; %(rows)s rows lie in %(other)s. Was the "
        "right province stated?"
    ),
    "province_unknown": _("There is no province “%(province)s”."),
    "district_unknown": _("There is no “%(name)s” in %(province)s."),
    "commune_unknown": _("There is no “%(name)s” there (%(province)s)."),
    "commune_split": _("“%(name)s” was divided among several communes of today."),
    "accent_guess": _("“%(name)s” was found only by leaving out the accents."),
    "province_of_today": _("“%(name)s” lay in %(former)s, which is %(province)s today."),
    "scheme_by_name": _("The place was found under the other administrative units."),
    "group_unknown": _("“%(text)s” is none of the six groups."),
    # contacts and offers
    "phone_unreadable": _("“%(text)s” is not a telephone number. It was left out."),
    "tax_code_unreadable": _("Not the tax code of an enterprise or cooperative. It was left out."),
    "tax_code_check": _("The check digit of the tax code is wrong."),
    "offer_unreadable": _("The price, content or stock cannot be read."),
    # the register
    "register_refused": _("The register refused the row: %(reason)s"),
    "differs_from_register": _("The register says “%(known)s”, the file “%(said)s”. It was kept."),
    "missing_from_file": _(
        "“%(product)s” (%(subject)s) was in an earlier list of this source and is not in this "
        "one. Has it been revoked?"
    ),
    # several rows at once
    "for_all_rows": _("All rows:"),
}  # fmt: skip


#: Kinds of files (``ocop.file_kinds``) as people call them; others by their short name
_KINDS = {
    "text": _("plain text"),
    "html": _("a web page"),
    "zip": _("a ZIP archive"),
    "xlsx": _("an Excel workbook, .xlsx"),
    "xlsb": _("a binary Excel workbook, .xlsb"),
    "xls": _("an old Excel workbook, .xls"),
    "ole": _("an old Office file"),
    "ods": _("a LibreOffice spreadsheet, .ods"),
    "odt": _("a LibreOffice text, .odt"),
    "docx": _("a Word document, .docx"),
    "doc": _("an old Word document, .doc"),
    "pptx": _("a presentation"),
    "ppt": _("a presentation"),
    "program": _("a program"),
    "film": _("a film or sound"),
    "binary": _("no text"),
    **dict.fromkeys(
        ("png", "jpeg", "gif", "tiff", "psd", "webp", "avif", "heic", "bmp"), _("a picture")
    ),
}


def message_of(problem: Problem) -> str:
    """The problem in the language of the moment."""
    return message(problem.code, problem.params, for_all=problem.row is None)


def message(code: str, params: Mapping[str, object], *, for_all: bool = False) -> str:
    """Words for a code (or for what its values tell more exactly, as ``told``); a code of a later
    version speaks for itself."""
    words = MESSAGES.get(str(params.get("told", code))) or MESSAGES.get(code)
    if words is None:
        return code
    text = str(words) % _Blank(_in_words(params))
    if for_all and "count" in params:
        return f"{MESSAGES['for_all_rows']} {text}"
    return text


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Names of fields and kinds of files are codes in the values of a problem."""
    words = dict(params)
    if "taken_for" in words:
        words["taken_for"] = field_name(str(words["taken_for"]))
    if "found" in words:
        found = str(words["found"])
        words["found"] = _KINDS.get(found, found.upper())
    return words


class _Blank(dict[str, object]):
    """A value that was not recorded shows as nothing."""

    def __missing__(self, key: str) -> str:
        return ""
