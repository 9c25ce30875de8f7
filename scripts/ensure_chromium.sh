#!/usr/bin/env bash
# Makes sure that a Chromium is here: the browser tests drive the system's own, and download none.
# Uses what is there (or CHROMIUM=/path); else installs Debian's package when it may; else says what to do.
set -euo pipefail

found() {
  [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
  command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}

if found >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests ..."
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null || true
  if found >/dev/null; then exit 0; fi
fi
echo "The browser tests need Chromium, and it is not here." >&2
echo "Install it and try again: sudo apt-get install chromium (or name one in CHROMIUM=/path)" >&2
exit 1
