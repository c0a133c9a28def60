"""Reading an untrusted file in a process of its own, under limits.

Parsers of office files and PDFs can be made to eat all memory, to run for hours, or (native code)
to abort the whole process. A new interpreter, not a fork: the server has threads.
"""

import contextlib
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from catalog_import.interpreter import started
from catalog_import.problems import Refused
from catalog_import.readers import limits
from catalog_import.readers.book import Book
from catalog_import.readers.frames import book_from

#: Of what it says: a line it never ends is none
_LONGEST_LINE = 64 * 1024 * 1024
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
#: Ends by which native code says that it got no memory
_OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV)


def read(data: bytes, name: str) -> Book:
    """The book; ``Refused`` for everything that may go wrong."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        process = started("catalog_import.readers.child", Path(name).name[-100:], stdin=file)
        is_late = threading.Event()
        watch = threading.Timer(limits.PROCESS_WALL_SECONDS, _end, (process, is_late))
        watch.start()
        try:
            return _book_of(process, is_late)
        finally:
            watch.cancel()
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


def _end(process: "subprocess.Popen[bytes]", is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _book_of(process: "subprocess.Popen[bytes]", is_late: threading.Event) -> Book:
    out = process.stdout
    if out is None:
        raise Refused("corrupt", detail="no answer")
    with contextlib.suppress(ValueError, TypeError, KeyError, IndexError):
        return book_from(iter(lambda: out.readline(_LONGEST_LINE), b""))
    status = process.wait()
    if is_late.is_set() or status in _OUT_OF_TIME:
        raise Refused("too-slow", seconds=limits.PROCESS_SECONDS)
    raise Refused("too-much-memory" if status in _OUT_OF_MEMORY else "corrupt")
