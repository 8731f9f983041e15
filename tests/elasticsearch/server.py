"""Owns the real Elasticsearch that the tests run: fetched once by Maven, started on free ports, stopped by pid.

Run as a script it starts one node, prints its address and serves until it is interrupted.
"""
# ruff: noqa: S603, S310, T201 – it starts programs that it names itself, asks loopback addresses, and prints one of them

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

VERSION = "8.19.5"
HEAP = "512m"
USER = "trialmatch-es"
"""Elasticsearch refuses to run as root; where we are root, this user is made and owns its files."""
STARTS_WITHIN = 120.0
"""Seconds; it is up in about 10 on an idle machine."""


class CannotStartError(Exception):
    """There is no Elasticsearch to be had here; the text says in one line what is missing."""


@dataclass
class Node:
    """A running node: its address, the port on which nodes talk, its process and its folder."""

    url: str
    transport: str
    process: subprocess.Popen[bytes]
    folder: Path

    def stop(self) -> None:
        """Ends the process, waits for it, and removes what it wrote."""
        self._end(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """Ends the process at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def start_node(name: str = "node-1", seeds: tuple[str, ...] = (), *, cluster: bool = False) -> Node:
    """A node that answers; ``seeds`` are the ``transport`` addresses of the cluster to join, if any.

    ``cluster`` lets other nodes join. CannotStartError where Java, Maven or the distribution is missing.
    """
    java = _java_home()
    home = _distribution()
    folder = Path(tempfile.mkdtemp(prefix="trialmatch-es-"))
    config = folder / "config"
    shutil.copytree(home / "config", config)
    (folder / "tmp").mkdir()
    settings = {
        "cluster.name": "trialmatch-tests",
        "node.name": name,
        "network.host": "127.0.0.1",
        "http.port": "0",
        "transport.port": "0",
        "node.portsfile": "true",
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    if seeds:
        settings["discovery.seed_hosts"] = f"[{', '.join(seeds)}]"
    elif cluster:
        settings["cluster.initial_master_nodes"] = f"[{name}]"
    else:
        settings["discovery.type"] = "single-node"
    (config / "elasticsearch.yml").write_text("".join(f"{name}: {value}\n" for name, value in settings.items()))
    command = [str(home / "bin" / "elasticsearch")]
    if shutil.which("setpriv"):
        command = ["setpriv", "--pdeathsig=TERM", *command]  # so that it ends also when we are killed
    if os.geteuid() == 0:
        _give(folder, _unprivileged())
        command[1:1] = [f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
    environment = {
        "PATH": os.environ["PATH"],
        "ES_JAVA_HOME": str(java),
        "ES_PATH_CONF": str(config),
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
        "ES_TMPDIR": str(folder / "tmp"),  # not the folder itself: what may be written must not hold the settings
        "HOME": str(folder),
    }
    output = (folder / "output").open("wb")
    with output:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=output, stderr=output, start_new_session=True
        )
    node = Node("", "", process, folder)
    try:
        node.url = "http://" + _port(node, "http.ports")
        node.transport = _port(node, "transport.ports")
        _wait_until_it_answers(node)
    except BaseException:
        node.stop()
        raise
    return node


def _java_home() -> Path:
    if os.environ.get("ES_JAVA_HOME"):
        return Path(os.environ["ES_JAVA_HOME"])
    java = shutil.which("java")
    if java is None:
        raise CannotStartError("Java 17 or later is not installed")
    return Path(java).resolve().parent.parent


def _distribution() -> Path:
    """The unpacked distribution, fetched if this is the first time."""
    cache = _cache()
    home = cache / f"elasticsearch-{VERSION}"
    if (home / "unpacked").exists():
        return home
    archive = cache / f"elasticsearch-{VERSION}.zip"
    if not archive.exists():
        _fetch(archive)
    unpacking = Path(tempfile.mkdtemp(dir=cache))
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(unpacking)
    (found,) = unpacking.iterdir()
    for path in (found, *found.rglob("*")):  # zipfile forgets permissions, and another user must read this
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    (found / "unpacked").touch()
    shutil.rmtree(home, ignore_errors=True)
    found.rename(home)
    unpacking.rmdir()
    return home


def _fetch(archive: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise CannotStartError("Maven, which fetches Elasticsearch, is not installed; or set ELASTICSEARCH_URL")
    pom = Path(__file__).with_name("pom.xml")
    command = [maven, "-q", "-B", "-f", str(pom), "dependency:copy", f"-DoutputDirectory={archive.parent}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not archive.exists():
        lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
        raise CannotStartError(f"Maven could not fetch Elasticsearch: {lines[0]}")


def _cache() -> Path:
    # root's own home is closed to the user that Elasticsearch runs as
    default = Path("/var/cache/trialmatch") if os.geteuid() == 0 else Path.home() / ".cache" / "trialmatch"
    cache = Path(os.environ.get("TRIALMATCH_CACHE") or default)
    cache.mkdir(parents=True, exist_ok=True)
    return cache


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        add = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", USER]
        done = subprocess.run(add, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotStartError(f"the user {USER} cannot be made: {done.stderr.strip()}") from None
        return pwd.getpwnam(USER)


def _give(folder: Path, user: pwd.struct_passwd) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)


def _port(node: Node, name: str) -> str:
    """The first address in a file of ports that the node writes once it is bound."""
    file = node.folder / "logs" / name
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and node.process.poll() is None:
        lines = file.read_text().split() if file.exists() else []
        loopback = [line for line in lines if line.startswith("127.0.0.1:")]
        if loopback:
            return loopback[0]
        time.sleep(0.2)
    raise CannotStartError(f"Elasticsearch did not start: {_last_words(node)}")


def _wait_until_it_answers(node: Node) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{node.url}/_cluster/health?wait_for_status=yellow&timeout=10s", timeout=15):
                return
        except OSError:
            time.sleep(0.3)
    raise CannotStartError(f"Elasticsearch does not answer: {_last_words(node)}")


def _last_words(node: Node) -> str:
    lines = (node.folder / "output").read_text(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "it said nothing"


def main() -> None:
    """Starts a node, prints its address, and serves until interrupted or told to end."""
    if os.environ.get("ELASTICSEARCH_URL"):
        print(os.environ["ELASTICSEARCH_URL"])
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        node = start_node()
    except CannotStartError as error:
        sys.exit(str(error))
    try:
        print(node.url, flush=True)
        node.process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        node.stop()


if __name__ == "__main__":
    main()
