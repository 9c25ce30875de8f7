#!/usr/bin/env bash
# Makes the project's environment fit uv.lock; says and does nothing when it already does.
# Usage: bootstrap.sh [run|dev]; "dev" adds the tools for tests and linting.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted="${1:-run}"
unset VIRTUAL_ENV # another project's active environment is none of ours
environment="${UV_PROJECT_ENVIRONMENT:-.venv}"
locked=$(cat pyproject.toml uv.lock | sha256sum | cut -d ' ' -f 1)

synced() { [ "$(cat "$environment/.synced-$1" 2>/dev/null)" = "$locked" ]; }
runs() { [ "$("$environment/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = 3.10 ]; }

if [ -x "$environment/bin/python" ] && { synced dev || { [ "$wanted" = run ] && synced run; }; }; then exit 0; fi

uv=$(scripts/find_uv.sh)
choice=()
if ! runs; then
  python=$(scripts/find_python.sh "$uv")
  choice=(--python "$python")
fi
# Without --inexact, "run" would take away the tools that "dev" installed.
case "$wanted" in
  run) what="what the bot needs" options=(--no-default-groups --inexact) ;;
  dev) what="what the bot and its tests need" options=(--group dev --group browser) ;;
  *) echo "bootstrap.sh: 'run' or 'dev', not '$wanted'." >&2 && exit 2 ;;
esac
echo "Installing $what into $environment ..."
if ! "$uv" sync --frozen --quiet "${options[@]}" "${choice[@]}"; then
  echo "The packages of uv.lock could not be installed (see above); nothing was started." >&2
  exit 1
fi
echo "$locked" >"$environment/.synced-$wanted"
