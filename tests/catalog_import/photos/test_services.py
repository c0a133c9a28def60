"""A batch from its upload to the galleries, and back."""

import io
from pathlib import Path

import pytest
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page

from catalog_import.models import ImportRun, SourceRow
from catalog_import.photos import limits
from catalog_import.photos.errors import NotAllowed, PhotoError
from catalog_import.photos.models import Photo, PhotoBatch
from catalog_import.photos.services import (
    Choice,
    apply_batch,
    applying,
    choose,
    discard_batch,
    expire_batches,
    read_batch,
    request_apply,
    undo_batch,
)
from cms.models import HomePage
from shop.catalogue.galleries import NewPicture, hang, take_down
from shop.catalogue.models import ProductImage
from shop.catalogue.pictures import SPECS
from shop.catalogue.services import add_picture
from tests.catalog_import.photos import town
from tests.catalog_import.photos.pictures import (
    heic,
    located,
    picture,
    workbook,
    workbook_in_cells,
    workbook_of_wps,
    zipped,
)

pytestmark = pytest.mark.django_db
Images = get_image_model()


def on_disk(media):
    return {str(path.relative_to(media)) for path in Path(media).rglob("*") if path.is_file()}


def everything(media):
    """All rows of pictures, and all files."""
    rows = [
        list(model.objects.order_by("pk").values())
        for model in (ProductImage, Images, Images.get_rendition_model())
    ]
    return rows, on_disk(media)


def gallery(product):
    rows = ProductImage.objects.filter(product=product.listing).order_by("display_order", "pk")
    return list(rows.values_list("image__title", "display_order"))


def outcomes(batch):
    return list(batch.photos.order_by("path").values_list("path", "outcome"))


@pytest.fixture
def batch(officer, honey, done):
    """Two pictures of honey, ready to be applied."""
    files = [
        ("Mật ong bạc hà (1).jpg", picture("red")),
        ("Mật ong bạc hà (2).jpg", picture("blue")),
    ]
    with done():
        made = town.upload(officer, ("anh.zip", zipped(files)))
    made.refresh_from_db()
    return made


def test_pictures_of_a_zip_find_their_products_and_nothing_is_public(officer, honey, media, done):
    other = town.product("Mật ong", honey.subject)
    files = [
        ("HTX Ong Vàng/Mật ong bạc hà.jpg", located()),
        ("HTX Ong Vàng/Mật ong.jpg", picture("blue")),
        ("ảnh.heic", heic()),
        ("ghi chú.txt", b"xin chao"),
        ("Cam sành.jpg", picture("orange")),
    ]
    with done():
        made = town.upload(officer, ("anh.zip", zipped(files)))
    made.refresh_from_db()

    assert (made.state, made.done, made.total, made.problem) == ("ready", 5, 5, "")
    assert [
        (p.path, p.product_id, p.matched_by, p.why_not, p.problem)
        for p in made.photos.order_by("pk")
    ] == [
        ("HTX Ong Vàng/Mật ong bạc hà.jpg", honey.pk, "name-subject", "", ""),
        ("HTX Ong Vàng/Mật ong.jpg", other.pk, "name-subject", "", ""),
        ("ảnh.heic", None, "", "", "heic"),
        ("ghi chú.txt", None, "", "", "not-a-picture"),
        ("Cam sành.jpg", None, "", "unknown", ""),
    ]
    assert {path.split("/")[0] for path in on_disk(media)} == {"photo-batches"}
    assert len(on_disk(media)) == 3 * 2  # each picture and its small one; the zip is gone
    assert not ProductImage.objects.exists()
    assert not Images.objects.exists()


def test_what_hangs_is_stripped_and_described_and_has_its_renditions(officer, honey, media, done):
    with done():
        made = town.upload(officer, ("Mật ong bạc hà.jpg", located(orientation=6)))
    made.refresh_from_db()
    with done():
        town.apply(made, officer)

    made.refresh_from_db()
    row = ProductImage.objects.get()
    assert (made.state, made.applied_at, made.applied_by) == ("applied", town.MOMENT, officer)
    assert (row.product, row.caption) == (honey.listing, "Mật ong bạc hà – HTX Ong Vàng")
    assert row.original.name == row.image.file.name
    assert (row.image.width, row.image.height, row.image.description) == (
        200, 400, "Mật ong bạc hà – HTX Ong Vàng",
    )  # fmt: skip
    assert row.image.collection.name == "Ảnh sản phẩm"
    with row.image.file.open("rb") as file:
        data = file.read()
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {}
    assert row.image.file_size == len(data)
    assert row.image.renditions.count() == len(SPECS)
    assert {path.split("/")[0] for path in on_disk(media)} == {"images", "original_images"}


