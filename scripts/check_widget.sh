#!/usr/bin/env bash
# Proves that the widget the bot serves is what widget/ builds: types, unit tests, the same bytes, small enough.
# With "install" it only brings the widget's packages (the browser tests need axe-core of them); with "build" it builds anew.
set -euo pipefail
cd "$(dirname "$0")/.."
built="$PWD/bot/channels/web/static/night-cramp-chat.js"

if ! command -v npm >/dev/null || [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 20')" != true ]; then
  echo "Checking the widget needs Node.js 20 or later with npm (running the bot needs neither): https://nodejs.org" >&2
  exit 1
fi
cd widget
locked=$(sha256sum package-lock.json | cut -d ' ' -f 1)
if [ "$(cat node_modules/.locked 2>/dev/null)" != "$locked" ]; then
  echo "Installing the widget's packages ..."
  npm ci --no-audit --no-fund --loglevel=error
  echo "$locked" >node_modules/.locked
fi
[ "${1:-}" != install ] || exit 0
if [ "${1:-}" = build ]; then
  node build.mjs && exec node size.mjs
fi

npx --no-install tsc --noEmit
npx --no-install vitest run
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
node build.mjs "$fresh/widget.js"
if ! cmp -s "$fresh/widget.js" "$built"; then
  echo "The built widget is not what widget/ builds. Build it and commit it: scripts/check_widget.sh build" >&2
  exit 1
fi
node size.mjs "$fresh/widget.js"
