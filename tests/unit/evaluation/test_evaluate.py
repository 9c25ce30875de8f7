"""The command, against a stand-in server."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts import evaluate

QUESTION = {"id": "q1", "text": "soap?", "labels": "prevention/soap", "set": "in"}
SAID = "Nobody knows. Keep it out of reach of children."


class StandIn(BaseHTTPRequestHandler):
    """Knows about soap only, and fails on one text."""

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
        if message == "break":
            self.send_error(500)
            return
        account = {"topics": ["prevention/soap"], "claims": ["soap"], "cautions": ["soap-care"], "sources": ["article"]}
        body = json.dumps([{"recipient_id": "x", "text": SAID, "metadata": account}]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(evaluate, "caution_texts", lambda: {"soap-care": "Keep it out of reach of children."})
    with ThreadingHTTPServer(("127.0.0.1", 0), StandIn) as started:
        thread = threading.Thread(target=started.serve_forever)
        thread.start()
        monkeypatch.setenv("BOT_URL", f"http://127.0.0.1:{started.server_port}")
        yield started
        started.shutdown()
        thread.join()


def test_score_is_printed_and_written(server, lines, tmp_path, capsys):
    questions = lines(QUESTION, {**QUESTION, "id": "q2", "text": "break"}, name="questions.jsonl")
    dialogues = lines({"id": "d1", "turns": [{"text": "a", "labels": "prevention/soap"}, {"text": "b", "labels": "a/x"}]}, name="d.jsonl")
    written = tmp_path / "score.json"
    assert evaluate.main(["--questions", str(questions), "--dialogues", str(dialogues), "--json", str(written)]) == 0
    shown = capsys.readouterr()
    assert "in            50.0 %  1/2" in shown.out
    assert "later turns    0.0 %  0/1" in shown.out
    assert "prevention/soap -> (silence)" in shown.out
    assert "100.0 %  3/3" in shown.out
    assert "2/2" in shown.err
    result = json.loads(written.read_text())
    assert result["sets"]["in"] == {
        "right": 1,
        "total": 2,
        "share": 0.5,
        "low": pytest.approx(0.0945, abs=1e-3),
        "high": pytest.approx(0.9055, abs=1e-3),
    }
    assert [verdict["right"] for verdict in result["verdicts"]] == [True, False, True, False]


def test_bot_that_does_not_answer_is_one_clear_message(monkeypatch, lines, capsys, free_port):
    monkeypatch.setenv("BOT_URL", f"http://127.0.0.1:{free_port}")
    assert evaluate.main(["--questions", str(lines(QUESTION))]) == 1
    said = capsys.readouterr().err
    assert f"No bot answers at http://127.0.0.1:{free_port}" in said
    assert "make run" in said


def test_bad_line_is_one_clear_message(lines, capsys):
    assert evaluate.main(["--questions", str(lines(QUESTION, "{"))]) == 1
    assert "cases.jsonl:2:" in capsys.readouterr().err


def test_nothing_to_ask_is_said(capsys):
    assert evaluate.main([]) == 2
    assert "QUESTIONS=file.jsonl" in capsys.readouterr().err


@pytest.fixture
def free_port():
    import socket

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]