def test_several_pictures_keep_the_order_of_their_numbers(officer, honey, done):
    colours = {10: "red", 2: "blue", 1: "green"}
    files = [
        (f"Mật ong bạc hà ({number}).jpg", picture(colour)) for number, colour in colours.items()
    ]
    with done():
        made = town.upload(officer, ("anh.zip", zipped(files)))
    made.refresh_from_db()
    with done():
        town.apply(made, officer)

    photos = Photo.objects.order_by("picture__display_order")
    assert [photo.path for photo in photos] == [
        f"Mật ong bạc hà ({number}).jpg" for number in (1, 2, 10)
    ]


def test_photos_of_a_centre_stand_behind_those_of_the_seller(officer, honey, batch, done):
    own = Images.objects.create(title="của HTX", file=town.files(("own.jpg", picture("pink")))[0])
    add_picture(listing=honey.listing, image=own)
    with done():
        town.apply(batch, officer)

    title = "Mật ong bạc hà – HTX Ong Vàng"
    assert gallery(honey) == [("của HTX", 0), (title, 1), (title, 2)]


def test_the_same_picture_is_not_added_twice(officer, honey, batch, done):
    with done():
        town.apply(batch, officer)
    before = gallery(honey)
    again = [("Mật ong bạc hà.jpg", picture("red")), ("mat-ong-bac-ha.jpg", picture("pink")),
             ("Mật ong bạc hà (9).jpg", picture("pink"))]  # fmt: skip
    with done():
        second = town.upload(officer, ("anh.zip", zipped(again)))
    second.refresh_from_db()
    with done():
        town.apply(second, officer)

    assert outcomes(second) == [
        ("Mật ong bạc hà (9).jpg", "already"), ("Mật ong bạc hà.jpg", "already"),
        ("mat-ong-bac-ha.jpg", "added"),
    ]  # fmt: skip
    assert len(gallery(honey)) == len(before) + 1


def test_a_picture_of_two_products_is_kept_once(officer, honey, done):
    town.product("Mật ong", honey.subject)
    same = picture("red")
    files = [("Mật ong.jpg", same), ("Mật ong bạc hà.jpg", same)]
    with done():
        made = town.upload(officer, ("anh.zip", zipped(files)))
    made.refresh_from_db()
    with done():
        town.apply(made, officer)

    assert (ProductImage.objects.count(), Images.objects.count()) == (2, 1)
    assert Images.objects.get().renditions.count() == len(SPECS)


def test_undo_leaves_rows_and_files_as_they_were(officer, honey, media, done):
    own = Images.objects.create(title="của HTX", file=town.files(("own.jpg", picture("pink")))[0])
    with done():
        add_picture(listing=honey.listing, image=own)
    before = everything(media)
    same = picture("red")
    town.product("Mật ong", honey.subject)
    files = [("Mật ong.jpg", same), ("Mật ong bạc hà.jpg", same), ("Mật ong (2).jpg", picture())]
    with done():
        made = town.upload(officer, ("anh.zip", zipped(files)))
    made.refresh_from_db()
    with done():
        town.apply(made, officer)
    assert ProductImage.objects.count() == 4

    made.refresh_from_db()
    with done():
        undo_batch(batch=made, by=officer, moment=town.MOMENT)

    assert everything(media) == before
    made.refresh_from_db()
    assert (made.state, made.undone_by, made.undone_at) == ("undone", officer, town.MOMENT)
    assert {outcome for _path, outcome in outcomes(made)} == {"taken-off"}


def applied(batch, officer, done):
    with done():
        town.apply(batch, officer)
    batch.refresh_from_db()
    return batch


def undone(batch, officer, done):
    with done():
        undo_batch(batch=batch, by=officer, moment=town.MOMENT)
    batch.refresh_from_db()
    return outcomes(batch)


def test_pictures_a_seller_put_into_another_order_stay(officer, honey, batch, media, done):
    applied(batch, officer, done)
    first, second = ProductImage.objects.order_by("display_order")
    ProductImage.objects.filter(pk=second.pk).update(display_order=0)
    ProductImage.objects.filter(pk=first.pk).update(display_order=1)
    before = everything(media)

    assert {outcome for _path, outcome in undone(batch, officer, done)} == {"kept"}
    assert everything(media) == before


