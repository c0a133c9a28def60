"""Processes of our own that open what strangers sent."""

import subprocess
import sys
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).resolve().parent.parent


def started(module: str, *arguments: str, stdin: IO[bytes] | int) -> "subprocess.Popen[bytes]":
    """A new interpreter that runs a module: nothing of this process's memory, settings or
    environment reaches it. It answers on its standard output."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
    )
