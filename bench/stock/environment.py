"""Rasa as anybody installs it: `rasa==3.6.21` with its own pins, in an environment of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bot.launcher.console import say
from bot.settings import PROJECT

VERSION = "3.6.21"
FOLDER = PROJECT / ".cache" / "bench"
PYTHON = FOLDER / f"stock-{VERSION}" / "bin" / "python"


def stock_python() -> Path:
    """Returns the interpreter of the stock environment, which is made when it is missing (about 3 GB of packages are unpacked).

    Raises:
        subprocess.CalledProcessError: if the packages cannot be installed.
    """
    done = PYTHON.parent.parent / ".complete"
    if done.exists():
        return PYTHON
    say(f"Stock Rasa: installing rasa=={VERSION} with its own pins into {PYTHON.parent.parent.relative_to(PROJECT)} ...")
    uv = _output("scripts/find_uv.sh")
    # --no-config, from another folder: the overrides of our pyproject.toml must not reach it.
    base = [uv, "--no-config", "--quiet"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [*base, "venv", "--clear", "--python", _output("scripts/find_python.sh", uv), str(PYTHON.parent.parent)], cwd="/", check=True
    )
    subprocess.run([*base, "pip", "install", "--python", str(PYTHON), f"rasa=={VERSION}"], cwd="/", check=True)
    done.touch()
    return PYTHON


def compile_ahead(python: Path) -> None:
    """Compiles an interpreter's packages, as pip does when it installs them and a second start would find them.

    Without it a machine with PYTHONDONTWRITEBYTECODE set would measure Python's compiler at every start and training.
    """
    folder = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    ).stdout.strip()
    subprocess.run([str(python), "-m", "compileall", "-q", "-j", "0", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def packages() -> dict[str, str]:
    """Returns the versions of the packages that matter for speed, as they were installed."""
    names = ("rasa", "rasa-sdk", "tensorflow", "sanic", "aiohttp", "jsonschema", "SQLAlchemy", "setuptools")
    code = f"import json; from importlib.metadata import version; print(json.dumps({{n: version(n) for n in {names!r}}}))"
    import json

    return json.loads(_output(str(PYTHON), "-c", code))


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.strip()
