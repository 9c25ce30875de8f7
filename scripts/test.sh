#!/usr/bin/env bash
# Everything a contributor must pass, cheapest first; stops at the first step that fails and says which.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${UV_PROJECT_ENVIRONMENT:-.venv}/bin/python"
started=$SECONDS

step() { # step "heading" command ...
  local heading="$1" begun=$SECONDS
  shift
  printf '\n== %s\n' "$heading"
  if ! "$@"; then
    printf '\nFAILED after %s s: %s\n' $((SECONDS - begun)) "$heading" >&2
    exit 1
  fi
  printf -- '-- %s s\n' $((SECONDS - begun))
}

conversations() { # without --model Rasa only prints an error and exits 0
  local model
  model=$("$python" -m scripts.current_model) || return 1
  "$python" -m rasa test core --e2e --stories tests/stories --model "$model" --out results/conversations --fail-on-prediction-errors
}

step "Style and imports" scripts/lint.sh
step "Content" "$python" -m scripts.check_content
step "Widget" scripts/check_widget.sh
step "Model" "$python" -m scripts.train
step "PostgreSQL's programs" scripts/ensure_postgres.sh
step "Redis" scripts/ensure_program.sh redis-server redis-server
step "nginx" scripts/ensure_program.sh nginx nginx-light
# All of tests/ but those that need servers or the trained model, so that a new folder is never forgotten.
step "Unit, contract, content and agreement tests, with coverage" \
  "$python" -m pytest tests --ignore tests/e2e --ignore tests/cluster --ignore tests/nlu --ignore tests/telegram --ignore tests/browser --ignore tests/safety --cov --cov-report=term:skip-covered
step "Rasa's check of domain and data" "$python" -m rasa data validate
step "Conversations" conversations
step "End to end" "$python" -m pytest tests/e2e
step "Several processes as one bot, and faults" "$python" -m pytest tests/cluster
step "A browser" scripts/ensure_chromium.sh
step "In a browser" "$python" -m pytest tests/browser
step "Telegram" "$python" -m pytest tests/telegram
step "Red flags, refusals and conditions" "$python" -m pytest tests/safety
step "A minute of mixed load: no error, no wrong answer, memory bounded" "$python" -m bench.soak --minutes 1 --check
step "Understanding of held-out questions" "$python" -m pytest tests/nlu
printf '\nAll passed in %s s.\n' $((SECONDS - started))
