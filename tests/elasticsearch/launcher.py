"""Starts Elasticsearch for tests: one node, or several that form a cluster, on this machine.

Needs Java 17 or later and Maven, which fetches the artifacts and compiles two classes the first
time. A node has no security and does not flush to disk: it is for tests alone. It ends with the
block that started it, and with this process however that ends.
"""

import fcntl
import json
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
_TARGET = HERE / "target"
#: Of each node
HEAP_MEGABYTES = 384
START_SECONDS = 180
_TICK = 0.1

_JAVA = (
    f"-Xms{HEAP_MEGABYTES}m", f"-Xmx{HEAP_MEGABYTES}m", "-XX:+UseSerialGC",
    # A test is over before the optimising compiler pays.
    "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
    "-Des.distribution.type=tar", "-Dlog4j2.disable.jmx=true", "-Dlog4j.shutdownHookEnabled=false",
    "-Dio.netty.noUnsafe=true", "-Dio.netty.noKeySetOptimization=true", "-Djna.nosys=true",
    "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
)  # fmt: skip


class CannotStart(Exception):
    """What is missing, or what the node said last."""


def missing() -> str:
    """The name of a program that is not there; empty: a node can be started."""
    return next((program for program in ("java", "mvn") if not shutil.which(program)), "")


class Node:
    """A process that is started and killed, over the same data each time."""

    def __init__(self, home: Path, port: int, settings: dict[str, str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.name = settings["node.name"]
        self._home = home
        self._settings = {**settings, "http.port": str(port)}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns at once; ``wait`` returns when it answers."""
        said = [f"{name}={value}" for name, value in self._settings.items()]
        classes = f"{_TARGET / 'classes'}:{_build()}"
        self._home.mkdir(parents=True, exist_ok=True)
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                ["java", *_JAVA,  # noqa: S607 -- whichever Java the machine has
                 "-cp", classes, "org.elasticsearch.node.ClasspathNode",
                 str(self._home), *said],
                stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while b"READY" not in self._output.read_bytes():
            if self._process is None or self._process.poll() is not None:
                raise CannotStart(self._last_words())
            if time.monotonic() > until:
                raise CannotStart(f"not ready after {START_SECONDS} s: {self._last_words()}")
            time.sleep(_TICK)

    def kill(self) -> None:
        """As ``kill -9`` does: it writes nothing more and says good-bye to nobody."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """It takes connections and says nothing."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    @property
    def _output(self) -> Path:
        return self._home / "output"

    def _last_words(self) -> str:
        return self._output.read_text("utf-8", "replace")[-2000:]


@contextmanager
def one_node() -> Iterator[Node]:
    with _nodes(1) as nodes:
        yield nodes[0]


@contextmanager
def cluster(size: int = 3) -> Iterator[list[Node]]:
    with _nodes(size) as nodes:
        yield nodes


@contextmanager
def _nodes(size: int) -> Iterator[list[Node]]:
    with ExitStack() as stack:
        directory = Path(tempfile.mkdtemp(prefix="chophien-elasticsearch-"))
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        ports = _free_ports(2 * size)
        names = [f"node-{number}" for number in range(1, size + 1)]
        nodes = []
        for name, port, transport in zip(names, ports[:size], ports[size:], strict=True):
            settings = {
                "cluster.name": "chophien-tests",
                "node.name": name,
                "network.host": "127.0.0.1",
                "transport.port": str(transport),
                "node.processors": "2",
                "action.destructive_requires_name": "true",
                "cluster.routing.allocation.disk.threshold_enabled": "false",
                "indices.breaker.total.use_real_memory": "false",
                # A cluster that lost a node makes the copy anew at once.
                "cluster.routing.allocation.node_concurrent_recoveries": "4",
            }
            if size == 1:
                settings["discovery.type"] = "single-node"
            else:
                seeds = (f"127.0.0.1:{other}" for other in ports[size:])
                settings["discovery.seed_hosts"] = ",".join(seeds)
                settings["cluster.initial_master_nodes"] = ",".join(names)
            node = Node(directory / name, port, settings)
            nodes.append(node)
            stack.callback(node.kill)
            node.start()
        for node in nodes:
            node.wait()
        _wait_for_each_other(nodes)
        yield nodes


def _wait_for_each_other(nodes: list[Node]) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{nodes[0].url}/_cluster/health", timeout=10) as answer:  # noqa: S310
                if json.load(answer)["number_of_nodes"] == len(nodes):
                    return
        except (urllib.error.URLError, TimeoutError) as error:
            if time.monotonic() > until:
                raise CannotStart(str(error)) from error
        if time.monotonic() > until:
            raise CannotStart(f"the nodes do not find each other in {START_SECONDS} s")
        time.sleep(_TICK)


def _build() -> str:
    """The class path of all artifacts; fetched and compiled when a source is newer."""
    made = _TARGET / "classpath"
    sources = [HERE / "pom.xml", *HERE.glob("src/**/*.java")]
    _TARGET.mkdir(exist_ok=True)
    with (_TARGET / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        newest = max(path.stat().st_mtime for path in sources)
        if not made.exists() or made.stat().st_mtime < newest:
            result = subprocess.run(
                ["mvn", "-q", "-B",  # noqa: S607 -- likewise
                 "-f", str(HERE / "pom.xml"), "process-classes"],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if result.returncode:
                raise CannotStart(f"mvn: {(result.stdout + result.stderr)[-2000:]}")
            made.touch()
    return made.read_text("utf-8").strip()


def _free_ports(count: int) -> list[int]:
    """Ports nobody listens on now, all different."""
    with ExitStack() as stack:
        ports = []
        for _n in range(count):
            one = stack.enter_context(socket.socket())
            one.bind(("127.0.0.1", 0))
            ports.append(one.getsockname()[1])
        return ports
