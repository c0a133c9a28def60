import fcntl
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from config.demo_server import __main__ as demo
from config.demo_server import processes
from config.demo_server.endings import Refused

ROOT = settings.BASE_DIR


def make_demo(var, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "config.demo_server", *arguments],
        cwd=ROOT,
        env={**os.environ, "CHOPHIEN_VAR": str(var), "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def is_alive(pid):
    """Whether the process runs; one that ended and waits for its parent does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123 -- no file at all
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return met


def test_taken_port_is_said_plainly(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = make_demo(tmp_path, "--port", str(port))

    assert result.returncode == 1
    assert f"Port {port} cannot be used" in result.stderr
    assert "PORT=8123 make demo" in result.stderr
    assert not (tmp_path / "db.sqlite3").exists()


def test_second_demo_on_the_same_data_is_refused(tmp_path):
    with (tmp_path / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = make_demo(tmp_path)

    assert result.returncode == 1
    assert "runs already" in result.stderr


def test_reset_leaves_a_database_of_yours_alone(tmp_path):
    (tmp_path / "media").mkdir()

    result = make_demo(
        tmp_path, "--reset", DATABASE_URL="postgres://u@localhost/precious", PORT="0"
    )

    assert result.returncode == 1
    assert "DATABASE_URL" in result.stderr
    assert (tmp_path / "media").exists()


def test_reset_removes_what_was_written_and_keeps_the_key(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "VAR", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "")
    for name in ("db.sqlite3", "db.sqlite3-wal", "demo-data.stamp", "secret-key", "of-mine.txt"):
        (tmp_path / name).touch()
    for name in ("media", "index", "static"):
        (tmp_path / name).mkdir()

    demo.start_over()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["of-mine.txt", "secret-key"]


def test_process_that_ends_by_itself_ends_the_other(monkeypatch):
    monkeypatch.setattr(processes, "_wait_until_ready", lambda *arguments: None)
    monkeypatch.setattr(processes, "_welcome", lambda *arguments: None)
    started = []

    def start(*arguments, niceness=0):
        script = "import time; time.sleep(60)" if "work" in arguments else "raise SystemExit(3)"
        started.append(subprocess.Popen([sys.executable, "-c", script], start_new_session=True))
        return started[-1]

    monkeypatch.setattr(processes, "_start", start)

    with pytest.raises(Refused, match="The site ended by itself"):
        processes.serve("127.0.0.1", 8000, second="localhost")

    assert [process.poll() for process in started] == [3, -signal.SIGTERM]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_ending_leaves_no_grandchild(tmp_path):
    pid_file = tmp_path / "pid"
    script = (
        "import os, signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(pid_file)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    process = processes._start("-c", script)
    assert wait_for(lambda: pid_file.exists() and pid_file.read_text())
    grandchild = int(pid_file.read_text())

    processes._end([process])

    assert process.returncode == 0
    assert wait_for(lambda: not is_alive(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_children_end_with_a_parent_that_was_killed(tmp_path):
    pid_file = tmp_path / "pid"
    script = (
        "import os\n"
        "from config.demo_server.processes import _start\n"
        "child = _start('-c', 'import time; time.sleep(60)')\n"
        f"open({str(pid_file)!r}, 'w').write(str(child.pid))\n"
        "os._exit(9)\n"
    )
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        check=False,
    )

    assert wait_for(lambda: not is_alive(int(pid_file.read_text())))


def test_a_second_address_answers_like_the_first():
    """Asked under its own name, so that the site knows which of its sites is meant."""
    with socket.socket() as site:
        site.bind(("127.0.0.1", 0))
        site.listen()
        site.settimeout(30)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        addresses = ("127.0.0.1", str(port), "127.0.0.1", str(site.getsockname()[1]))
        relay = processes._start("-m", "config.demo_server.relay", *addresses)
        try:
            visitor = wait_for(lambda: _call(port))
            answering, _ = site.accept()
            with visitor, answering:
                visitor.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.2\r\n\r\n")
                assert answering.recv(1000) == b"GET / HTTP/1.1\r\nHost: 127.0.0.2\r\n\r\n"
                answering.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                answering.shutdown(socket.SHUT_WR)
                assert visitor.recv(1000) == b"HTTP/1.1 200 OK\r\n\r\n"
                assert visitor.recv(1000) == b""
        finally:
            processes._end([relay])


def _call(port):
    try:
        return socket.create_connection(("127.0.0.1", port), timeout=30)
    except OSError:
        return None


def test_without_a_second_address_there_is_a_second_name(monkeypatch):
    monkeypatch.setattr(demo, "SECOND_HOST", "192.0.2.1")

    assert demo.second_host(0) == "localhost"
