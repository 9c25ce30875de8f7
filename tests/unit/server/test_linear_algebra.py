"""What OpenBLAS is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bot.server import linear_algebra

NEW = ["fpu", "sse2", "avx", "avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd", "avx512_vnni", "amx_int8"]


@pytest.mark.parametrize(
    ("flags", "kernels"),
    [
        (NEW, "SkylakeX"),
        (["sse2", "avx", "avx2", "fma"], "Haswell"),
        ([*NEW[:5], "avx512f"], "Haswell"),
        (["sse2", "avx"], None),
        ([], None),
    ],
)
def test_kernels_use_only_what_the_processor_can_do(flags, kernels):
    assert linear_algebra.kernels_for(flags) == kernels


def test_what_the_environment_says_stays(monkeypatch):
    monkeypatch.setenv(linear_algebra.KERNELS, "Nehalem")
    monkeypatch.setenv(linear_algebra.THREADS, "3")
    linear_algebra.use_this_processor()
    linear_algebra.use_one_thread()
    assert (os.environ[linear_algebra.KERNELS], os.environ[linear_algebra.THREADS]) == ("Nehalem", "3")


def test_a_machine_that_tells_nothing_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.delenv(linear_algebra.KERNELS, raising=False)
    monkeypatch.setattr(linear_algebra, "_CPU_INFO", tmp_path / "nothing")
    linear_algebra.use_this_processor()
    assert linear_algebra.KERNELS not in os.environ


def test_numpy_computes_with_the_kernels_chosen():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")}
    program = (
        "from bot.server import linear_algebra; linear_algebra.use_this_processor(); linear_algebra.use_one_thread(); "
        "import json, os, numpy, threadpoolctl; "
        "used = [[library['architecture'], library['num_threads']] for library in threadpoolctl.threadpool_info()]; "
        "print(json.dumps([os.environ.get(linear_algebra.KERNELS), used]))"
    )
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout
    chosen, used = json.loads(said)
    assert used
    assert all(kernels == chosen or chosen is None for kernels, _ in used)
    assert {threads for _, threads in used} == {1}
