#!/usr/bin/env bash
# Style, and who may import whom (the contracts in pyproject.toml).
set -euo pipefail
cd "$(dirname "$0")/.."
bin="${UV_PROJECT_ENVIRONMENT:-.venv}/bin"
"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/lint-imports" --no-cache
