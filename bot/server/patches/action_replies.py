"""Fault: of what an action says, Rasa drops empty lists and nests a `metadata` map. The answer contract needs both as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.server.patches._patch import Patch


def _make(original: Callable[..., Any]) -> Callable[..., Any]:
    async def _utter_responses(responses: Any, output_channel: Any, nlg: Any, tracker: Any) -> list[Any]:
        from bot.channels.account import account_of, complete

        # Such as `conditions: []`, which says that nothing is noted about the person any more.
        emptied = [{name: [] for name, value in account_of(response).items() if value == []} for response in responses]
        utterances = await original(responses, output_channel, nlg, tracker)
        for utterance, lists in zip(utterances, emptied, strict=False):
            utterance.metadata = complete({**lists, **utterance.metadata})
        return utterances

    return _utter_responses


PATCH = Patch(
    "rasa.core.actions.action",
    "RemoteAction._utter_responses",
    "12af0378b55f2717e177fcaaf7ecc2ed9aeea3843e1e307c79cff3f8783c2021",
    _make,
)
