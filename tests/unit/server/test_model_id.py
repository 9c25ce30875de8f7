"""Which model an archive holds."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace

import pytest

from bot.server.app import wanted_model
from bot.server.model_id import read_model_id
from bot.settings import load_settings


@pytest.fixture
def archive(tmp_path):
    """Writes an archive as Rasa does, with a model's id, or with whatever stands for its metadata."""

    def write(name, metadata):
        body = metadata if isinstance(metadata, bytes) else json.dumps(metadata).encode()
        with tarfile.open(tmp_path / name, "w:gz") as file:
            entry = tarfile.TarInfo("metadata.json")
            entry.size = len(body)
            file.addfile(entry, io.BytesIO(body))
        return tmp_path / name

    return write


def test_the_id_is_read(archive):
    assert read_model_id(archive("a.tar.gz", {"model_id": "abc"})) == "abc"


@pytest.mark.parametrize("metadata", [{}, {"model_id": 3}, b"no json"])
def test_what_is_no_id_is_none(archive, metadata):
    assert read_model_id(archive("a.tar.gz", metadata)) is None


@pytest.mark.parametrize("body", [None, b"", b"no archive"])
def test_what_is_no_model_has_none(tmp_path, body):
    if body is not None:
        (tmp_path / "a.tar.gz").write_bytes(body)
    assert read_model_id(tmp_path / "a.tar.gz") is None


def test_the_model_that_is_named_is_wanted_else_the_one_in_the_file(archive):
    file = archive("a.tar.gz", {"model_id": "abc"})
    settings = replace(load_settings(), model_id="")
    assert wanted_model(file, settings) == "abc"
    assert wanted_model(file.parent, settings) == "abc"
    assert wanted_model(file, replace(settings, model_id="xyz")) == "xyz"
