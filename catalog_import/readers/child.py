"""The reading process: ``python -m catalog_import.readers.child NAME``, the file on its input.

It holds no secret, may write no file, and ends at its limits of memory and time.
"""

import os
import resource
import sys
from pathlib import Path

from catalog_import.problems import Refused
from catalog_import.readers import limits, reader_of
from catalog_import.readers.fitting import fit
from catalog_import.readers.frames import lines_of, refusal_line

#: Made while there is memory to make it
_NO_MEMORY = refusal_line(Refused("too-much-memory"))
_USUALLY_TAKEN = 320 * 1024 * 1024


def main() -> None:
    name = sys.argv[1]
    out = sys.stdout.buffer
    try:
        read = reader_of(name)
        bound(os.fstat(sys.stdin.fileno()).st_size)
        book = read(sys.stdin.buffer.read(), name)
        fit(book)
        for line in lines_of(book, is_last_use=True):
            out.write(line)
    except Refused as refusal:
        out.write(refusal_line(refusal))
    except RecursionError:
        out.write(refusal_line(Refused("too-deep")))
    except MemoryError:
        os.write(out.fileno(), _NO_MEMORY)
        return
    except BaseException as broken:  # noqa: BLE001 - a parser may raise anything, panics of Rust too
        out.write(refusal_line(Refused("corrupt", detail=type(broken).__name__)))
    out.flush()


def bound(length: int = 0) -> None:
    """Lower what this process may use to read a file so long; none of it can be raised again.

    What the interpreter and its libraries take already is on top.
    """
    for what, most in (
        (resource.RLIMIT_AS, _taken() + limits.PROCESS_MEMORY - length),
        (resource.RLIMIT_CPU, limits.PROCESS_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _taken() -> int:
    """Bytes of address space; where no system tells, what is taken at most."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return _USUALLY_TAKEN
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
