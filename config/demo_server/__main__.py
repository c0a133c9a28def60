"""``make demo``: prepares what is missing, then runs the site and its worker until stopped.

The second start finds everything prepared. One of the two processes ending ends the other; no
process outlives this one, however it ends.
"""

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator

import django

from config.demo_server.endings import Refused, Stop
from config.env import VAR, env

HOST = "127.0.0.1"
#: Where the site of a province is shown; macOS has no such address unless somebody adds it
SECOND_HOST = "127.0.0.2"
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
#: What the site writes under CHOPHIEN_VAR, except its secret key
WRITTEN = ("imports", "index", "mail", "media", "static", "themes")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--port", type=int, default=env.int("PORT", 8000))
    parser.add_argument("--reset", action="store_true", help="remove all data first")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    os.environ.setdefault("BASE_URL", f"http://{HOST}:{options.port}")
    for number in ENDINGS:
        signal.signal(number, _stop)
    try:
        with _alone():
            _refuse_taken_port(options.port)
            if options.reset:
                start_over()
            django.setup()
            # Both need what Django has set up.
            from config.demo_server.preparation import prepare  # noqa: PLC0415
            from config.demo_server.processes import serve  # noqa: PLC0415

            second = second_host(options.port)
            prepare(HOST, options.port, second=second)
            serve(HOST, options.port, second=second)
    except Stop:
        print("Stopped.")
        return 0
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _stop(number: int, frame: object) -> None:
    for caught in ENDINGS:
        signal.signal(caught, signal.SIG_IGN)  # the first one is enough; ending takes a moment
    raise Stop


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(
                f"A demo on {VAR} runs already. End it, or set CHOPHIEN_VAR to another folder."
            ) from error
        yield


def _refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise Refused(
                f"Port {port} cannot be used ({error}). Choose another: PORT=8123 make demo"
            ) from error


def second_host(port: int) -> str:
    """A second name of this machine alone: an address of its own, or else another word for it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((SECOND_HOST, port))
        except OSError:
            return "localhost"
    return SECOND_HOST


def start_over() -> None:
    """Remove what the demo wrote, except the secret key."""
    if env.str("DATABASE_URL", ""):
        raise Refused(
            "DATABASE_URL names a database of yours. Empty it yourself, then start again."
        )
    print(f"Removing the data under {VAR} …")
    for path in [*VAR.glob("db.sqlite3*"), *VAR.glob("demo-*.stamp")]:
        path.unlink()
    for name in WRITTEN:
        shutil.rmtree(VAR / name, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
