#!/usr/bin/env bash
# Checks deploy/ (or a folder like it) against the schemas of Compose and Kubernetes. Usage: check_deploy.sh [folder]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath "${1:-deploy}")
unset VIRTUAL_ENV UV_PROJECT_ENVIRONMENT # an environment of its own, see deploy/checks/pyproject.toml
uv=$(scripts/find_uv.sh)
"$uv" run --quiet --project deploy/checks --frozen python deploy/checks/check.py "$folder"
