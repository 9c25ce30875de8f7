"""How topics relate: which word defines a thing, which topic lists the others of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.answers.descriptions import Descriptions

# The topic that lists all ways, causes or medicines of a group.
OVERVIEW_OF_GROUP: Mapping[str, str] = {
    "overview": "overview/cause-unknown",
    "cause": "overview/cause-unknown",
    "mechanism": "overview/cause-unknown",
    "relief": "relief/general",
    "prevention": "prevention/general",
    "diet": "prevention/general",
    "supplement": "supplement/general",
    "medication": "medication/general",
    "glossary": "overview/cause-unknown",
    "evidence": "evidence/general",
    "safety": "safety/see-doctor",
}
_LISTS = frozenset(OVERVIEW_OF_GROUP.values())
# Kinds that are one to somebody who asks: what eases a cramp and what prevents one; what can be swallowed; what brings them on.
RELATED_KINDS = (("relief", "prevention"), ("supplement", "diet", "medication"), ("cause", "mechanism", "overview"))


@dataclass(frozen=True)
class Catalogue:
    """The topics there are.

    Attributes:
        topics: all ids.
        terms_of: for each topic the glossary topics of the words its answer uses.
        related: for each topic the ones offered after it, in their order.
        texts: for each topic what is said of it, to find it by a description.
        titles: for each topic its title.
        parents: for a word that is explained on the way the topic it belongs to.
    """

    topics: frozenset[str]
    terms_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, topics: Iterable[str]) -> Catalogue:
        """Returns a catalogue of these ids."""
        return cls(frozenset(topics))

    def overview_of(self, topic: str) -> str:
        """Returns the topic that lists the others of this topic's kind."""
        return OVERVIEW_OF_GROUP.get(group(topic), "overview/cause-unknown")

    def of_group(self, wanted: str) -> tuple[str, ...]:
        """Returns the topics of a group, sorted."""
        return self._groups.get(wanted, ())

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for topic in sorted(self.topics):
            found.setdefault(group(topic), []).append(topic)
        return {name: tuple(topics) for name, topics in found.items()}

    def is_general(self, topic: str) -> bool:
        """Whether a topic stands for a whole group, or explains the word for one."""
        return topic in _LISTS or topic == "glossary/minerals"

    def described(self, text: str, among: Sequence[str]) -> str | None:
        """Returns the one of some topics whose answer best has the words of a description ("the heart one"), None if none stands out."""
        return self._descriptions.best(text, among)

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.texts)

    def list_named(self, text: str) -> str | None:
        """Returns the topic that stands for a whole group where a text has a word of its title alone ("any other causes")."""
        return self._titles.best(text, sorted(_LISTS & self.topics))

    @cached_property
    def _titles(self) -> Descriptions:
        return Descriptions({topic: self.titles.get(topic, "") for topic in _LISTS})

    def listed_by(self, topic: str) -> tuple[str, ...]:
        """Returns what a topic lists that stands for a whole group, in the order offered; nothing for any other topic."""
        return self.related.get(topic, ()) if topic in _LISTS else ()

    def same_things(self, topic: str) -> tuple[str, ...]:
        """Returns all topics about the thing that a topic is about, that topic among them, sorted."""
        own = slug(topic).removesuffix("s")
        return self._things.get(own, (topic,)) if own != "general" else (topic,)

    @cached_property
    def _things(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for topic in sorted(self.topics):
            found.setdefault(slug(topic).removesuffix("s"), []).append(topic)
        return {name: tuple(topics) for name, topics in found.items()}

    def definition_of(self, topic: str) -> str | None:
        """Returns the glossary topic that explains what a topic is about, if there is one."""
        name = slug(topic)
        for candidate in (f"glossary/{name}", f"glossary/{name.removesuffix('s')}"):
            if candidate in self.topics:
                return candidate
        return None

    def same_thing(self, topic: str, wanted_group: str) -> str | None:
        """Returns the topic about the same thing in another group: glossary/potassium in `supplement` is supplement/potassium."""
        name = slug(topic)
        for candidate in (name, f"{name}s", name.removesuffix("s")):
            if f"{wanted_group}/{candidate}" in self.topics:
                return f"{wanted_group}/{candidate}"
        return None


def group(topic: str) -> str:
    """Returns the part before the slash."""
    return topic.partition("/")[0]


def slug(topic: str) -> str:
    """Returns the part after the slash."""
    return topic.partition("/")[2]


def about_same(topic: str, name: str) -> bool:
    """Whether a topic is about the thing that a name means: the same id, or the same thing in another group."""
    return topic == name or slug(topic).removesuffix("s") == slug(name).removesuffix("s") or slug(name) in slug(topic)
