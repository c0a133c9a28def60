"""The process that opens pictures: ``python -m catalog_import.photos.child``.

On its input: length (4 bytes) and bytes of a picture, again and again. On its output: a line of
JSON, and after a good one both pictures. It holds no secret, may write no file, and a picture that
takes too long ends it.
"""

import json
import resource
import signal
import struct
import sys
from typing import Any

from catalog_import.photos import limits
from catalog_import.photos.preparing import prepare
from catalog_import.photos.problems import LeftOut

LENGTH = struct.Struct(">I")


def main() -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits.PROCESS_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    source, out = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        (length,) = LENGTH.unpack(head)
        signal.alarm(limits.PICTURE_SECONDS)  # nobody handles it: native code ends too
        answer, parts = _answer(source.read(length))
        signal.alarm(0)
        out.write(json.dumps(answer).encode() + b"\n")
        for part in parts:
            out.write(part)
        out.flush()


def _answer(data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    try:
        made = prepare(data)
    except LeftOut as left_out:
        return {"code": left_out.code, "params": left_out.params}, ()
    except MemoryError:
        return {"code": "too-much-memory", "params": {}}, ()
    except BaseException:  # noqa: BLE001 - a decoder may raise anything
        return {"code": "damaged", "params": {}}, ()
    sizes = {"jpeg": len(made.jpeg), "small": len(made.small)}
    return {"width": made.width, "height": made.height, **sizes}, (made.jpeg, made.small)


if __name__ == "__main__":
    main()
