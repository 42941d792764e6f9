"""``ukur serve | worker | init``: what production needs."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from ukur.cli.arguments import count, port
from ukur.cli.django import reach, start, start_on_data


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("serve", help="sajikan halaman")
    made.add_argument("--host", default="127.0.0.1", metavar="HOST", help="alamat tempat mendengar; bawaan: 127.0.0.1")
    made.add_argument("--port", type=port, default=8000, metavar="N", help="nomor port; bawaan: 8000")
    made.add_argument("--workers", type=count, default=2, metavar="N", help="banyaknya proses penyaji; bawaan: 2")
    made.add_argument("--with-worker", action="store_true", help="jalankan juga pekerja latar")
    made.set_defaults(handler=run_serve)
    worker = commands.add_parser("worker", help="kerjakan pekerjaan latar: membuat naskah dan Berkas Arsip")
    worker.set_defaults(handler=run_worker)
    init = commands.add_parser("init", help="basis data dan pengelola pertama")
    init.add_argument("--admin", default="pengelola", metavar="NAMA", help="nama pengguna pengelola; bawaan: pengelola")
    init.set_defaults(handler=run_init)


def run_serve(args: argparse.Namespace) -> int:
    start()
    reach()
    from ukur.services import operate

    operate.prepare()
    print(f"Ukur: http://{args.host}:{args.port}/", flush=True)
    return serve(args.host, args.port, workers=args.workers, with_worker=args.with_worker)


def serve(host: str, port: int, *, workers: int, with_worker: bool) -> int:
    """Serve until stopped; the worker, when asked for, lives and ends with the server."""
    worker = subprocess.Popen([sys.executable, "-m", "ukur.cli.main", "worker"]) if with_worker else None
    # Without a bound on its threads the server opens a database connection for each.
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    try:
        return subprocess.call([*command, "ukur.config.wsgi:application"], env=os.environ)
    except KeyboardInterrupt:
        return 0
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait(timeout=30)


def run_worker(args: argparse.Namespace) -> int:
    start_on_data()
    from django.core.management import call_command

    from ukur.services import operate

    operate.recover_jobs()
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