def test_a_seller_who_added_deleted_or_shifted_pictures_changed_no_order(
    officer, honey, batch, media, done
):
    own = Images.objects.create(title="của HTX", file=town.files(("own.jpg", picture("pink")))[0])
    add_picture(listing=honey.listing, image=own)
    before = everything(media)[1]
    applied(batch, officer, done)
    later = Images.objects.create(title="sau", file=town.files(("late.jpg", picture("gold")))[0])
    hang(pictures=[NewPicture(honey.listing.pk, later)])
    ProductImage.objects.get(display_order=1).delete()  # Oscar moves the others up

    assert [outcome for _path, outcome in undone(batch, officer, done)] == ["gone", "taken-off"]
    assert [title for title, _order in gallery(honey)] == ["của HTX", "sau"]
    assert {path for path in on_disk(media) - before if "late" not in path} == set()


def test_an_image_that_another_batch_or_a_page_uses_stays(officer, honey, batch, done):
    town.product("Mật ong", honey.subject)
    applied(batch, officer, done)
    with done():
        second = town.upload(officer, ("Mật ong.jpg", picture("red")))
    second.refresh_from_db()
    applied(second, officer, done)
    red = second.photos.get().image
    blue = Images.objects.exclude(pk=red.pk).get()
    home = HomePage(title="Trang", hero_image=blue, hero_alt="Mật ong")
    Page.get_first_root_node().add_child(instance=home)

    undone(batch, officer, done)
    assert set(Images.objects.values_list("pk", flat=True)) == {red.pk, blue.pk}

    undone(second, officer, done)
    assert list(Images.objects.values_list("pk", flat=True)) == [blue.pk]


def test_numbers_count_in_the_list_that_was_chosen(officer, honey, done):
    other = town.product("Mật ong", honey.subject)
    run = ImportRun.objects.create(
        file_name="ds.xlsx", sha256="0", state="applied", started_at=town.MOMENT
    )
    for row, stt, product in ((5, "1", honey), (6, "02", other)):
        SourceRow.objects.create(
            run=run, sheet="S", row=row, raw={"STT": stt, "Tên": product.name}, product=product
        )
    found = {}
    for numbers in ("ordinal", "row"):
        files = [(name, picture()) for name in ("001.jpg", "2_Mật ong.jpg", "6.jpg")]
        with done():
            made = town.upload(officer, ("a.zip", zipped(files)), run=run, numbers=numbers)
        found[numbers] = list(made.photos.order_by("path").values_list("path", "product"))

    assert found == {
        "ordinal": [("001.jpg", honey.pk), ("2_Mật ong.jpg", other.pk), ("6.jpg", None)],
        "row": [("001.jpg", None), ("2_Mật ong.jpg", other.pk), ("6.jpg", other.pk)],
    }


def test_pictures_on_a_sheet_go_to_the_products_of_their_rows(officer, honey, done):
    orange = town.product("Cam sành", town.subject("HTX Cam Hàm Yên"))
    rows = [
        ["DANH SÁCH SẢN PHẨM OCOP"],
        ["STT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Ảnh"],
        [1, "Mật ong bạc hà", "HTX Ong Vàng", "4 sao"],
        [2, "Cam sành", "HTX Cam Hàm Yên", "3 sao"],
        [3, "Thịt lợn gác bếp", "HTX Khác", "3 sao"],
    ]
    data = workbook(rows, [("E4", picture("orange")), ("E3", picture("gold")),
                           ("E5", picture("red")), ("A1", picture("blue"))])  # fmt: skip
    with done():
        made = town.upload(officer, ("danh sách.xlsx", data))
    made.refresh_from_db()

    assert made.state == "ready"
    assert list(made.photos.order_by("pk").values_list("path", "product", "matched_by")) == [
        ("Danh sách!1/image4.jpeg", None, ""),
        ("Danh sách!3/image2.jpeg", honey.pk, "row"),
        ("Danh sách!4/image1.jpeg", orange.pk, "row"),
        ("Danh sách!5/image3.jpeg", None, ""),
    ]


def test_a_sheet_without_a_header_is_matched_by_its_cells(officer, honey, done):
    data = workbook([["ghi chú", 1], ["Mật ong bạc hà", "HTX Ong Vàng"]], [("C2", picture())])
    with done():
        made = town.upload(officer, ("anh.xlsx", data))

    assert made.photos.get().product_id == honey.pk


