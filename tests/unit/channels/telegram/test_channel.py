"""The webhook, long polling, and the commands that set them up."""

from __future__ import annotations

import asyncio
import json
import logging

import httpx
import pytest
from sanic import Sanic

from bot.channels.telegram import webhook
from bot.channels.telegram.channel import SECRET_HEADER, TelegramChannel
from bot.channels.telegram.options import HOW_TO_START, POLLING, read_options
from bot.channels.telegram.polling import poll
from bot.settings import SettingsError
from scripts import telegram as run_with_telegram
from tests.telegram.strict_api import TOKEN, Refusal

OPTIONS = read_options({"TELEGRAM_TOKEN": TOKEN})
URL = "/webhooks/telegram/webhook"


def test_without_a_token_it_is_off_and_says_what_to_set(monkeypatch, caplog, capsys):
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    caplog.set_level(logging.INFO)
    assert TelegramChannel.from_credentials({})._options is None
    assert HOW_TO_START in caplog.text
    assert run_with_telegram.main() == 1
    assert webhook.main(["--remove"]) == 1
    assert capsys.readouterr().err.splitlines() == [HOW_TO_START] * 2


@pytest.mark.parametrize(
    "environment",
    [
        {"TELEGRAM_TOKEN": "abc"},
        {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": "short"},
        {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": "ftp://x"},
        {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_MODE": "x"},
    ],
)
def test_a_wrong_setting_turns_it_off_and_is_not_quoted(environment, monkeypatch, caplog):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert TelegramChannel.from_credentials({})._options is None
    assert "Telegram is off" in caplog.text
    assert not any(value in caplog.text for value in (TOKEN, "short"))
    assert TOKEN not in repr(OPTIONS)
    assert OPTIONS.secret not in repr(OPTIONS)


async def test_without_a_token_there_is_no_webhook(serve, rasa):
    client = await serve(TelegramChannel(None).blueprint(rasa), "/webhooks/telegram")
    assert (await client.get("/webhooks/telegram/")).json() == {"status": "off"}
    assert (await client.post(URL, json={})).status_code == 404


@pytest.fixture
async def hook(api, rasa, store, tmp_path, unused_tcp_port, monkeypatch):
    """A client of the channel's webhook in a running server."""
    from types import SimpleNamespace

    from sanic.touchup.service import TouchUp

    from bot.settings import read_settings

    monkeypatch.setattr(TouchUp, "run", lambda _app: None)
    options = read_options({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url})
    app = Sanic(f"telegram_{unused_tcp_port}", configure_logging=False)
    app.ctx.agent = SimpleNamespace(tracker_store=store)
    app.blueprint(
        TelegramChannel(options, read_settings({"BOT_DATA_FOLDER": str(tmp_path)})).blueprint(rasa), url_prefix="/webhooks/telegram"
    )
    server = await app.create_server(host="127.0.0.1", port=unused_tcp_port, return_asyncio_server=True)
    await server.startup()
    await server.after_start()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{unused_tcp_port}", timeout=10) as client:
        yield client
    await server.before_stop()
    server.close()
    await server.wait_closed()


async def until(condition):
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")


async def test_the_webhook_takes_only_what_has_the_secret(hook, api):
    update = api.update(message=api.message(7, "hi"))
    for headers in (
        {},
        {SECRET_HEADER: "x"},
        {SECRET_HEADER: OPTIONS.secret[:-1]},
        {SECRET_HEADER: TOKEN},
        {SECRET_HEADER: "\u00e9".encode()},
    ):
        assert (await hook.post(URL, json=update, headers=headers)).status_code == 403
    answer = await hook.post(URL, json=update, headers={SECRET_HEADER: OPTIONS.secret})
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    await until(lambda: api.sent(7))
    assert (await hook.get(URL)).status_code == 405
    for open_url in ("/webhooks/telegram/set_webhook", "/webhooks/telegram/setWebhook"):
        assert (await hook.get(open_url)).status_code == 404


async def test_the_webhook_answers_before_the_bot_does(hook, api, rasa):
    rasa.seconds = 1
    begun = asyncio.get_running_loop().time()
    await hook.post(URL, json=api.update(message=api.message(7, "hi")), headers={SECRET_HEADER: OPTIONS.secret})
    assert asyncio.get_running_loop().time() - begun < 0.5
    await until(lambda: api.sent(7))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"{}", b"[" * 5000, b"\xff", json.dumps({"update_id": 1}).encode()])
async def test_nothing_is_redelivered_for_ever(hook, body):
    answer = await hook.post(URL, content=body, headers={SECRET_HEADER: OPTIONS.secret})
    assert answer.status_code == 200


async def test_polling_answers_and_confirms_only_what_is_kept(api, start):
    for number in range(3):
        api.says(7, f"{number}")
    service = await start(POLLING)
    await until(lambda: len(api.sent(7)) == 3)
    await until(lambda: not api._pending)
    assert [message["text"] for message in api.sent(7)] == ["echo 0", "echo 1", "echo 2"]
    await service.desk.idle()
    assert service.inbox.waiting() == []


async def test_polling_goes_on_after_faults_and_says_why_it_waits(api, start, service, monkeypatch, caplog):
    from bot.channels.telegram import polling

    async def no_pause(_seconds, real=asyncio.sleep):
        await real(0.01)

    api.webhook = {"url": "x"}
    api.fail("getUpdates", Refusal(500, "Internal Server Error"), Refusal(429, "Too Many Requests", retry_after=1))
    monkeypatch.setattr(polling.asyncio, "sleep", no_pause)
    task = asyncio.get_running_loop().create_task(poll(service.api, service.desk))
    await until(lambda: "REMOVE=1" in caplog.text)
    api.webhook = {}
    api.says(7, "hi")
    await until(lambda: api.sent(7))
    task.cancel()


async def test_polling_stops_when_the_token_is_refused(api, service, caplog):
    api.fail("getUpdates", Refusal(401, "Unauthorized"))
    await asyncio.wait_for(poll(service.api, service.desk), 5)
    assert "refuses TELEGRAM_TOKEN" in caplog.text


async def test_the_webhook_is_registered_with_its_secret(api):
    options = read_options({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url})
    await webhook.register(options, webhook.address_of("https://bot.example/"))
    assert api.webhook["url"] == "https://bot.example/webhooks/telegram/webhook"
    assert api.webhook["secret_token"] == OPTIONS.secret
    assert api.webhook["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    await webhook.register(options, None)
    assert api.webhook == {}


def test_an_address_must_be_https():
    for url in ("http://bot.example", "bot.example", "https://"):
        with pytest.raises(SettingsError):
            webhook.address_of(url)
    assert webhook.address_of("https://a.example/webhooks/telegram/webhook") == "https://a.example/webhooks/telegram/webhook"
