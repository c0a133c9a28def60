"""The two processes of the demo: the site and its worker."""

import contextlib
import ctypes
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.db import connection
from wagtail.models import Site as WagtailSite

from config.demo.people import SIGN_INS
from config.demo.province import SITE_NAME
from config.demo_server.endings import Refused
from config.env import ROOT

READY_SECONDS = 120
STOP_SECONDS = 30
PR_SET_PDEATHSIG = 1


def serve(host: str, port: int, *, second: str) -> None:
    """Run both until one ends or Stop is raised; in either case end both."""
    granian = [
        *("granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"),
        *("--respawn-failed-workers", "--working-dir", str(ROOT), "config.wsgi:application"),
    ]
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        processes["site"] = _start("-m", *granian)
        processes["worker"] = _start("manage.py", "work", niceness=10)
        if second != "localhost":  # which reaches the first address by itself
            relay = (second, str(port), host, str(port))
            processes["second address"] = _start("-m", "config.demo_server.relay", *relay)
        _wait_until_ready(host, port, processes)
        _welcome(host, port, second)
        while not (ended := _first_that_ended(processes)):
            time.sleep(0.5)
        raise Refused(f"The {ended} ended by itself. The demo ends with it.")
    finally:
        _end(list(processes.values()))


def _start(*arguments: str, niceness: int = 0) -> subprocess.Popen[bytes]:
    def prepare() -> None:
        os.nice(niceness)  # pictures can wait, visitors cannot
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    # A session of its own: Ctrl-C in the terminal reaches this process alone, which ends the rest.
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=prepare,  # noqa: PLW1509 -- this process has one thread
    )


def _first_that_ended(processes: dict[str, subprocess.Popen[bytes]]) -> str | None:
    return next((name for name, process in processes.items() if process.poll() is not None), None)


def _wait_until_ready(host: str, port: int, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if ended := _first_that_ended(processes):
            raise Refused(f"The {ended} did not start. Its message stands above.")
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError, KeyError):
            if _health(host, port)["worker"]["ok"]:
                return
        time.sleep(0.2)
    raise Refused(f"The site does not answer after {READY_SECONDS} seconds.")


def _health(host: str, port: int) -> dict[str, Any]:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def _welcome(host: str, port: int, second: str) -> None:
    address = f"http://{host}:{port}"
    print(f"\nChợ Phiên is open: {address}/")
    if WagtailSite.objects.filter(site_name=SITE_NAME).exists():
        print(f"  Tuyên Quang      http://{second}:{port}/")
    connection.close()
    print(f"  back office      {address}/cms/")
    print(f"  operator's admin {address}/quan-tri/")
    print(f"  health           {address}/healthz")
    print(f"Sign in at {address}/tai-khoan/dang-nhap/ with the password {settings.DEMO_PASSWORD}")
    for role, name in SIGN_INS:
        print(f"  {role:<16} {name}")
    print("Ctrl-C ends the site and its worker.\n", flush=True)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, and see to it that all of its own children are gone too."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