@pytest.mark.parametrize("make", [workbook_in_cells, workbook_of_wps])
@pytest.mark.parametrize(
    "header", [["STT", "Tên sản phẩm", "Chủ thể", "Ảnh"], ["ghi chú", 1, "gì đó", "khác"]],
    ids=["a list", "no list"],
)  # fmt: skip
def test_a_picture_inside_a_cell_goes_to_the_product_of_its_row(officer, honey, done, header, make):
    rows = [header, ["a", "Thịt lợn", "HTX Khác"], ["b", "Mật ong bạc hà", "HTX Ong Vàng"]]
    with done():
        made = town.upload(officer, ("anh.xlsx", make(rows, [("D3", picture())])))
    made.refresh_from_db()

    assert (made.state, made.photos.get().product_id) == ("ready", honey.pk)


def test_a_sheet_may_name_one_picture_in_too_many_cells(officer, done, monkeypatch):
    monkeypatch.setattr(limits, "PICTURES", 3)
    rows = [["Tên sản phẩm", "Ảnh"], *[["Mật ong", None]] * 9]
    data = workbook_in_cells(rows, [(f"B{n}", picture()) for n in range(2, 11)])
    with done():
        made = town.upload(officer, ("anh.xlsx", data))
    made.refresh_from_db()

    assert (made.state, made.problem) == ("refused", "too-many-pictures")
    assert not made.photos.exists()


def test_products_of_other_provinces_are_never_candidates(officer, honey, done):
    foreign = town.product(
        "Cá kho", town.subject("HTX Cá", province="Ninh Bình"), province="Ninh Bình"
    )
    with done():
        made = town.upload(officer, ("Cá kho.jpg", picture()), ("Cá.jpg", picture("blue")))
    made.refresh_from_db()
    photo = made.photos.get(path="Cá kho.jpg")

    assert [p.product_id for p in made.photos.all()] == [None, None]
    assert foreign.pk not in [pk for p in made.photos.all() for pk in p.candidates]
    choose(batch=made, choices={photo.pk: Choice(foreign.pk, text="cá kho")}, by=officer)
    photo.refresh_from_db()
    assert (photo.product_id, photo.candidates) == (None, [])


def test_a_product_that_went_to_another_centre_meanwhile_gets_no_picture(officer, batch, done):
    centre = town.centre_of(officer)
    request_apply(batch=batch, by=officer)
    centre.provinces.clear()
    apply_batch(batch_id=batch.pk, moment=town.MOMENT)

    assert {outcome for _path, outcome in outcomes(batch)} == {"foreign"}
    assert not ProductImage.objects.exists()


def test_a_person_chooses_searches_and_leaves_out(officer, honey, batch, done):
    orange = town.product("Cam sành", town.subject("HTX Cam Hàm Yên"))
    first, second = batch.photos.order_by("position")

    without = choose(
        batch=batch, by=officer,
        choices={
            first.pk: Choice(orange.pk),
            second.pk: Choice(honey.pk, is_left_out=True, text="cam sanh"),
        },
    )  # fmt: skip
    nothing = choose(batch=batch, by=officer, choices={second.pk: Choice(None, text="xyz")})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.product_id, first.matched_by) == (orange.pk, "person")
    assert (second.product_id, second.is_left_out, second.candidates) == (None, False, [orange.pk])
    assert (without, nothing) == ([], [second.pk])


