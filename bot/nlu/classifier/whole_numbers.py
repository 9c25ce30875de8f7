"""A large matrix of small whole numbers that messages are multiplied with.

Every message is compared with every training sentence, and on a bot's server the time goes into fetching the matrix from memory, not into
the arithmetic. In whole numbers it takes a quarter or half of the room. NumPy multiplies whole numbers one by one; ONNX Runtime uses the
processor's own instructions for them.
"""

from __future__ import annotations

import numpy as np
import onnxruntime

# Up to 63, not 127: two products of such a number and a byte fit the 16 bits in which processors without VNNI add them, so that every
# processor finds the same (as `reduce_range` of ONNX Runtime's own quantisation).
LARGEST = 63
# Columns are filled up to whole tiles: on processors with AMX, ONNX Runtime 1.23 gets the 32nd row of a product wrong where the last tile
# is cut short.
TILE = 16
COLUMNS = "columns"  # in the graph's metadata: how many there are without the filling
OPSET = 17
IR_VERSION = 8


class WholeMatrix:
    """A matrix of whole numbers from -LARGEST to LARGEST, k x n, as a graph of one product."""

    def __init__(self, graph: bytes) -> None:
        """Takes the graph that `of` made."""
        self.graph = graph
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._columns = int(self._session.get_modelmeta().custom_metadata_map[COLUMNS])

    @classmethod
    def of(cls, numbers: np.ndarray, zero: int = 0) -> WholeMatrix:
        """Takes the numbers (int8, k x n), and which byte stands for nothing in what they are multiplied with."""
        # Only training makes the graph; a running bot does not load the library.
        import onnx
        from onnx import TensorProto, helper, numpy_helper

        rows, columns = numbers.shape
        filled = np.pad(numbers, ((0, 0), (0, -columns % TILE)))
        graph = helper.make_graph(
            [helper.make_node("MatMulInteger", ["asked", "stored", "zero"], ["products"])],
            "whole_numbers",
            [helper.make_tensor_value_info("asked", TensorProto.UINT8, [None, rows])],
            [helper.make_tensor_value_info("products", TensorProto.INT32, [None, filled.shape[1]])],
            [
                numpy_helper.from_array(np.ascontiguousarray(filled, dtype=np.int8), "stored"),
                numpy_helper.from_array(np.asarray(zero, dtype=np.uint8), "zero"),
            ],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = IR_VERSION
        helper.set_model_props(model, {COLUMNS: str(columns)})
        onnx.checker.check_model(model)
        return cls(model.SerializeToString())

    def times(self, asked: np.ndarray) -> np.ndarray:
        """Returns bytes (uint8, m x k) times the matrix, int32, m x n."""
        (products,) = self._session.run(None, {"asked": asked})
        return products[:, : self._columns]
