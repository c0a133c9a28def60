"""The directory of the embedded index: one folder a generation, CURRENT names the one in use.

CURRENT             name of the generation that readers open; replaced in one step
<generation>/       an index; older ones stay ten minutes for readers that still hold them
<generation>.changed   listings that changed while that generation was being built
writer.lock, rebuild.lock   held by flock, so they end with the process that held them
"""

import datetime
import fcntl
import logging
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from search.query import LockHeld

logger = logging.getLogger(__name__)

#: Leads the name of every index, here and in a cluster; a change of the schema or of the terms
#: raises it, and older ones are built anew
SCHEMA = "v7"
KEEP_SECONDS = 600


class Generations:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._current_file = root / "CURRENT"
        self._is_writing = False

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever CURRENT is replaced; cheap enough to look at before every search."""
        try:
            stat = self._current_file.stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def current(self) -> Path | None:
        try:
            name = self._current_file.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        return self.root / name if name.startswith(f"{SCHEMA}-") else None

    def stage(self) -> Path:
        moment = datetime.datetime.now(datetime.UTC)
        path = self.root / f"{SCHEMA}-{moment:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
        path.mkdir(parents=True)
        self.changed_file(path).touch()
        return path

    def publish(self, path: Path) -> None:
        temporary = self.root / f"CURRENT.{os.getpid()}"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._current_file)
        self.changed_file(path).unlink(missing_ok=True)
        self.sweep()

    def discard(self, path: Path) -> None:
        shutil.rmtree(path, ignore_errors=True)
        self.changed_file(path).unlink(missing_ok=True)

    def quarantine(self, path: Path) -> None:
        """Put a broken generation aside, for a person to look at; nothing is current any more."""
        try:
            if self._is_writing:
                self._put_aside(path)
            else:
                with self.writing(wait=False):
                    self._put_aside(path)
        except (LockHeld, OSError):
            logger.warning("index %s cannot be read, and could not be put aside", path.name)

    def _put_aside(self, path: Path) -> None:
        if self.current() == path:
            self._current_file.unlink()
            path.rename(self.root / f"broken-{path.name}")
            logger.error("index %s cannot be read; put aside", path.name)

    def sweep(self) -> None:
        """Remove what nobody reads any more: old generations, and builds that died."""
        current = self.current()
        building = {file.name.removesuffix(".changed") for file in self._changed_files()}
        for path in self.root.iterdir():
            is_old = time.time() - path.stat().st_mtime > KEEP_SECONDS
            if path.is_dir() and path != current and path.name not in building and is_old:
                shutil.rmtree(path, ignore_errors=True)

    def note_changes(self, listing_ids: Iterable[int]) -> None:
        """Tell a rebuild that is under way what changed behind its back; the writer calls it."""
        for file in self._changed_files():
            try:
                with self.rebuilding(wait=False):
                    # Nobody rebuilds: the process that began this one died.
                    self.discard(file.with_suffix(""))
            except LockHeld:
                with file.open("a", encoding="utf-8") as lines:
                    lines.writelines(f"{pk}\n" for pk in listing_ids)

    def changed_while_building(self, path: Path) -> list[int]:
        return sorted({int(line) for line in self.changed_file(path).read_text("utf-8").split()})

    def changed_file(self, path: Path) -> Path:
        return path.with_name(f"{path.name}.changed")

    def _changed_files(self) -> list[Path]:
        return list(self.root.glob("*.changed"))

    @contextmanager
    def writing(self, *, wait: bool) -> Iterator[None]:
        with self._lock("writer.lock", wait=wait):
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    @contextmanager
    def rebuilding(self, *, wait: bool) -> Iterator[None]:
        with self._lock("rebuild.lock", wait=wait):
            yield

    @contextmanager
    def _lock(self, name: str, *, wait: bool) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise LockHeld(name) from error
            yield
