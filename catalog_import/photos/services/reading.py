"""The files of a batch are opened, each picture is prepared and looks for its product."""

import datetime
import hashlib
from dataclasses import dataclass
from itertools import islice

from django.core.files.base import ContentFile

from catalog_import.photos import limits
from catalog_import.photos.apart import PictureProcess
from catalog_import.photos.filenames import natural_key, parse
from catalog_import.photos.files import opened
from catalog_import.photos.found import Found
from catalog_import.photos.matching import Match, Matcher
from catalog_import.photos.models import Photo, PhotoBatch, PhotoUpload
from catalog_import.photos.problems import LeftOut
from catalog_import.photos.products import Index
from catalog_import.photos.selectors import candidates_of, numbers_in
from catalog_import.photos.services.files import remove_photos, remove_uploads
from catalog_import.photos.sheets import Rows
from catalog_import.problems import Refused

_STATE = PhotoBatch.State


def read_batch(*, batch_id: int, today: datetime.date) -> None:
    """Make the photos of a batch from its uploads. Begins anew if it was interrupted.

    Nothing of a file is believed; see ``archives``, ``workbooks`` and ``preparing``. The files as
    they came in are deleted once they are read.
    """
    batch = PhotoBatch.objects.select_related("centre", "run").get(pk=batch_id)
    if batch.state not in (_STATE.WAITING, _STATE.READING):
        return
    batch.state, batch.done, batch.total = _STATE.READING, 0, 0
    batch.save(update_fields=["state", "done", "total"])
    remove_photos(list(batch.photos.exclude(file="", small="")))
    batch.photos.all().delete()
    try:
        with PictureProcess() as process:
            _Reader(batch, process, today).read()
    except Refused as refused:
        _end(batch, refused.code, refused.params)
    except Exception:
        _end(batch, "failed", {})
        raise
    else:
        _settle(batch)


def _settle(batch: PhotoBatch) -> None:
    good = [photo for photo in batch.photos.all() if not photo.problem]
    if not good:
        refused = batch.photos.first() if batch.photos.count() == 1 else None
        code = refused.problem if refused else "no-pictures"
        _end(batch, code, refused.problem_params if refused else {})
        return
    good.sort(key=lambda photo: (parse(photo.path).order, natural_key(photo.path), photo.pk))
    for position, photo in enumerate(good):
        photo.position = position
    Photo.objects.bulk_update(good, ["position"], batch_size=500)
    batch.state = _STATE.READY
    batch.save(update_fields=["state"])
    remove_uploads(batch)


def _end(batch: PhotoBatch, code: str, params: dict[str, object]) -> None:
    batch.state, batch.problem, batch.problem_params = _STATE.REFUSED, code, params
    batch.save(update_fields=["state", "problem", "problem_params"])
    remove_uploads(batch)
    remove_photos(list(batch.photos.exclude(file="", small="")))


@dataclass
class _Reader:
    batch: PhotoBatch
    process: PictureProcess
    today: datetime.date

    def read(self) -> None:
        batch = self.batch
        numbers = numbers_in(batch.run, batch.numbers) if batch.run else {}
        self.matcher = Matcher(Index(candidates_of(batch.centre)), numbers)
        for upload in batch.uploads.all():
            try:
                self._read_upload(upload)
            except Refused as refused:
                if refused.code == "too-many-pictures":
                    raise
                self._keep(Photo(path=upload.name), LeftOut(refused.code, **refused.params))

    def _read_upload(self, upload: PhotoUpload) -> None:
        with upload.file.open("rb") as file, opened(file, upload.name) as (pictures, archive):
            found = list(islice(pictures, limits.PICTURES + 1))
            self._count(len(found))
            rows = Rows(archive, today=self.today) if archive else None
            for one in found:
                self._read_one(one, rows)

    def _count(self, more: int) -> None:
        self.batch.total += more
        if self.batch.total > limits.PICTURES:
            raise Refused("too-many-pictures", most=limits.PICTURES)
        self.batch.save(update_fields=["total"])

    def _read_one(self, found: Found, rows: Rows | None) -> None:
        photo = Photo(path=found.path[-500:])
        try:
            data = found.read()
            photo.sha256 = hashlib.sha256(data).hexdigest()
            made = self.process.prepare(data)
        except LeftOut as left_out:
            self._keep(photo, left_out)
            return
        photo.batch = self.batch
        photo.width, photo.height = made.width, made.height
        photo.file_hash = hashlib.sha1(made.jpeg, usedforsecurity=False).hexdigest()
        _describe(photo, self._match(found, rows))
        photo.file.save(f"{self.batch.done}.jpg", ContentFile(made.jpeg), save=False)
        photo.small.save(f"{self.batch.done}-small.jpg", ContentFile(made.small), save=False)
        self._keep(photo)

    def _match(self, found: Found, rows: Rows | None) -> Match:
        if rows is None or found.anchor is None:
            return self.matcher.by_path(found.path)
        facts = rows.at(found.anchor.sheet, found.anchor.row)
        if facts.names:
            return self.matcher.by_rows(facts.names)
        return self.matcher.by_cells(facts.texts)

    def _keep(self, photo: Photo, left_out: LeftOut | None = None) -> None:
        photo.batch = self.batch
        photo.path = photo.path[-500:]
        if left_out:
            photo.problem, photo.problem_params = left_out.code, left_out.params
        photo.save()
        self.batch.done += 1
        self.batch.save(update_fields=["done"])


def _describe(photo: Photo, match: Match) -> None:
    photo.product_id = match.product
    photo.matched_by, photo.why_not = match.how, match.why_not
    photo.candidates = list(match.candidates)
