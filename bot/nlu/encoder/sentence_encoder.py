"""Turns sentences into vectors."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from zlib import crc32

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.nlu.encoder import weights as weights_files
from bot.settings import load_settings

MAX_TOKENS = 64  # a chat message; the model itself takes 256
FEW = 16  # texts up to which starting threads for all cores takes longer than it saves; a message has a handful, training has thousands
CUT_EVERY = 4  # sentences of a batch in training, on average
LARGEST_BATCH = 16
VECTOR_SIZE = 768  # 384 for each of two layers, see onnx_graph
_CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
# Stands in the name of the built graph; raise it when onnx_graph builds another one from the same weights.
GRAPH_VERSION = 4


def graph_path(folder: Path, digest: str = weights_files.WEIGHTS_SHA256) -> Path:
    """Returns where the ONNX file for these weights is kept."""
    return folder / f"sentence-encoder-{digest[:12]}-v{GRAPH_VERSION}.onnx"


def _graph_file(folder: Path, digest: str) -> Path:
    """Returns the ONNX file for these weights, building it on the first call on this machine."""
    path = graph_path(folder, digest)
    if not path.is_file():
        # onnx and safetensors are needed only here: a started bot never imports them.
        from safetensors.numpy import load_file

        from bot.nlu.encoder import onnx_graph

        model_folder = weights_files.model_folder()
        onnx_graph.save(onnx_graph.build(load_file(model_folder / weights_files.WEIGHTS_FILE)), path)
    return path


class SentenceEncoder:
    """all-MiniLM-L6-v2 on onnxruntime."""

    def __init__(self, graph: Path, tokenizer: Path, threads: int) -> None:
        """Opens the model.

        Args:
            graph: ONNX file with the input `input_ids` and the output `embedding`.
            tokenizer: the model's tokenizer.json.
            threads: how many threads one call may use.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # A message is short: threads that spin between two messages would only heat the machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()  # the file asks for some; one text at a time needs none

    @classmethod
    @lru_cache(maxsize=1)
    def shared(cls) -> SentenceEncoder:
        """Returns the one encoder of this process.

        Raises:
            bot.nlu.encoder.weights.WeightsError: if the weights are missing or not the tested ones.
        """
        with _BUILD_LOCK:
            folder = weights_files.model_folder()
            digest = weights_files.verify(folder / weights_files.WEIGHTS_FILE)
            settings = load_settings()
            graph = _graph_file(settings.cache_folder, digest)
            return cls(graph, folder / weights_files.TOKENIZER_FILE, settings.encoder_threads)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Encodes texts.

        Args:
            texts: n sentences; longer ones are cut at MAX_TOKENS word pieces.

        Returns:
            float32 array, n x VECTOR_SIZE, each row of length one.
        """
        if len(texts) > FEW:
            return self._encode_many(texts)
        rows = self._encode_few(texts)
        return np.concatenate(rows) if rows else np.empty((0, VECTOR_SIZE), dtype=np.float32)

    def _encode_few(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Encodes every second text beside the others, so that a follow-up, which is read twice, is answered as soon as a question."""
        if len(texts) < 2 or _CORES < 2:
            return [self._encode_one(text) for text in texts]
        beside = [_beside().submit(self._encode_one, text) for text in texts[1::2]]
        here = [self._encode_one(text) for text in texts[::2]]
        return [row for pair in zip_longest(here, (other.result() for other in beside)) for row in pair if row is not None]

    def _encode_many(self, texts: Sequence[str]) -> np.ndarray:
        """Encodes batches of equal length: a quarter less work than one by one.

        The whole numbers that the graph computes in are scaled to each run's own values, so a sentence comes out a little different with
        other neighbours, by no more than the quantisation itself moves it (docs/decisions/0017).
        """
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(texts), VECTOR_SIZE), dtype=np.float32)

        def encode(rows: list[int]) -> None:
            vectors[rows] = self._run([ids[row] for row in rows])

        with ThreadPoolExecutor(_CORES) as threads:
            for _ in threads.map(encode, batches(ids)):
                pass  # an error inside is raised here
        return vectors

    def _encode_one(self, text: str) -> np.ndarray:
        return self._run([self._tokenizer.encode(text).ids])

    def _run(self, ids: list[list[int]]) -> np.ndarray:
        return self._session.run(["embedding"], {"input_ids": np.asarray(ids, dtype=np.int64)})[0]


def batches(ids: Sequence[Sequence[int]]) -> list[list[int]]:
    """Returns texts, by their places, in batches of equal length.

    Within a length they stand in the order of their checksums, and where a batch ends is written in a checksum as well: a sentence more or
    less changes the batch that it stands in, and hardly another.
    """
    checksums = [crc32(np.asarray(tokens, dtype=np.int32).tobytes()) for tokens in ids]
    found: list[list[int]] = []
    length, is_open = -1, False
    for row in sorted(range(len(ids)), key=lambda row: (len(ids[row]), checksums[row])):
        if not is_open or len(ids[row]) != length:
            found.append([])
        found[-1].append(row)
        length = len(ids[row])
        # The high bits give the order; the low ones are as good as dice.
        is_open = checksums[row] % CUT_EVERY != 0 and len(found[-1]) < LARGEST_BATCH
    return found


@lru_cache(maxsize=1)
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "encoder")


_BUILD_LOCK = threading.Lock()
