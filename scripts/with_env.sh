#!/usr/bin/env bash
# Runs a command with the settings of .env (the environment wins over the file) and without the noise of Rasa's libraries.
# Usage: with_env.sh command argument ...
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -f .env ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    name="${line%%=*}"
    [[ "$line" == *=* && "$name" =~ ^[A-Z][A-Z0-9_]*$ ]] || continue
    [ -n "${!name+set}" ] || export "$name=${line#*=}"
  done <.env
fi
export RASA_TELEMETRY_ENABLED="${RASA_TELEMETRY_ENABLED:-false}"
export TF_CPP_MIN_LOG_LEVEL="${TF_CPP_MIN_LOG_LEVEL:-3}"
export SQLALCHEMY_SILENCE_UBER_WARNING="${SQLALCHEMY_SILENCE_UBER_WARNING:-1}"
export PYTHONWARNINGS="${PYTHONWARNINGS:-ignore}"
# Rasa's shell gives up on an answer after 10 s, less than a cold start may take.
export RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS="${RASA_SHELL_STREAM_READING_TIMEOUT_IN_SECONDS:-60}"
exec "$@"
