# The action server, and the same image loads the content (`python -m scripts.load_content`). Build from the project's folder:
#   docker build -f deploy/docker/actions.Dockerfile -t night-cramp-bot/actions .
# Versions come from uv.lock; what only Rasa and the understanding need is left out.
ARG PYTHON=3.10.21-slim-bookworm
ARG UV=0.13.9

FROM ghcr.io/astral-sh/uv:${UV} AS uv

FROM python:${PYTHON} AS packages
COPY --from=uv /uv /usr/local/bin/uv
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY scripts/action_packages.sh scripts/
RUN --mount=type=cache,target=/root/.cache/uv \
    uv venv .venv && scripts/action_packages.sh uv >packages.txt && uv pip install --python .venv --require-hashes -r packages.txt

FROM python:${PYTHON}
RUN groupadd --gid 10001 bot && useradd --uid 10001 --gid bot --home-dir /tmp --shell /usr/sbin/nologin bot
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY actions actions
COPY bot bot
COPY content content
COPY scripts scripts
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    ACTION_SERVER_HOST=0.0.0.0 ACTION_SERVER_PORT=5055 BOT_DATA_FOLDER=/tmp/data BOT_CACHE_FOLDER=/tmp/cache LOG_FORMAT=json
USER 10001:10001
EXPOSE 5055
ENTRYPOINT ["scripts/with_env.sh", "python", "-m"]
CMD ["bot.action_server"]
