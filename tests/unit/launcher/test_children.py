"""Nothing that the launcher started outlives it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.launcher.children import Children
from bot.launcher.stopping import Stopped
from bot.settings import PROJECT

from .conftest import python

SLEEP = "import time; time.sleep(60)"
# A server that starts a helper of its own and says its id.
WITH_HELPER = f"import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', '{SLEEP}']).pid, flush=True); time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
LAUNCHER = f"""
import sys, time
from pathlib import Path
from bot.launcher.children import Children
with Children() as children:
    print(children.start("server", [sys.executable, "-c", {SLEEP!r}], Path(sys.argv[1])).process.pid, flush=True)
    time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(done, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(done())


def test_start_when_given_a_log_then_output_goes_there_and_the_log_of_before_is_kept(children, tmp_path):
    log = tmp_path / "log" / "server.log"
    for word in ("first", "second"):
        children.start("server", python(f"print({word!r})"), log).process.wait()
    assert log.read_text() == "second\n"
    assert log.with_suffix(".before.log").read_text() == "first\n"


def test_start_passes_on_the_environment(tmp_path):
    log = tmp_path / "server.log"
    with Children({"A": "1"}) as children:
        children.start("server", python("import os; print(os.environ['A'], os.environ['B'])"), log, {"B": "2"}).process.wait()
    assert log.read_text() == "1 2\n"


def test_first_dead_when_one_ends_then_names_it_with_the_end_of_its_log(children, tmp_path):
    children.start("quiet", python(SLEEP), tmp_path / "quiet.log")
    dying = children.start("loud", python("print(*range(30), sep='\\n'); raise SystemExit(3)"), tmp_path / "loud.log")
    assert wait_for(children.first_dead)
    dead = children.first_dead()
    assert (dead, dead.process.returncode) == (dying, 3)
    assert dead.last_lines().splitlines()[0] == "  | 10"


def test_stop_when_a_server_started_a_helper_then_both_end(children, tmp_path):
    log = tmp_path / "server.log"
    server = children.start("server", python(WITH_HELPER), log)
    assert wait_for(lambda: log.read_text().strip())
    helper = int(log.read_text())
    children.stop()
    assert server.process.poll() is not None
    assert wait_for(lambda: not is_alive(helper))


def test_stop_when_a_server_ignores_it_then_is_ended_after_the_grace(children, tmp_path):
    log = tmp_path / "deaf.log"
    deaf = children.start("deaf", python(DEAF), log)
    assert wait_for(lambda: "deaf" in log.read_text())
    children.stop(grace=0.3)
    assert deaf.process.returncode == -signal.SIGKILL


def test_leaving_the_context_by_an_error_stops_everything(tmp_path):
    children = Children()
    server = children.start("server", python(SLEEP), tmp_path / "server.log")
    with pytest.raises(RuntimeError), children:
        raise RuntimeError
    assert server.process.poll() is not None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a child when its parent is killed")
def test_child_when_the_launcher_is_killed_outright_then_ends_too(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    launcher = subprocess.Popen(python(LAUNCHER) + [str(tmp_path / "server.log")], stdout=subprocess.PIPE, env=environment)
    child = int(launcher.stdout.readline())
    launcher.kill()
    launcher.communicate()
    assert wait_for(lambda: not is_alive(child))


def test_run_to_end_returns_the_exit_code_and_forgets_the_program(children, stop):
    assert children.run_to_end("training", python("raise SystemExit(4)"), stop) == 4
    assert children.first_dead() is None


def test_run_to_end_when_a_stop_is_asked_for_then_raises_at_once(children, stop):
    stop.raised = True
    begun = time.monotonic()
    with pytest.raises(Stopped):
        children.run_to_end("training", python(SLEEP), stop)
    children.stop()
    assert time.monotonic() - begun < 5
