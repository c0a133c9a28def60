"""What the demo needs before it can start; each step is skipped when it was done before."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.sites.models import Site as DjangoSite
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site as WagtailSite

from config.demo.province import SITE_NAME
from config.env import ROOT, VAR


def prepare(host: str, port: int, *, second: str) -> None:
    with _static_files():
        if _has_pending_migrations():
            _step("Preparing the database (a minute or two)", _migrate)
        if not (VAR / "demo-data.stamp").exists():
            _step("Loading sample data through the importer", _load)
            _step("Building the search index", _index)
            (VAR / "demo-data.stamp").touch()
        _tell_sites_their_address(host, port, second)


def _step(title: str, action: Callable[[], None]) -> None:
    print(f"{title} …", flush=True)
    started = time.monotonic()
    action()
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def _has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _load() -> None:
    call_command("load_demo")


def _index() -> None:
    call_command("rebuild_search")


def _tell_sites_their_address(host: str, port: int, second: str) -> None:
    """Links in mails and in the back office lead where this demo listens."""
    DjangoSite.objects.filter(pk=settings.SITE_ID).update(domain=f"{host}:{port}")
    WagtailSite.objects.filter(is_default_site=True).exclude(hostname=host, port=port).update(
        hostname=host, port=port
    )
    WagtailSite.objects.filter(site_name=SITE_NAME).update(hostname=second, port=port)
    WagtailSite.clear_site_root_paths_cache()
    connection.close()


@contextmanager
def _static_files() -> Iterator[None]:
    """Collect and compress the static files beside the other steps, when one of them changed."""
    stamp = VAR / "demo-static.stamp"
    fingerprint = _static_fingerprint()
    if stamp.exists() and stamp.read_text("utf-8") == fingerprint:
        yield
        return
    collecting = subprocess.Popen(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], cwd=ROOT
    )
    try:
        yield
        if collecting.poll() is None:
            print("Compressing static files …", flush=True)
        if collecting.wait():
            raise RuntimeError("collectstatic failed")
        stamp.write_text(fingerprint, "utf-8")
    finally:
        collecting.kill()
        collecting.wait()


def _static_fingerprint() -> str:
    sha = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            sha.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return sha.hexdigest()
