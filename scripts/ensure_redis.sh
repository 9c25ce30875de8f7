#!/usr/bin/env bash
# Makes sure that the Redis server's program is here: the tests start their own server from it.
# Uses what is there; else installs Debian's package when it may; else says what to do.
set -euo pipefail

found() { command -v redis-server >/dev/null; }

if found; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Redis for the tests ..."
  export DEBIAN_FRONTEND=noninteractive
  # Without this the package would start a server of its own; the tests need only its program.
  policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && trap 'rm -f "$policy"' EXIT; }
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server; } >/dev/null || true
  if found; then exit 0; fi
fi
echo "The tests need redis-server, and it is not here." >&2
echo "Install it and try again: sudo apt-get install redis-server" >&2
exit 1