def test_strangers_and_the_wrong_state_are_refused(officer, batch, honey):
    stranger = town.officer_of("Ninh Bình")
    acts = [
        lambda by: choose(batch=batch, choices={}, by=by),
        lambda by: request_apply(batch=batch, by=by),
        lambda by: undo_batch(batch=batch, by=by, moment=town.MOMENT),
        lambda by: discard_batch(batch=batch, by=by),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act(stranger)
    with pytest.raises(PhotoError):
        undo_batch(batch=batch, by=officer, moment=town.MOMENT)
    PhotoBatch.objects.update(state="applied")
    for act in (acts[0], acts[1], acts[3]):
        with pytest.raises(PhotoError):
            act(officer)
    with pytest.raises(NotAllowed):
        town.upload_photos(
            centre=town.centre_of(officer), files=town.files(("a.jpg", b"x")), by=stranger,
            moment=town.MOMENT,
        )  # fmt: skip

    assert not ProductImage.objects.exists()
    assert PhotoBatch.objects.count() == 1


def test_an_upload_that_is_empty_or_too_large_is_refused(officer, monkeypatch, media):
    with pytest.raises(PhotoError):
        town.upload(officer)
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10)
    with pytest.raises(PhotoError):
        town.upload(officer, ("a.jpg", b"x" * 6), ("b.jpg", b"x" * 6))

    assert not PhotoBatch.objects.exists()
    assert on_disk(media) == set()


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ([("a.zip", b"no zip")], "zip-damaged"),
        ([("a.jpg", b"xin chao")], "not-a-picture"),
        ([("a.zip", zipped([("b.txt", b"x"), ("c.txt", b"x")]))], "no-pictures"),
        ([("a.zip", zipped([]))], "no-pictures"),
        ([("a.zip", zipped([(f"{n}.jpg", b"x") for n in range(2001)]))], "too-many-pictures"),
    ],
)
def test_a_batch_without_a_picture_is_refused_and_leaves_no_file(
    officer, media, done, named, problem
):
    with done():
        made = town.upload(officer, *named)
    made.refresh_from_db()

    assert (made.state, made.problem) == ("refused", problem)
    assert on_disk(media) == set()


def test_one_bad_file_does_not_keep_the_others_out(officer, honey, done):
    with done():
        made = town.upload(officer, ("a.zip", b"no zip"), ("Mật ong bạc hà.jpg", picture()))
    made.refresh_from_db()

    assert made.state == "ready"
    assert list(made.photos.values_list("path", "problem")) == [
        ("a.zip", "zip-damaged"), ("Mật ong bạc hà.jpg", ""),
    ]  # fmt: skip


def test_reading_that_was_interrupted_begins_anew(officer, batch, media):
    before = on_disk(media)
    PhotoBatch.objects.filter(pk=batch.pk).update(state="reading")
    upload = batch.uploads.get()
    upload.file.save("upload-1.zip", io.BytesIO(zipped([("Mật ong.jpg", picture())])))

    read_batch(batch_id=batch.pk, today=town.DAY)

    assert list(batch.photos.values_list("path", flat=True)) == ["Mật ong.jpg"]
    assert len(on_disk(media)) == 2 < len(before)


def test_a_fault_while_hanging_leaves_nothing_behind(officer, batch, media, monkeypatch):
    before = everything(media)
    request_apply(batch=batch, by=officer)

    def fault(**kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(applying, "hang", fault)
    with pytest.raises(RuntimeError):
        apply_batch(batch_id=batch.pk, moment=town.MOMENT)

    assert everything(media) == before
    batch.refresh_from_db()
    assert (batch.state, batch.problem) == ("ready", "failed")


def test_a_try_that_was_killed_is_finished_without_a_trace(officer, honey, batch, media, done):
    request_apply(batch=batch, by=officer)
    laid = {}
    applying._lay_down(batch, laid)  # and here the power goes
    with done():
        apply_batch(batch_id=batch.pk, moment=town.MOMENT)

    batch.refresh_from_db()
    assert batch.state == "applied"
    assert {p for p in on_disk(media) if p.startswith("original")} == set(
        Images.objects.values_list("file", flat=True)
    )


def test_what_nobody_applied_goes_by_hand_or_after_a_while(officer, batch, media, done):
    with done():
        second = town.upload(officer, ("Mật ong bạc hà.jpg", picture("gold")))
    with done():
        discard_batch(batch=batch, by=officer)
    kept = on_disk(media)
    assert {path.split("/")[1] for path in kept} == {str(second.pk)}

    with done():
        assert expire_batches(before=town.MOMENT) == 0
    assert on_disk(media) == kept
    with done():
        assert expire_batches(before=town.MOMENT.replace(day=25)) == 1

    assert on_disk(media) == set()
    states = PhotoBatch.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["discarded", "expired"]


def test_pictures_taken_down_by_hand_can_be_brought_again(officer, honey, batch, done):
    applied(batch, officer, done)
    take_down(picture_ids=list(ProductImage.objects.values_list("pk", flat=True)))
    with done():
        again = town.upload(officer, ("Mật ong bạc hà.jpg", picture("red")))
    again.refresh_from_db()
    applied(again, officer, done)

    assert outcomes(again) == [("Mật ong bạc hà.jpg", "added")]
    assert Images.objects.count() == 2  # the library had it still
