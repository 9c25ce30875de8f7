#!/usr/bin/env bash
# Prints the path of a usable uv: the one on PATH, else the project's own in .tools, which is installed when missing.
# Installed from PyPI with whatever Python 3 is here, so that a machine which only reaches the package registry is enough.
set -euo pipefail
cd "$(dirname "$0")/.."
oldest=0.5.0    # knows dependency groups as we use them
version=0.13.9  # what we install
tools="$PWD/.tools"

usable() {
  local found
  found=$("$1" --version 2>/dev/null | awk '{print $2}') && [ -n "$found" ] || return 1
  [ "$(printf '%s\n' "$oldest" "$found" | sort -V | head -n 1)" = "$oldest" ]
}

pythons() {
  type -aP python3 python3.13 python3.12 python3.11 python3.10 python3.9 python3.8 python 2>/dev/null || true
  find "${PYENV_ROOT:-$HOME/.pyenv}/versions" -maxdepth 1 -name '3.*' 2>/dev/null | sort -rV | sed 's|$|/bin/python|'
}

install_with() { # two ways, because Debian may leave out pip, or venv, or neither
  local python="$1" folder="$tools/installing"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || return 1
  rm -rf "$folder"
  if "$python" -m pip install --quiet --disable-pip-version-check --target "$folder" "uv==$version" >>"$log" 2>&1 ||
    { rm -rf "$folder" && "$python" -m venv "$folder" && "$folder/bin/python" -m pip install --quiet "uv==$version"; } >>"$log" 2>&1; then
    mv "$folder/bin/uv" "$tools/uv"
    rm -rf "$folder"
    usable "$tools/uv"
  else
    rm -rf "$folder"
    return 1
  fi
}

for candidate in $(type -aP uv 2>/dev/null || true) "$tools/uv"; do
  if usable "$candidate"; then echo "$candidate" && exit 0; fi
done

echo "Installing uv $version into .tools ..." >&2
mkdir -p "$tools"
log="$tools/install-uv.log"
: >"$log"
while IFS= read -r python; do
  if install_with "$python"; then echo "$tools/uv" && exit 0; fi
done < <(pythons)
echo "uv was not found and could not be installed with any Python 3.8 or later on this machine (see .tools/install-uv.log)." >&2
echo "Install it yourself (https://docs.astral.sh/uv), put it on PATH, then run the same command again." >&2
exit 1
