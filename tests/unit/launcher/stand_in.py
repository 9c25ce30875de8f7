"""Plays the content loader, the training and both servers for test_run.py: `launch` starts the launcher upon them."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BEHAVIOUR = os.environ["STAND_IN"]
FACT = [{"text": "A diuretic is …", "metadata": {"claims": ["diuretic"]}}]


def me(part: str) -> list[str]:
    return [sys.executable, __file__, part]


def launch() -> None:
    from bot.launcher import preparing, run, servers, shell
    from bot.launcher.commands import main_run, main_shell

    preparing.MODELS = Path(os.environ["BOT_DATA_FOLDER"])
    run.START_LIMIT = float(os.environ.get("START_LIMIT", 30))
    run.load_content = lambda children, stop: children.run_to_end("content", me("content"), stop)

    def train(children, stop, _content):
        if BEHAVIOUR == "trains for ever":
            children.run_to_end("training", me("train"), stop)
        return Path("model.tar.gz")

    run.train_when_stale = train
    log = servers.log_folder
    run.start_action_server = lambda children, settings: children.start("The action server", me("actions"), log(settings) / "a.log")
    run.start_rasa = lambda children, settings, _model: children.start("Rasa", me("rasa"), log(settings) / "r.log")
    if BEHAVIOUR == "shell":
        shell.load_content, shell.train_when_stale, shell.start_action_server = run.load_content, train, run.start_action_server
        shell.shell_command = lambda _settings, _model: me("shell")
        sys.exit(main_shell([]))
    sys.exit(main_run([]))


class Bot(BaseHTTPRequestHandler):
    def do_POST(self) -> None:  # noqa: N802 - the base class's name
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps([{"text": "Sorry"}] if BEHAVIOUR == "knows nothing" else FACT).encode())
        if BEHAVIOUR == "dies later":
            threading.Timer(1.0, os._exit, [7]).start()

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        self.send_response(200)
        self.end_headers()


def serve(port: str) -> None:
    ThreadingHTTPServer(("127.0.0.1", int(os.environ[port])), Bot).serve_forever()


def main(part: str) -> None:
    if part == "launch":
        launch()
    elif part == "content":
        print("stand-in content", flush=True)
    elif part == "train":
        print(f"training pid {os.getpid()}", flush=True)
        time.sleep(60)
    elif part == "shell":
        signal.signal(signal.SIGINT, lambda *_: print("the shell got Ctrl-C", flush=True))
        print("ready for you", flush=True)
        print("you wrote", input(), flush=True)
        sys.exit(3)
    elif part == "actions":
        serve("ACTION_SERVER_PORT")
    elif BEHAVIOUR == "dies at once":
        print("no such policy")
        sys.exit(7)
    else:
        serve("BOT_PORT")


if __name__ == "__main__":
    main(sys.argv[1])
