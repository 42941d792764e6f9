"""``ukur serve | worker | init``: what production needs."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from ukur.cli.arguments import count, port
from ukur.cli.django import reach, start, start_on_data
from ukur.domain.errors import Fault, Unreadable

_PATIENCE = 30  # seconds for what was asked to end
_UKUR = [sys.executable, "-m", "ukur.cli.main"]
_WHY_NOT = {
    errno.EADDRINUSE: "sedang dipakai program lain; hentikan program itu atau pilih --port yang lain",
    errno.EACCES: "hanya untuk pengelola komputer; pilih --port 1024 atau lebih",
}


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("serve", help="sajikan halaman")
    made.add_argument("--host", default="127.0.0.1", metavar="HOST", help="alamat tempat mendengar; bawaan: 127.0.0.1")
    made.add_argument("--port", type=port, default=8000, metavar="N", help="nomor port; bawaan: 8000")
    made.add_argument("--workers", type=count, default=2, metavar="N", help="banyaknya proses penyaji; bawaan: 2")
    made.add_argument("--with-worker", action="store_true", help="jalankan juga pekerja latar")
    made.set_defaults(handler=run_serve)
    worker = commands.add_parser(
        "worker", help="kerjakan pekerjaan latar: membuat naskah dan Berkas Arsip, memeriksa arsip"
    )
    worker.set_defaults(handler=run_worker)
    init = commands.add_parser("init", help="basis data dan pengelola pertama")
    init.add_argument("--admin", default="pengelola", metavar="NAMA", help="nama pengguna pengelola; bawaan: pengelola")
    init.set_defaults(handler=run_init)


def run_serve(args: argparse.Namespace) -> int:
    require_free(args.host, args.port)
    os.environ.setdefault("UKUR_ADDRESS", f"http://{args.host}:{args.port}")
    start()
    reach()
    from ukur.services import operate

    operate.prepare()
    print(f"Ukur: http://{args.host}:{args.port}/", flush=True)
    code = operate.installation_code()
    if code:
        print(f"Masih kosong. Buka alamat itu, lalu Siapkan Ukur dengan kode pemasangan: {code}", flush=True)
    return serve(args.host, args.port, workers=args.workers, with_worker=args.with_worker)


def require_free(host: str, port: int) -> None:
    """Unreadable when nobody can listen there: the server itself would share a port with another one unasked."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        why = _WHY_NOT.get(error.errno or 0, "bukan alamat komputer ini; pilih --host yang lain")
        raise Unreadable([Fault(f"{host}:{port}", why)]) from error


@dataclass(frozen=True, slots=True)
class Beside:
    """A second place that is prepared and served beside the first, with an environment of its own."""

    port: int
    environment: dict[str, str]


def next_free(host: str, after: int) -> int:
    """The first port above ``after`` that nobody listens on; Unreadable when there is none among the next hundred."""
    for number in range(after + 1, min(after + 101, 65536)):
        try:
            require_free(host, number)
        except Unreadable:
            continue
        return number
    raise Unreadable([Fault(f"{host}:{after}", "tidak ada port bebas sesudahnya; pilih --port yang lain")])


def serve(host: str, port: int, *, workers: int, with_worker: bool, beside: Beside | None = None) -> int:
    """Serve until stopped, by Ctrl-C, a signal or a closed terminal; what was started here ends with it.

    ``beside`` is prepared when this place answers already, so that nobody waits for it.
    """
    # Without a bound on its threads the server opens a database connection for each.
    command = [sys.executable, "-m", "ukur.cli.server", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    command += ["--workers-kill-timeout", str(_PATIENCE - 5)]  # else what does not end outlives it and keeps the port
    started: list[subprocess.Popen[bytes]] = []
    for how in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(how, signal.default_int_handler)
    try:
        started.append(subprocess.Popen([*command, "ukur.config.wsgi:application"]))
        if with_worker:
            started.append(subprocess.Popen([*_UKUR, "worker"]))
        if beside is not None:
            _wait_for(host, port, started[0])
            words = ["serve", "--host", host, "--port", str(beside.port), "--workers", "1", "--with-worker"]
            started.append(subprocess.Popen([*_UKUR, *words], env=beside.environment))
        return started[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(started)


def _wait_for(host: str, port: int, server: subprocess.Popen[bytes], patience: float = 30) -> None:
    """Until somebody listens there, the server has ended, or ``patience`` (seconds) is at its end."""
    deadline = time.monotonic() + patience
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, and end those that have not after half a minute: a job that is cut off is done again later."""
    for one in processes:
        one.terminate()
    for one in processes:
        try:
            one.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()


def run_worker(args: argparse.Namespace) -> int:
    start_on_data()
    from django.core.management import call_command

    from ukur.services import operate

    operate.recover_jobs()
    operate.keep_time()
    call_command("db_worker", interval=0.5, verbosity=0, startup_delay=False)
    return 0


def run_init(args: argparse.Namespace) -> int:
    start()
    reach()
    from ukur.services import operate

    operate.prepare()
    password = operate.first_administrator(args.admin)
    print(f"Pengelola: {args.admin}\nKata sandi sekali pakai: {password}")
    return 0
