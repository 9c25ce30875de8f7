#!/usr/bin/env bash
# Makes sure that a server's program is here: the tests start their own server from it.
# Uses what is there; else installs Debian's package when it may; else says what to do.
# Usage: ensure_program.sh program package
set -euo pipefail
program="$1" package="$2"

found() { command -v "$program" >/dev/null; }

if found; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $package for the tests ..."
  export DEBIAN_FRONTEND=noninteractive
  # Without this the package would start a server of its own; the tests need only its program.
  policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && trap 'rm -f "$policy"' EXIT; }
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null || true
  if found; then exit 0; fi
fi
echo "The tests need $program, and it is not here." >&2
echo "Install it and try again: sudo apt-get install $package" >&2
exit 1
