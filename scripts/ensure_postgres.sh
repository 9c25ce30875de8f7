#!/usr/bin/env bash
# Makes sure that the PostgreSQL server's programs are here: the tests start their own server from them.
# Uses what is there; else installs Debian's package when it may; else says what to do.
set -euo pipefail

found() { # PATH first, then where Debian keeps them: not on PATH
  command -v initdb >/dev/null && command -v postgres >/dev/null && return 0
  compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null
}

if found; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing PostgreSQL for the tests ..."
  export DEBIAN_FRONTEND=noninteractive
  # The package would start a server of its own; the tests need only its programs.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null || true
  if found; then exit 0; fi
fi
echo "The tests need PostgreSQL's programs (initdb, postgres), and they are not here." >&2
echo "Install them and try again: sudo apt-get install postgresql" >&2
exit 1
