# Rasa with our channels and the trained model. Build from the project's folder:
#   docker build -f deploy/docker/rasa.Dockerfile -t night-cramp-bot/rasa .
# Versions come from uv.lock and from nowhere else.
ARG PYTHON=3.10.21-slim-bookworm
ARG UV=0.13.9

FROM ghcr.io/astral-sh/uv:${UV} AS uv

FROM python:${PYTHON} AS packages
COPY --from=uv /uv /usr/local/bin/uv
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --no-default-groups

# Training needs what serving leaves out, and room to write.
FROM packages AS model
COPY . .
ENV PATH=/app/.venv/bin:$PATH
RUN scripts/with_env.sh python -m scripts.train && mkdir /model && cp "$(python -m scripts.current_model)" /model/model.tar.gz \
    && chmod -R a+rX /app/.cache

FROM python:${PYTHON}
RUN groupadd --gid 10001 bot && useradd --uid 10001 --gid bot --home-dir /tmp --shell /usr/sbin/nologin bot
WORKDIR /app
COPY --from=packages /app/.venv .venv
COPY actions actions
COPY bot bot
COPY content content
COPY scripts scripts
COPY config.yml credentials.yml domain.yml endpoints.yml ./
COPY --from=model /model /model
# The encoder as training built it, so that no container has to.
COPY --from=model /app/.cache /cache
# For the one process that takes Telegram's updates: a volume of its own.
RUN install -d -o bot -g bot /data
# Nothing below /app is written: data goes to /tmp, which is a volume in memory.
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    BOT_HOST=0.0.0.0 BOT_PORT=5005 BOT_DATA_FOLDER=/tmp/data BOT_CACHE_FOLDER=/cache LOG_FORMAT=json
USER 10001:10001
EXPOSE 5005
ENTRYPOINT ["scripts/with_env.sh", "python", "-m", "bot.server", "--model", "/model/model.tar.gz"]
