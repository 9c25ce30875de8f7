"""The shell scripts that make an environment, on machines made of a few files: their PATH holds only what the test puts there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import PROJECT

SCRIPTS = PROJECT / "scripts"
SYSTEM_TOOLS = ("bash", "env", "find", "sort", "sed", "dirname", "cat", "cut", "sha256sum", "awk", "head", "mkdir", "rm", "mv")
BROKEN_SHIM = 'echo "pyenv: $(basename "$0"): command not found" >&2; exit 127'
NEWER_PYTHON = 'case "$*" in *3,\\ 10*) exit 1;; *sys.exit*) exit 0;; *) echo 3.13;; esac'


def program(path: Path, code: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/bash\n{code}\n")
    path.chmod(0o755)
    return path


class Machine:
    """A machine with a bin folder, a home and a copy of the project's scripts."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.home, self.project = folder / "bin", folder / "home", folder / "project"
        for path in (self.bin, self.home, self.project):
            path.mkdir()
        for name in SYSTEM_TOOLS:
            (self.bin / name).symlink_to(shutil.which(name))
        shutil.copytree(SCRIPTS, self.project / "scripts", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for name in ("pyproject.toml", "uv.lock"):
            (self.project / name).write_text(name)

    def run(self, script: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "HOME": str(self.home), **more}
        return subprocess.run([str(self.project / "scripts" / script), *arguments], env=environment, capture_output=True, text=True)

    def add_python(self, folder: Path) -> Path:
        """A Python 3.10 that works: the one that runs this test, started from there."""
        return program(folder, f'exec {sys.executable} "$@"')

    def add_uv(self, folder: Path, version: str = "0.13.9") -> Path:
        """A uv that writes down what it is asked for and fetches no Python."""
        return program(
            folder,
            f'[ "$1" = --version ] && echo "uv {version}" && exit 0\n'
            f'[ "$1" = python ] && exit 2\n'
            f'echo "$*" >>{self.home}/uv-calls\n[ -z "${{UV_FAILS:-}}" ] || {{ echo "no such package" >&2; exit 1; }}\n'
            f"mkdir -p .venv/bin && rm -f .venv/bin/python && printf '#!/bin/bash\\necho 3.10\\n' >.venv/bin/python && "
            f"{shutil.which('chmod')} +x .venv/bin/python",
        )

    def uv_calls(self) -> list[str]:
        calls = self.home / "uv-calls"
        return calls.read_text().splitlines() if calls.exists() else []


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


def test_find_python_when_one_on_path_works_then_prints_it(machine):
    machine.add_python(machine.bin / "python3.10")
    found = machine.run("find_python.sh")
    assert (found.returncode, found.stdout.strip()) == (0, sys.executable)


def test_find_python_when_the_shim_is_broken_then_takes_the_one_under_versions(machine):
    program(machine.bin / "python3.10", BROKEN_SHIM)
    program(machine.bin / "python3", NEWER_PYTHON)
    machine.add_python(machine.home / ".pyenv/versions/3.10.13/bin/python")
    found = machine.run("find_python.sh")
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, sys.executable, "")


def test_find_python_when_pyenv_is_elsewhere_then_looks_there(machine):
    machine.add_python(machine.home / "tools/pyenv/versions/3.10.2/bin/python")
    assert machine.run("find_python.sh", PYENV_ROOT=f"{machine.home}/tools/pyenv").stdout.strip() == sys.executable


def test_find_python_when_there_is_only_a_newer_one_and_uv_gets_none_then_says_how_in_two_lines(machine):
    program(machine.bin / "python3.10", BROKEN_SHIM)
    program(machine.bin / "python3", NEWER_PYTHON)
    assert machine.run("find_python.sh").stderr.count("\n") == 2
    found = machine.run("find_python.sh", str(machine.add_uv(machine.bin / "uv")))
    assert (found.returncode, found.stdout) == (1, "")
    assert "pyenv install 3.10" in found.stderr.splitlines()[-1]


def test_find_python_when_uv_fetches_one_then_prints_it(machine):
    marker = machine.home / "fetched"
    uv = program(
        machine.bin / "uv",
        f'if [ "$2" = install ]; then echo downloading; echo >{marker}; elif [ -f {marker} ]; then echo {sys.executable}; else exit 2; fi',
    )
    found = machine.run("find_python.sh", str(uv))
    assert (found.returncode, found.stdout.strip()) == (0, sys.executable)


def test_find_uv_when_on_path_then_prints_it(machine):
    uv = machine.add_uv(machine.bin / "uv")
    assert machine.run("find_uv.sh").stdout.strip() == str(uv)


