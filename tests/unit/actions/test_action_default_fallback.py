from __future__ import annotations

from actions.action_default_fallback import ActionDefaultFallback


def test_message_without_a_rule_is_still_looked_at(run):
    said = run(ActionDefaultFallback(), "ask_diet", "should milk help", [("diet/dairy", 0.97)])
    assert said.messages[0]["topics"] == ["diet/dairy"]


def test_message_that_means_nothing_is_out_of_scope(run):
    assert run(ActionDefaultFallback(), text="asdf").messages[0]["topics"] == ["out-of-scope"]
