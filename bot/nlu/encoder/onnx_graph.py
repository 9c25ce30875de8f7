"""Builds the ONNX graph of a BERT sentence encoder from its weights.

The package that carries the weights has no ONNX file, and exporting one would need torch. The graph is small enough to write down:
embeddings, six transformer layers, mean pooling over the real tokens, length one (Devlin et al. 2019; Reimers & Gurevych 2019).

The last layer is trained for likeness in meaning and drops what told the words apart; a middle layer still has it (Jawahar et al. 2019).
Both are pooled and set side by side, at no further pass through the network (docs/decisions/0015).
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 17
# ONNX Runtime's own operations: attention and GELU in one each, where plain ONNX needs a dozen (BERT's are these exactly).
MICROSOFT, MICROSOFT_VERSION = "com.microsoft", 1
LAYER_NORM_EPSILON = 1e-12
HEADS = 12
# Layers whose output is pooled, counted from 1, and how many numbers that makes.
POOLED_LAYERS = (6, 4)


class _Graph:
    """Collects nodes and weights; every method adds one operation and returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def weight(self, name: str, value: np.ndarray) -> str:
        if name not in self.weights:
            self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        output = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def ints(self, *values: int) -> str:
        return self.weight("ints_" + "_".join(map(str, values)), np.asarray(values, dtype=np.int64))


def _linear(graph: _Graph, weights: Mapping[str, np.ndarray], name: str, value: str) -> str:
    kernel = graph.weight(f"{name}.kernel", weights[f"{name}.weight"].T)
    bias = graph.weight(f"{name}.bias", weights[f"{name}.bias"])
    return graph.op("Add", graph.op("MatMul", value, kernel), bias)


def _layer_norm(graph: _Graph, weights: Mapping[str, np.ndarray], name: str, value: str) -> str:
    scale = graph.weight(f"{name}.scale", weights[f"{name}.weight"])
    bias = graph.weight(f"{name}.shift", weights[f"{name}.bias"])
    return graph.op("LayerNormalization", value, scale, bias, axis=-1, epsilon=LAYER_NORM_EPSILON)


def _attention(graph: _Graph, weights: Mapping[str, np.ndarray], name: str, value: str) -> str:
    """Returns what each token takes from all tokens: one operation of ONNX Runtime's, which quantises into one as well."""
    parts = [f"{name}.self.{part}" for part in ("query", "key", "value")]
    kernel = graph.weight(f"{name}.kernel", np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1))
    bias = graph.weight(f"{name}.bias", np.concatenate([weights[f"{part}.bias"] for part in parts]))
    joined = graph.op("Attention", value, kernel, bias, domain=MICROSOFT, num_heads=HEADS)
    return _linear(graph, weights, f"{name}.output.dense", joined)


def _embeddings(graph: _Graph, weights: Mapping[str, np.ndarray]) -> str:
    words = graph.op("Gather", graph.weight("words", weights["embeddings.word_embeddings.weight"]), "input_ids")
    length = graph.op("Gather", graph.op("Shape", "input_ids"), graph.ints(1), axis=0)
    # All our texts are single sentences: token type 0 everywhere, so its vector is folded into the positions.
    table = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    positions = graph.op("Slice", graph.weight("positions", table), graph.ints(0), length, graph.ints(0))
    return _layer_norm(graph, weights, "embeddings.LayerNorm", graph.op("Add", words, positions))


def _mean(graph: _Graph, hidden: str) -> str:
    """Returns the mean over the tokens, of length one."""
    return graph.op("LpNormalization", graph.op("ReduceMean", hidden, axes=[1], keepdims=0), axis=-1, p=2)


def build(weights: Mapping[str, np.ndarray]) -> onnx.ModelProto:
    """Builds the model.

    Args:
        weights: tensors by their Hugging Face BERT names.

    Returns:
        A model with the input `input_ids` (int64, texts x tokens, all texts of the same length: nothing is padding) and the output
        `embedding` (float32, texts x hidden size times pooled layers), each row of length one, as is each layer's part but for a factor.
    """
    size = weights["embeddings.word_embeddings.weight"].shape[1]
    layers = sum(1 for name in weights if name.endswith("attention.self.query.weight"))
    graph = _Graph()
    hidden = _embeddings(graph, weights)
    outputs = []
    for layer in range(layers):
        name = f"encoder.layer.{layer}"
        attended = _attention(graph, weights, f"{name}.attention", hidden)
        hidden = _layer_norm(graph, weights, f"{name}.attention.output.LayerNorm", graph.op("Add", attended, hidden))
        inner = graph.op("Gelu", _linear(graph, weights, f"{name}.intermediate.dense", hidden), domain=MICROSOFT)
        outer = _linear(graph, weights, f"{name}.output.dense", inner)
        hidden = _layer_norm(graph, weights, f"{name}.output.LayerNorm", graph.op("Add", outer, hidden))
        outputs.append(hidden)
    pooled = [_mean(graph, outputs[layer - 1]) for layer in POOLED_LAYERS]
    graph.nodes.append(helper.make_node("LpNormalization", [graph.op("Concat", *pooled, axis=-1)], ["embedding"], axis=-1, p=2))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence-encoder",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", size * len(POOLED_LAYERS)])],
            list(graph.weights.values()),
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, MICROSOFT_VERSION)],
    )
    model.ir_version = 8
    return model


def save(model: onnx.ModelProto, path: Path) -> None:
    """Writes the model with its matrix products in whole numbers, so that a reader never sees half a file.

    Dynamic quantisation to 8 bit makes a message four times as fast (docs/decisions/0015). One bit is left free (`reduce_range`), so that
    processors without the newest instructions compute the same sums.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        exact, small = Path(folder) / "exact.onnx", Path(folder) / "small.onnx"
        exact.write_bytes(model.SerializeToString())
        quantize_dynamic(
            exact,
            small,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},  # what ONNX's shape inference does not know of Microsoft's operations
        )
        small.replace(path)
