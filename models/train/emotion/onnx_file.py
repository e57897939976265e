"""A folded network as an ONNX file of plain operators: Conv, Relu, Add, MaxPool, GlobalAveragePool, Flatten, Gemm.

Weights that are stored small are expanded by constant operators, which every runtime evaluates once, at load.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from emotion.data import SIDE
from emotion.networks import Article, Block, Residual

OPSET, IR_VERSION = 13, 8


class Graph:
    """Nodes and tensors, as they are added."""

    def __init__(self, stored):
        self.nodes, self.tensors, self.stored = [], [], stored

    def tensor(self, name, array):
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    # ---- weights ---------------------------------------------------------------------------------
    def weight(self, layer):
        """The name of the layer's weights, float32, however they are stored."""
        stored, name = self.stored[layer], f"{layer}.weight"
        if stored.kind == "float32":
            return self.tensor(name, stored.values)
        if stored.kind == "float16":
            return self.node(
                "Cast", [self.tensor(f"{name}.half", stored.values.astype(np.float16))], name, to=TensorProto.FLOAT
            )
        if stored.kind == "int8":
            scale = self.tensor(f"{name}.scale", stored.scale)
            return self.node("DequantizeLinear", [self.tensor(f"{name}.int8", stored.whole), scale], name, axis=0)
        return self.six_bits(stored, name)

    def six_bits(self, stored, name):
        """Four numbers of six bits in three bytes.

        Of rows 0 to 2 of a 3 × N array of bytes, the low six bits are the first three quarters of the numbers; the
        high two bits of the rows, 1, 4 and 16 fold, are the last quarter.
        """
        whole = (stored.whole.astype(np.int16) + 31).reshape(-1)
        padded = np.concatenate([whole, np.zeros(-len(whole) % 4, np.int16)]).reshape(4, -1)
        high = np.stack([padded[3] & 3, padded[3] >> 2 & 3, padded[3] >> 4 & 3])
        packed = self.tensor(f"{name}.packed", (padded[:3] | high << 6).astype(np.uint8))

        def part(suffix):
            return f"{name}.{suffix}"

        def number(suffix, value):
            return self.tensor(part(suffix), np.array(value, np.float32))

        bytes_ = self.node("Cast", [packed], part("bytes"), to=TensorProto.FLOAT)
        top = self.node("Floor", [self.node("Mul", [bytes_, number("by64", 1 / 64)], part("quotient"))], part("high"))
        low = self.node("Sub", [bytes_, self.node("Mul", [top, number("64", 64)], part("high64"))], part("low"))
        last = self.node("MatMul", [number("powers", [[1, 4, 16]]), top], part("last"))
        joined = self.node("Concat", [low, last], part("joined"), axis=0)
        flat = self.node("Reshape", [joined, self.tensor(part("all"), np.array([-1], np.int64))], part("flat"))
        if padded.size != len(whole):
            bounds = [
                self.tensor(part(suffix), np.array([value], np.int64))
                for suffix, value in (("from", 0), ("to", len(whole)))
            ]
            flat = self.node("Slice", [flat, *bounds], part("cut"))
        shaped = self.node(
            "Reshape", [flat, self.tensor(part("shape"), np.array(stored.whole.shape, np.int64))], part("shaped")
        )
        centred = self.node("Sub", [shaped, number("middle", 31)], part("centred"))
        scale = self.tensor(part("scale"), stored.scale.reshape(-1, *[1] * (stored.whole.ndim - 1)))
        return self.node("Mul", [centred, scale], name)

    # ---- layers ----------------------------------------------------------------------------------
    def conv(self, x, name, layer):
        inputs = [x, self.weight(name), self.tensor(f"{name}.bias", layer.bias.numpy())]
        return self.node(
            "Conv",
            inputs,
            name,
            kernel_shape=list(layer.kernel_size),
            strides=list(layer.stride),
            pads=[*layer.padding, *layer.padding],
        )

    def linear(self, x, name, layer, output=None):
        return self.node(
            "Gemm", [x, self.weight(name), self.tensor(f"{name}.bias", layer.bias.numpy())], output or name, transB=1
        )

    def relu(self, x):
        return self.node("Relu", [x], f"{x}.relu")

    def block(self, x, name, block):
        inner = self.conv(self.relu(self.conv(x, f"{name}.first", block.first)), f"{name}.second", block.second)
        shortcut = x if isinstance(block.shortcut, nn.Identity) else self.conv(x, f"{name}.shortcut", block.shortcut)
        return self.relu(self.node("Add", [inner, shortcut], name))

    def layer(self, x, name, layer):
        match layer:
            case Block():
                return self.block(x, name, layer)
            case nn.Conv2d():
                return self.conv(x, name, layer)
            case nn.ReLU():
                return self.relu(x)
            case nn.MaxPool2d():
                return self.node("MaxPool", [x], name, kernel_shape=[layer.kernel_size] * 2, strides=[layer.stride] * 2)
            case nn.Linear():
                return self.linear(x, name, layer)
            case nn.Flatten():
                return self.node("Flatten", [x], name, axis=1)
            case nn.AdaptiveAvgPool2d() | nn.Dropout():
                return x  # at 48 × 48 the pooling has nothing to do
        raise TypeError(f"no operator is known for {type(layer).__name__}")


def build(folded, stored):
    """The ONNX model of a folded network whose weights are `stored`: 1 × 1 × 48 × 48 to 1 × 14 logits."""
    # Names stand in the file many times: short ones.
    graph, x = Graph({name.removeprefix("features.layers."): array for name, array in stored.items()}), "input"
    if not isinstance(folded.features, (Residual, Article)):
        raise TypeError(f"no file is known for {type(folded.features).__name__}")
    for name, layer in folded.features.layers.named_children():
        x = graph.layer(x, name, layer)
    if isinstance(folded.features, Residual):
        x = graph.node("Flatten", [graph.node("GlobalAveragePool", [x], "mean")], "flat", axis=1)
    graph.linear(x, "head", folded.head, "logits")
    shapes = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("input", [1, 1, SIDE, SIDE]), ("logits", [1, folded.head.out_features]))
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "emotion", shapes[:1], shapes[1:], graph.tensors),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="feelharmonic models/train",
    )
    onnx.checker.check_model(model)
    return model
