"""The product's picture pipeline in plain numpy: what the Rust code must do, written to be read.

Every picture is an array of H × W × 3 floats, R G B, 0 to 255. Rectangles are (x, y, width, height) in pixels.
"""

import tomllib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

MODELS = Path(__file__).parent.parent
STRIDES = (8, 16, 32)
SCORE_THRESHOLD = 0.7
OVERLAP_THRESHOLD = 0.3


def box_weights(source: int, target: int, start: float, length: float) -> np.ndarray:
    """target × source: how much of each source pixel lies in each target pixel, rows summing to one.

    The target covers the source interval start .. start + length, in pixels; where it reaches over the edge,
    the pixel at the edge is repeated. Nothing is rounded.
    """
    weights = np.zeros((target, source))
    step = length / target
    for row in range(target):
        low, high = start + row * step, start + (row + 1) * step
        for pixel in range(int(np.floor(low)), int(np.ceil(high))):
            share = min(high, pixel + 1) - max(low, pixel)
            weights[row, min(max(pixel, 0), source - 1)] += share / step
    return weights


def area_resize(picture, height, width, rect=None):
    """`rect` of `picture` (all of it by default), area-filtered to height × width."""
    x, y, w, h = rect or (0, 0, picture.shape[1], picture.shape[0])
    rows = box_weights(picture.shape[0], height, y, h)
    columns = box_weights(picture.shape[1], width, x, w)
    return np.einsum("rh,hwc,kw->rkc", rows, picture, columns, optimize=True)


def letterbox(picture, height, width):
    """The detector's input 1 × 3 × height × width, B G R, top left, zeros right and below; and its scale."""
    scale = min(width / picture.shape[1], height / picture.shape[0])
    inner_height, inner_width = round(picture.shape[0] * scale), round(picture.shape[1] * scale)
    canvas = np.zeros((height, width, 3))
    canvas[:inner_height, :inner_width] = area_resize(picture, inner_height, inner_width)
    return canvas[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32), scale


def overlap(a, b):
    """Intersection over union."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(width, 0) * max(height, 0)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Detector:
    """YuNet at any input size."""

    def __init__(self, path=MODELS / "yunet.onnx"):
        self.model, self.sessions = onnx.load(path), {}

    def session(self, height, width):
        if (height, width) not in self.sessions:
            model = onnx.ModelProto()
            model.CopyFrom(self.model)
            for dimension, value in zip(
                model.graph.input[0].type.tensor_type.shape.dim[2:], (height, width), strict=True
            ):
                dimension.dim_value = value
            for output in model.graph.output:
                stride = int(output.name.rpartition("_")[2])
                for dimension, value in zip(output.type.tensor_type.shape.dim[2:], (height, width), strict=True):
                    dimension.dim_value = value // stride
            self.sessions[height, width] = onnxruntime.InferenceSession(model.SerializeToString())
        return self.sessions[height, width]

    def __call__(self, picture, height, width):
        """Faces as (score, rect, five points), best first, in the picture's pixels."""
        tensor, scale = letterbox(picture, height, width)
        names = [output.name for output in self.model.graph.output]
        out = dict(zip(names, self.session(height, width).run(None, {"input": tensor}), strict=True))
        found = []
        for s in STRIDES:
            score = np.sqrt(sigmoid(out[f"cls_logits_{s}"][0, 0]) * sigmoid(out[f"obj_logits_{s}"][0, 0]))
            for row, column in zip(*np.where(score >= SCORE_THRESHOLD), strict=True):
                dx, dy, w, h = out[f"bbox_{s}"][0, :, row, column]
                w, h = np.exp(w) * s / scale, np.exp(h) * s / scale
                x, y = (column + dx) * s / scale, (row + dy) * s / scale
                points = out[f"kps_{s}"][0, :, row, column].reshape(5, 2) + np.array((column, row))
                found.append((float(score[row, column]), (x - w / 2, y - h / 2, w, h), points * s / scale))
        found.sort(key=lambda face: -face[0])
        kept = []
        for face in found:
            if all(overlap(face[1], other[1]) <= OVERLAP_THRESHOLD for other in kept):
                kept.append(face)
        return kept


def grey(picture):
    """BT.601 luma, as the training data."""
    return picture @ np.array([0.299, 0.587, 0.114])


def brighten(face, rule):
    """The grey face, 0 to 255, with its brightness brought to the training data's if it is dark.

    A face whose mean is below `below` is scaled so that its mean becomes `target`, at most `most` times,
    and cut off at 255.
    """
    mean = face.mean()
    if mean >= rule["below"]:
        return face
    return np.minimum(face * min(rule["target"] / max(mean, 1.0), rule["most"]), 255.0)


def square_crop(picture, rect, side, factor):
    """The grey square around `rect`, `factor` times its longer side, at side × side."""
    x, y, w, h = rect
    length = max(w, h) * factor
    square = (x + w / 2 - length / 2, y + h / 2 - length / 2, length, length)
    return area_resize(grey(picture)[:, :, None], side, side, square)[:, :, 0]


class Classifier:
    """An emotion network with everything its entry in a manifest says of it."""

    def __init__(self, facts=None, folder=MODELS):
        self.facts = facts or tomllib.loads((folder / "MANIFEST.toml").read_text())["emotion"]
        model = onnx.load(folder / self.facts["file"])
        # The file is for one face; here many are asked at once.
        for value in (*model.graph.input, *model.graph.output):
            value.type.tensor_type.shape.dim[0].dim_param = "faces"
        self.session = onnxruntime.InferenceSession(model.SerializeToString())
        self.side = self.facts["input"][2]

    def answers(self, faces, batch=256):
        """Logits for N grey faces of the network's size, 0 to 255: N × 14, of FER-2013's label and of FER+'s votes;
        N × 7 of a file that answers the first only."""
        x = (faces * self.facts["scale"] + self.facts["offset"]).astype(np.float32)[:, None]
        name = self.session.get_inputs()[0].name
        return np.concatenate(
            [self.session.run(None, {name: x[start : start + batch]})[0] for start in range(0, len(x), batch)]
        )

    def crop(self, picture, rect):
        """The grey square around `rect`, at the network's size."""
        return square_crop(picture, rect, self.side, self.facts["crop"])

    def __call__(self, picture, rect):
        """Seven probabilities of FER-2013's label, and seven of FER+'s votes."""
        face = brighten(self.crop(picture, rect), self.facts["brightness"])
        answers = self.answers(face[None])[0]
        return softmax(answers[:7] / self.facts["temperature"]), softmax(
            answers[-7:] / self.facts.get("votes_temperature", self.facts["temperature"])
        )


def softmax(logits):
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)
