"""Quick replies: what people ask next."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.answers.messages import Messages
from bot.answers.reply import MAX_BUTTONS, Button
from bot.knowledge.records import Term, Topic, TopicName

SEE_DOCTOR = "safety/see-doctor"
# After these groups the way to a doctor is always offered.
DOCTOR_GROUPS = ("cause", "medication")
MAX_TERMS = 2


def payload(intent: str, **values: str) -> str:
    """Returns a button's payload in Rasa's form."""
    return f"/{intent}{json.dumps(values)}" if values else f"/{intent}"


def topic_button(name: TopicName) -> Button:
    """Returns a button that asks about a topic."""
    intent = "ask_definition" if name.id.startswith("glossary/") else "ask_topic"
    return Button(name.question, payload(intent, topic=name.id))


def choice_button(name: TopicName) -> Button:
    """Returns a button that answers "which of these did you mean?"."""
    return Button(name.title, payload("choose_topic", topic=name.id))


def _term_button(term: Term, messages: Messages) -> Button:
    plural = term.name.endswith("s") and not term.name.endswith(("sis", "us", "is", "as", "nus"))
    key = "labels.define_plural" if plural else "labels.define"
    article = "a " if term.id in _COUNTABLE else ""
    return Button(messages(key, name=article + term.name), payload("ask_definition", topic=term.topic_id))


_COUNTABLE = frozenset({"diuretic", "electrolyte", "parasomnia", "cation", "placebo", "randomised-trial", "investigational-new-drug"})


def topic_buttons(topics: Sequence[Topic], messages: Messages, room: int = MAX_BUTTONS) -> tuple[Button, ...]:
    """Returns at most `room` buttons: the doctor where the topic calls for it, words to explain, related topics."""
    here = {topic.id for topic in topics}
    buttons: list[Button] = []
    terms = [term for topic in topics for claim in topic.claims[:1] for term in claim.terms if term.topic_id not in here]
    buttons += [_term_button(term, messages) for term in terms[:MAX_TERMS]]
    if any(topic.id.split("/")[0] in DOCTOR_GROUPS for topic in topics):
        buttons.append(Button(messages("see_doctor.button"), payload("ask_topic", topic=SEE_DOCTOR)))
    defined = {term.topic_id for term in terms[:MAX_TERMS]}
    related = [name for topic in topics for name in topic.related if name.id not in here | defined]
    buttons += [topic_button(name) for name in related if name.id != SEE_DOCTOR or len(buttons) < 2]
    return tuple({button.payload: button for button in buttons}.values())[: max(room, 0)]
