# Every command of the project. Each calls one script; the logic is in scripts/ and bot/.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run shell telegram telegram-webhook test install content check-content lookups train learn evaluate accuracy validate test-unit cluster-test lint format bench bench-growth bench-turn soak widget clean distclean env env-dev

PYTHON := scripts/with_env.sh $(or $(UV_PROJECT_ENVIRONMENT),.venv)/bin/python

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: env ## Install, load, train what changed, start the bot and wait until it answers (MODEL=file: that model)
	@$(PYTHON) -m scripts.run $(if $(MODEL),--model "$(MODEL)")

shell: env ## Talk with the bot in the terminal (MODEL=file: that model)
	@$(PYTHON) -m scripts.shell $(if $(MODEL),--model "$(MODEL)")

telegram: env ## Run the bot and let it poll Telegram (TELEGRAM_TOKEN=token; MODEL=file: that model)
	@$(PYTHON) -m scripts.telegram $(if $(MODEL),--model "$(MODEL)")

telegram-webhook: env ## Tell Telegram where the bot is (URL=https://bot.example), or that it is nowhere (REMOVE=1)
	@$(PYTHON) -m scripts.telegram_webhook $(if $(REMOVE),--remove,--url "$(or $(URL),$(error Name the address: make telegram-webhook URL=https://bot.example))")

test: env-dev ## Run everything a contributor must pass, as CI does
	@scripts/with_env.sh scripts/test.sh

install: env-dev ## Install everything, tools for tests included, and nothing else

content: env ## Load the content into the knowledge base; a running bot serves it at once
	@$(PYTHON) -m scripts.load_content

check-content: env-dev ## Check the content files: schema, sources, cautions, reviews, reading grade
	@$(PYTHON) -m scripts.check_content

train: env ## Train when content, data, domain or config changed (FORCE=1: always)
	@$(PYTHON) -m scripts.train $(if $(FORCE),--force)

evaluate: env ## Score a running bot (QUESTIONS=file.jsonl, DIALOGUES=file.jsonl, JSON=results to write)
	@$(PYTHON) -m scripts.evaluate $(if $(QUESTIONS),--questions "$(QUESTIONS)") $(if $(DIALOGUES),--dialogues "$(DIALOGUES)") \
		$(if $(JSON),--json "$(JSON)")

accuracy: env-dev ## Measure the held-out sets, compare pipelines (COMPARE=1), write docs/accuracy.md and what the bot says of itself
	@$(PYTHON) -m scripts.measure_accuracy $(if $(COMPARE),--compare)

validate: env ## Let Rasa check domain and data
	@$(PYTHON) -m rasa data validate

test-unit: env-dev ## Run only the tests that need no model and no server
	@$(PYTHON) -m pytest tests/unit

cluster-test: env-dev ## Test two Rasa processes as one bot, with faults (WRITE=1: write docs/reliability.md)
	@scripts/ensure_postgres.sh && scripts/ensure_program.sh redis-server redis-server && scripts/ensure_program.sh nginx nginx-light
	@WRITE=$(WRITE) $(PYTHON) -m pytest tests/cluster

lint: env-dev ## Check style and who may import whom
	@scripts/with_env.sh scripts/lint.sh

format: env-dev ## Put the code into the project's style
	@$(PYTHON) -m ruff check --fix --quiet . && $(PYTHON) -m ruff format .

learn: env content ## Learn from conversations/follow_ups and conversations/declining how follow-ups and refusals are decided; needs a trained model
	@$(PYTHON) -m scripts.learn

lookups: env ## Write data/nlu/names.yml from the names in content/topics
	@$(PYTHON) -m scripts.make_lookups

bench: env-dev ## Measure our bot beside stock Rasa bots in one run, write docs/performance.md (QUICK=1: a small run, writes nothing)
	@$(PYTHON) -m bench.compare $(if $(QUICK),--quick)

bench-turn: env-dev ## Show where every millisecond of a turn goes, with a flame graph (QUICK=1)
	@$(PYTHON) -m bench.anatomy $(if $(QUICK),--quick)

bench-growth: env-dev ## Measure whether a reply costs more in long conversations, full stores, large knowledge bases (QUICK=1)
	@$(PYTHON) -m bench.growth $(if $(QUICK),--quick)

soak: env-dev ## Load the bot for a long time (MINUTES=30); CHECK=1: only whether every answer is right, writes nothing
	@$(PYTHON) -m bench.soak --minutes $(or $(MINUTES),30) $(if $(CHECK),--check)

widget: ## Build the web widget anew from widget/ (needs Node.js)
	@scripts/check_widget.sh build

clean: ## Remove models, caches, logs and results; keep conversations and the environment
	@rm -rf models .rasa .cache results var/log graph.html .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage

distclean: clean ## Remove everything that is not in the repository: also conversations, the environment, uv
	@rm -rf var .venv .tools

env:
	@scripts/bootstrap.sh run

env-dev:
	@scripts/bootstrap.sh dev
