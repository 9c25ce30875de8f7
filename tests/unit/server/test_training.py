"""Training without what it does not need: the data is what Rasa's own reading gives."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.server.training import encoder_ahead
from bot.server.training.patches import PATCHES

NLU = """version: "3.1"
nlu:
- intent: greet
  metadata:
    topic: chat/greet
  examples: |
    - hello there
    - good morning
    - hello there
- intent: ask
  examples: |
    - does magnesium help
    - good morning
- lookup: name
  examples: |
    - magnesium
"""
DOMAIN = """version: "3.1"
intents: [greet, ask]
responses:
  utter_hello:
  - text: hello
"""
RULES = """version: "3.1"
rules:
- rule: greeting
  steps:
  - intent: greet
  - action: utter_hello
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "config.yml").write_text("language: en\npipeline: []\npolicies: []\n", encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for name, text in {"nlu": NLU, "more": NLU.replace("hello there", "howdy"), "rules": RULES}.items():
        (tmp_path / "data" / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def read_once(monkeypatch):
    """Rasa with the patches, for one test."""
    import importlib

    for patch in PATCHES:
        owner, attribute = patch._place(importlib.import_module(patch.module))
        made = patch.make(patch.original())
        monkeypatch.setattr(owner, attribute, staticmethod(made) if attribute == "sanitize_examples" else made)


def _read(project):
    importer = TrainingDataImporter.load_from_config(str(project / "config.yml"), str(project / "domain.yml"), [str(project / "data")])
    return importer, importer.get_nlu_data()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_rasa_is_the_one_the_patch_was_written_for(patch):
    assert patch.current_source() == patch.source, f"Rasa changed: look at the patch of {patch.module}.{patch.name} again"


def test_data_is_what_rasa_reads_by_itself(project, request):
    _, plain = _read(project)
    request.getfixturevalue("read_once")
    importer, once = _read(project)
    assert once.fingerprint() == plain.fingerprint()
    assert [example.as_dict() for example in once.training_examples] == [example.as_dict() for example in plain.training_examples]
    assert importer.get_domain().fingerprint()


def test_merging_leaves_what_is_merged_as_it_was(read_once):
    one, two = TrainingData([Message.build("hi", "greet")]), TrainingData([Message.build("bye", "leave"), Message.build("hi", "greet")])
    merged = one.merge(two, None)
    assert [example.get("text") for example in merged.training_examples] == ["hi", "bye"]
    assert [len(data.training_examples) for data in (one, two)] == [1, 2]


def test_intents_are_stripped_as_by_rasa(read_once):
    assert TrainingData([Message.build("hi", " greet ")]).training_examples[0].get("intent") == "greet"


def test_model_package_holds_what_rasas_own_does(tmp_path, monkeypatch, request):
    monkeypatch.setattr(LocalModelStorage, "_create_model_metadata", staticmethod(lambda _domain, _configuration: "metadata"))
    monkeypatch.setattr(LocalModelStorage, "_persist_metadata", staticmethod(lambda said, folder: (folder / "said").write_text(said)))
    (tmp_path / "storage").mkdir()
    storage = LocalModelStorage.create(tmp_path / "storage")
    with storage.write_to(Resource("train_names")) as folder:
        (folder / "names.json").write_text("[1, 2]" * 1000, encoding="utf-8")
    archives = [tmp_path / "new" / "own.tar.gz", tmp_path / "ours.tar.gz"]
    assert storage.create_model_package(archives[0], None, None) == "metadata"
    request.getfixturevalue("read_once")
    assert storage.create_model_package(str(archives[1]), None, None) == "metadata"
    assert _unpacked(archives[1]) == _unpacked(archives[0])


def _unpacked(archive: Path) -> dict[str, bytes | None]:
    with tarfile.open(archive) as tar:
        return {item.name: tar.extractfile(item).read() if item.isfile() else None for item in tar.getmembers()}


def test_encoder_that_is_there_is_not_built_again(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(encoder_ahead, "graph_path", lambda _folder: tmp_path / "graph")
    monkeypatch.setattr(encoder_ahead.subprocess, "Popen", lambda command, **_options: started.append(command))
    encoder_ahead.build()
    assert started[0][1:] == ["-m", "bot.nlu.encoder"]
    (tmp_path / "graph").touch()
    encoder_ahead.build()
    assert len(started) == 1
