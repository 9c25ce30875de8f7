"""Which model an archive holds, so that no other one is served in its place."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

_METADATA = "metadata.json"


def read_model_id(archive: Path) -> str | None:
    """Returns the id that training gave the model, or None if the file is no model."""
    try:
        with tarfile.open(archive, "r:*") as file:
            for member in file:
                if Path(member.name).name == _METADATA and (found := file.extractfile(member)) is not None:
                    number = json.load(found).get("model_id")
                    return number if isinstance(number, str) else None
    except (OSError, tarfile.TarError, ValueError, EOFError):
        return None
    return None
