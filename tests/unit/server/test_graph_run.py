"""Rasa's graph, run by a plan that is made once."""

from __future__ import annotations

from graphlib import CycleError

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.server.patches import graph_run


class Start(GraphComponent):
    @classmethod
    def create(cls, config, model_storage, resource, execution_context):
        return cls()

    def number(self, given: int) -> int:
        return given + 1


class Add(Start):
    def both(self, left: int, right: int) -> int:
        return left + right


class Break(Start):
    def number(self, given: int) -> int:
        raise RuntimeError("no")


def _node(uses, fn, needs):
    return SchemaNode(needs=needs, uses=uses, constructor_name="create", fn=fn, config={}, eager=True, is_target=fn == "both")


@pytest.fixture
def runner(tmp_path):
    """1 + given, twice, and their sum."""
    nodes = {
        "sum": _node(Add, "both", {"left": "one", "right": "two"}),
        "one": _node(Start, "number", {"given": "input"}),
        "two": _node(Start, "number", {"given": "one"}),
    }
    return DaskGraphRunner.create(GraphSchema(nodes), LocalModelStorage(tmp_path), ExecutionContext(GraphSchema({})))


def test_a_run_gives_what_dask_gives(runner):
    ours, dasks = DaskGraphRunner.run, graph_run.PATCH.original()
    for targets in (None, ["sum"], ["two"], ["one", "two"]):
        assert ours(runner, {"input": 1}, targets) == dasks(runner, {"input": 1}, targets)


def test_a_second_run_knows_nothing_of_the_first(runner):
    assert runner.run({"input": 1}) == {"sum": 5}
    assert runner.run({"input": 10}) == {"sum": 23}


def test_an_input_that_is_a_node_s_name_is_refused(runner):
    with pytest.raises(GraphRunError, match="clashes"):
        runner.run({"input": "one"})


def test_a_missing_input_is_refused(runner):
    with pytest.raises(GraphRunError, match="Missing input"):
        runner.run({})


def test_a_node_that_fails_is_an_error(tmp_path):
    nodes = {"one": _node(Break, "number", {"given": "input"})}
    runner = DaskGraphRunner.create(GraphSchema(nodes), LocalModelStorage(tmp_path), ExecutionContext(GraphSchema({})))
    with pytest.raises(Exception, match="Error running graph component"):
        runner.run({"input": 1}, ["one"])


def test_a_plan_has_each_node_after_its_needs_and_lets_go_what_is_used_up():
    steps = graph_run.plan({"c": ("a", "b"), "b": ("a",), "a": ("input",)}, ["c"])
    assert [step.name for step in steps] == ["a", "b", "c"]
    assert [set(step.last_used) for step in steps] == [{"input"}, set(), {"a", "b"}]


def test_a_target_is_kept_though_others_need_it():
    steps = graph_run.plan({"b": ("a",), "a": ()}, ["a", "b"])
    assert all("a" not in step.last_used for step in steps)


def test_nodes_that_need_each_other_have_no_plan():
    with pytest.raises(CycleError):
        graph_run.plan({"a": ("b",), "b": ("a",)}, ["a"])
