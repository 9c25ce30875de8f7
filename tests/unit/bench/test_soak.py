"""What is a fault in a soak, and what is said in it."""

from __future__ import annotations

import pytest

from bench.bots import has_fact
from bench.soak.conversations import answers, read
from bench.soak.verdict import Course


def _course(growth=0.0, slower=1.0, wrong=()):
    seconds = 100.0
    memory = [(float(at), 500.0 * (1.3 if at < 20 else 1 + growth * (at - 20) / 80)) for at in range(100)]
    replies = [(at / 10, 0.01 if at < 600 else 0.01 * slower) for at in range(1000)]
    return Course(memory, replies, list(wrong), seconds)


def test_a_steady_course_has_no_fault():
    course = _course()
    assert course.faults() == []
    assert course.growth() == pytest.approx(0)
    assert course.p99_ratio() == pytest.approx(1)
    assert len(course.p99_by_part()) == 10


def test_memory_that_grows_is_a_fault_but_warming_up_is_none():
    assert any("memory grew" in fault for fault in _course(growth=0.1).faults())
    assert _course(growth=0.04).faults() == []


def test_a_wrong_answer_is_a_fault_and_is_named():
    (fault,) = _course(wrong=["why?", "why?"]).faults()
    assert fault == "2 wrong answers, such as to ['why?']"


def test_a_p99_that_grows_is_a_fault_unless_speed_is_not_judged():
    assert any("p99 grew" in fault for fault in _course(slower=3.0).faults())
    assert _course(slower=3.0).faults(max_p99_ratio=None) == []


def test_too_few_samples_are_an_error_and_no_verdict():
    with pytest.raises(ValueError, match="too few"):
        Course([(1.0, 500.0)], [], [], 100.0).growth()


def test_every_kind_of_message_is_said():
    said = read()
    kinds = {turn.kind for conversation in said for turn in conversation}
    assert {"questions", "follow-ups", "buttons", "red flags", "out of scope", "personal"} == kinds
    assert all(len(conversation) >= 2 for conversation in said)


def _reply(text="x", **account):
    return [{"text": text, "metadata": account}]


def test_an_answer_is_right_by_its_first_topic():
    assert answers(_reply(topics=["chat/greet", "x"]), "chat/greet")
    assert not answers(_reply(topics=["x", "chat/greet"]), "chat/greet")
    assert answers(_reply(topics=["x"]), "any")
    assert not answers([], "any")
    assert not answers(_reply(text="", topics=["x"]), "any")


def test_a_fact_needs_its_caution():
    assert has_fact(_reply(claims=["a"], cautions=["b"]))
    assert not has_fact(_reply(claims=["a"], cautions=[]))
    assert not has_fact(_reply(topics=["a"]))
    assert not has_fact([])
