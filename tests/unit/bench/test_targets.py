"""Which target is met."""

from __future__ import annotations

import pytest

from bench.compare import table
from bench.compare.targets import ACTION, HELLO, OURS, TARGETS, Target, judge, look_up

AT_MOST = Target("reply", "reply.p50_ms", HELLO, 0.5)
AT_LEAST = Target("rate", "throughput.8", ACTION, 4.0, at_least=True)


def _figures(ours, hello, ours_rate, action_rate):
    return {
        OURS: {"reply": {"p50_ms": ours}, "throughput": {"8": ours_rate}},
        HELLO: {"reply": {"p50_ms": hello}},
        ACTION: {"throughput": {"8": action_rate}},
    }


@pytest.mark.parametrize(("ours", "met"), [(4.0, True), (5.0, True), (5.1, False)])
def test_a_ratio_that_must_stay_below(ours, met):
    (verdict,) = judge(_figures(ours, 10.0, 1, 1), [AT_MOST])
    assert verdict.ratio == pytest.approx(ours / 10)
    assert verdict.is_met is met


@pytest.mark.parametrize(("rate", "met"), [(90.0, True), (80.0, True), (79.0, False)])
def test_a_ratio_that_must_be_reached(rate, met):
    (verdict,) = judge(_figures(1, 1, rate, 20.0), [AT_LEAST])
    assert verdict.is_met is met


def test_what_was_not_measured_is_neither_met_nor_missed():
    for figures in ({}, {OURS: {"reply": {"p50_ms": 3}}}, {OURS: {"reply": {}}, HELLO: {"reply": {"p50_ms": 3}}}):
        (verdict,) = judge(figures, [AT_MOST])
        assert verdict.ratio is None
        assert verdict.is_met is None


def test_a_figure_is_found_by_its_place():
    assert look_up({OURS: {"a": {"b": 2}}}, OURS, "a.b") == 2.0
    assert look_up({OURS: {"a": 1}}, OURS, "a.b") is None


def test_issue_seven_s_targets_are_all_there():
    limits = {(target.figure, target.against): (target.limit, target.at_least) for target in TARGETS}
    assert limits[("reply.p50_ms", HELLO)] == (0.5, False)
    assert limits[("reply.p50_ms", ACTION)] == (0.25, False)
    assert {limits[(f"throughput.{clients}", ACTION)] for clients in (1, 8, 32)} == {(4.0, True)}
    assert limits[("memory.pss", ACTION)] == (0.65, False)
    assert limits[("start_s", HELLO)] == (0.6, False)
    assert limits[("training_s", HELLO)] == (0.5, False)
    assert limits[("nlu.p50_ms", HELLO)] == (0.6, False)


def test_the_table_names_what_is_met_missed_and_not_measured():
    text = table.verdicts(judge(_figures(4.0, 10.0, 10.0, 10.0), [AT_MOST, AT_LEAST, Target("start", "start_s", HELLO, 0.6)]))
    assert "| reply | stock hello | 0.40 | ≤ 0.5 | met |" in text
    assert "| rate | stock action | 1.00 | ≥ 4 | **missed** |" in text
    assert "| start | stock hello | – | ≤ 0.6 | not measured |" in text


def test_the_table_of_figures_has_a_dash_where_nothing_was_measured():
    line = next(line for line in table.figures(_figures(4.0, 10.0, 7.5, 3.0)).splitlines() if "8 clients" in line)
    assert line == "| messages a second, 8 clients | 7.5 | – | 3 | – |"
