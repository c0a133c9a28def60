"""The reading process: ``python -m catalog_import.readers.child NAME``, the file on its input.

It holds no secret, may write no file, and ends at its limits of memory and time.
"""

import resource
import sys

from catalog_import.problems import Refused
from catalog_import.readers import limits, reader_of
from catalog_import.readers.frames import lines_of, refusal_line


def main() -> None:
    bound()
    name = sys.argv[1]
    out = sys.stdout.buffer
    try:
        for line in lines_of(reader_of(name)(sys.stdin.buffer.read(), name)):
            out.write(line)
    except Refused as refusal:
        out.write(refusal_line(refusal))
    except MemoryError:
        out.write(refusal_line(Refused("too-much-memory")))
    except BaseException as broken:  # noqa: BLE001 - a parser may raise anything, panics of Rust too
        out.write(refusal_line(Refused("corrupt", detail=type(broken).__name__)))
    out.flush()


def bound() -> None:
    """Lower what this process may use; none of it can be raised again."""
    for what, most in (
        (resource.RLIMIT_AS, limits.PROCESS_MEMORY),
        (resource.RLIMIT_CPU, limits.PROCESS_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
