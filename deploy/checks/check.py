"""Checks the files of deploy/ against their schemas. Usage: check.py FOLDER, with compose.yml and kubernetes/base in it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import kubernetes_validate
import yaml
from jsonschema.validators import validator_for

# The oldest and the newest Kubernetes that the manifests are kept fit for.
KUBERNETES = ("1.30", "1.37")
PARTS = ("base", "telegram")


def compose_mistakes(path: Path) -> Iterator[str]:
    """Yields what the Compose schema does not allow."""
    schema = json.loads((files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json").read_text(encoding="utf-8"))
    for error in validator_for(schema)(schema).iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))):
        yield f"{path}: {'/'.join(map(str, error.path))}: {error.message}"


def kubernetes_mistakes(folder: Path) -> Iterator[str]:
    """Yields what Kubernetes does not allow, unknown fields too, and files that the kustomization forgets or invents."""
    kustomization = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))
    present = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
    for name in sorted(present ^ {name for name in kustomization["resources"] if "/" not in name}):
        yield f"{folder / name}: is not both a file and a resource of the kustomization"
    for name in sorted(present):
        for document in yaml.safe_load_all((folder / name).read_text(encoding="utf-8")):
            for version in KUBERNETES:
                try:
                    kubernetes_validate.validate(document, version, strict=True)
                except kubernetes_validate.ValidationError as error:
                    yield f"{folder / name}: {document.get('kind')} (Kubernetes {version}): {error.message}"


def main(arguments: list[str]) -> int:
    """Returns 0 if there is no mistake, else 1."""
    folder = Path(arguments[0])
    mistakes = [
        *compose_mistakes(folder / "compose.yml"),
        *(mistake for part in PARTS for mistake in kubernetes_mistakes(folder / "kubernetes" / part)),
    ]
    print("\n".join(mistakes) or "deploy/ fits the schemas of Compose and Kubernetes.")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
