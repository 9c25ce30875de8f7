"""The training sentences' vectors, kept small: a message is compared with all of them in a fraction of a millisecond.

Every message is compared with every training sentence, and on a bot's server the time goes into fetching the vectors from memory, not into
the arithmetic. In whole numbers they take a quarter of the room; a cosine moves by 0.005 at most.
"""

from __future__ import annotations

import numpy as np
import onnxruntime

# Whole numbers up to 63, not 127: two products of such a number and a byte fit the 16 bits in which processors without
# VNNI add them, so that every processor finds the same (as `reduce_range` of ONNX Runtime's own quantisation).
LARGEST_STORED = 63
LARGEST_ASKED = 127
ZERO = 128  # of the bytes that stand for a message's vector
OPSET = 17
IR_VERSION = 8


class Neighbours:
    """Vectors of length one as whole numbers, inside a graph of ONNX Runtime, because NumPy multiplies whole numbers one by one."""

    def __init__(self, graph: bytes, scales: np.ndarray) -> None:
        """Takes the graph that holds the whole numbers (see `of`) and what one of them stands for in each row (float32, n)."""
        self.graph = graph
        self.scales = scales
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    @classmethod
    def of(cls, vectors: np.ndarray) -> Neighbours:
        """Returns vectors (n x k) in whole numbers."""
        codes, scales = _whole(vectors, LARGEST_STORED)
        return cls(_graph(codes.astype(np.int8)), scales)

    def cosines(self, vectors: np.ndarray) -> np.ndarray:
        """Returns the cosine of each of m vectors (m x k, of length one) with each stored one, float32, m x n."""
        codes, scales = _whole(vectors, LARGEST_ASKED)
        (products,) = self._session.run(None, {"asked": (codes + ZERO).astype(np.uint8)})
        return products * scales[:, None] * self.scales


def _whole(vectors: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns rows of whole numbers from -largest to largest, and what one of them stands for in each row."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / largest
    return np.rint(vectors / scales[:, None]).astype(np.int16), scales.astype(np.float32)


def _graph(codes: np.ndarray) -> bytes:
    """Returns a graph that multiplies bytes (m x k) with stored whole numbers (int8, n x k) into int32, m x n."""
    # Only training makes the graph; a running bot does not load the library.
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    rows, size = codes.shape
    stored = numpy_helper.from_array(np.ascontiguousarray(codes.T), "stored")
    zero = numpy_helper.from_array(np.asarray(ZERO, dtype=np.uint8), "zero")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["asked", "stored", "zero"], ["products"])],
        "neighbours",
        [helper.make_tensor_value_info("asked", TensorProto.UINT8, [None, size])],
        [helper.make_tensor_value_info("products", TensorProto.INT32, [None, rows])],
        [stored, zero],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    return model.SerializeToString()