def test_find_uv_when_the_one_on_path_is_too_old_then_takes_the_projects_own(machine):
    machine.add_uv(machine.bin / "uv", "0.4.9")
    own = machine.add_uv(machine.project / ".tools/uv")
    assert machine.run("find_uv.sh").stdout.strip() == str(own)


@pytest.mark.parametrize("way", ["--target", "venv"])
def test_find_uv_when_there_is_none_then_installs_it_by_pip(machine, way):
    uv = machine.add_uv(machine.home / "uv-of-pypi")
    install = f'mkdir -p "$folder/bin"; {shutil.which("cp")} {uv} "$folder/bin/uv"'
    pip = f'while [ "$1" != --target ]; do shift; done; folder=$2; {install}' if way == "--target" else "exit 1"
    venv = f'folder=$3; {install}; {shutil.which("ln")} -s /bin/true "$folder/bin/python"'
    program(machine.bin / "python3", f'case "$*" in *"pip install"*) {pip};; *"-m venv"*) {venv};; *) exit 0;; esac')
    found = machine.run("find_uv.sh")
    assert (found.returncode, found.stdout.strip()) == (0, str(machine.project / ".tools/uv"))
    assert sorted(os.listdir(machine.project / ".tools")) == ["install-uv.log", "uv"]


def test_find_uv_when_nothing_can_install_it_then_says_how_in_two_lines(machine):
    program(machine.bin / "python3", "exit 1")
    found = machine.run("find_uv.sh")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.count("\n") == 3


def test_bootstrap_installs_once_and_then_is_silent(machine):
    machine.add_uv(machine.bin / "uv")
    machine.add_python(machine.bin / "python3.10")
    first, second = machine.run("bootstrap.sh", "run"), machine.run("bootstrap.sh", "run")
    assert first.returncode == 0
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert machine.uv_calls() == [f"sync --frozen --quiet --no-default-groups --inexact --python {sys.executable}"]


def test_bootstrap_when_the_lock_changes_then_installs_again_into_the_same_environment(machine):
    machine.add_uv(machine.bin / "uv")
    machine.add_python(machine.bin / "python3.10")
    machine.run("bootstrap.sh", "run")
    (machine.project / "uv.lock").write_text("newer")
    machine.run("bootstrap.sh", "run")
    assert machine.uv_calls()[1:] == ["sync --frozen --quiet --no-default-groups --inexact"]


def test_bootstrap_when_the_tools_are_installed_then_run_needs_no_more_but_not_the_other_way_round(machine):
    machine.add_uv(machine.bin / "uv")
    machine.add_python(machine.bin / "python3.10")
    for wanted in ("run", "dev", "run", "dev"):
        assert machine.run("bootstrap.sh", wanted).returncode == 0
    assert [call.split()[3:5] for call in machine.uv_calls()] == [["--no-default-groups", "--inexact"], ["--group", "dev"]]


def test_bootstrap_when_packages_cannot_be_installed_then_fails_and_tries_again_next_time(machine):
    machine.add_uv(machine.bin / "uv")
    machine.add_python(machine.bin / "python3.10")
    failed = machine.run("bootstrap.sh", "run", UV_FAILS="1")
    assert failed.returncode == 1
    assert "could not be installed" in failed.stderr
    assert machine.run("bootstrap.sh", "run").returncode == 0
    assert len(machine.uv_calls()) == 2


def test_with_env_when_a_name_is_in_the_file_then_is_set_unless_the_environment_has_it(machine):
    lines = "# a comment\nBOT_PORT=6001\nDATABASE_URL=postgresql+psycopg2://a:b$c#d@host/x=y\nBOT_HOST=from-file\nnot a line\n"
    (machine.project / ".env").write_text(lines)
    show = 'echo "$BOT_PORT|$DATABASE_URL|$BOT_HOST|$RASA_TELEMETRY_ENABLED"'
    said = machine.run("with_env.sh", "bash", "-c", show, BOT_HOST="from-environment").stdout.strip()
    assert said == "6001|postgresql+psycopg2://a:b$c#d@host/x=y|from-environment|false"


def test_env_example_names_every_setting_and_no_other():
    import re

    names = ("bot/settings.py", "bot/channels/telegram/options.py", "bot/observability/exposure.py", "scripts/evaluate.py")
    sources = [PROJECT / name for name in names]
    settings = {name for source in sources for name in re.findall(r'"([A-Z][A-Z_]+)"', source.read_text())}
    example = set(re.findall(r"^#([A-Z][A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    assert example == settings
