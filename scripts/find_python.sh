#!/usr/bin/env bash
# Prints the path of a Python 3.10 that really runs. Usage: find_python.sh [path of uv]
# Being on PATH proves nothing: a pyenv shim is there for every version installed and still answers "command not found".
set -euo pipefail
uv="${1:-}"

real_path() { # the interpreter behind a candidate, if it is a 3.10 that runs
  "$1" -c 'import sys; sys.version_info[:2] == (3, 10) or sys.exit(1); print(sys.executable)' 2>/dev/null
}

candidates() {
  type -aP python3.10 python3 python 2>/dev/null || true
  local root
  for root in "${PYENV_ROOT:-}" "${HOME:-}/.pyenv"; do
    [ -d "$root/versions" ] && find "$root/versions" -maxdepth 1 -name '3.10.*' | sort -rV | sed 's|$|/bin/python|'
  done
  if [ -n "$uv" ]; then "$uv" python find 3.10 2>/dev/null || true; fi
}

while IFS= read -r candidate; do
  if real_path "$candidate"; then exit 0; fi
done < <(candidates)

if [ -n "$uv" ]; then
  echo "No Python 3.10 on this machine; uv fetches one ..." >&2
  if "$uv" python install 3.10 >&2 && real_path "$("$uv" python find 3.10)"; then exit 0; fi
fi
echo "Python 3.10 is needed and was neither found nor fetched (Rasa 3.6 runs on no later one)." >&2
echo "Get it with 'pyenv install 3.10' or from your system's packages (python3.10), then run the same command again." >&2
exit 1
