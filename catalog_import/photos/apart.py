"""Opening untrusted pictures in a process of its own, under limits, one after the other.

A decoder that aborts, or a picture that takes too long, ends that process and costs one picture.
"""

import json
import signal
import subprocess
from types import TracebackType
from typing import IO, Self

from catalog_import.interpreter import started
from catalog_import.photos.child import LENGTH
from catalog_import.photos.preparing import Prepared
from catalog_import.photos.problems import LeftOut

_PATIENCE_SECONDS = 2


class PictureProcess:
    """``with PictureProcess() as process: process.prepare(data)``."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def prepare(self, data: bytes) -> Prepared:
        """Raises ``LeftOut`` for whatever may go wrong with one picture."""
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise LeftOut("damaged")
        try:
            process.stdin.write(LENGTH.pack(len(data)))
            process.stdin.write(data)
            process.stdin.flush()
            return _answer(process.stdout)
        except (OSError, EOFError, ValueError) as gone:
            status = self._end()
            if status == -signal.SIGALRM:
                raise LeftOut("too-slow") from gone
            raise LeftOut("damaged") from gone

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._process = started("catalog_import.photos.child", stdin=subprocess.PIPE)
        return self._process

    def _end(self) -> int:
        """The status of the process, which is no more."""
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.stdin:
            _close(process.stdin)  # it ends when nothing more can come
        try:
            status = process.wait(timeout=_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        if process.stdout:
            _close(process.stdout)
        return status


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not written yet has nowhere to go


def _answer(out: IO[bytes]) -> Prepared:
    line = out.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    said = json.loads(line)
    if "code" in said:
        raise LeftOut(said["code"], **said["params"])
    jpeg, small = _exactly(out, said["jpeg"]), _exactly(out, said["small"])
    return Prepared(jpeg, small, said["width"], said["height"])


def _exactly(out: IO[bytes], length: int) -> bytes:
    data = out.read(length)
    if len(data) != length:
        raise EOFError
    return data
