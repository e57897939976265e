"""The pictures of tests/fixtures and public/demo, and the golden values the Rust code is held to.

    python make_fixtures.py

Sources, both in the public domain: Eileen Collins (NASA), from the package scikit-image; Grace Hopper
(US Navy), from the package matplotlib. Everything else is composed from them.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import matplotlib
import numpy as np
import skimage
from PIL import Image, ImageOps

from pipeline import Classifier, Detector

ROOT = Path(__file__).parent.parent.parent
FIXTURES, DEMO = ROOT / "tests/fixtures", ROOT / "public/demo"
FRAME = (640, 480)
# The detector's input (height, width) at which each picture's golden values are taken.
GOLDEN_INPUTS = {"portrait.png": (320, 320), "hopper.jpg": (640, 480), "party.jpg": (192, 256),
                 "far.jpg": (480, 640), "dark.jpg": (320, 320), "empty.jpg": (480, 640)}


def on_frame(*parts, background=(136, 136, 136)):
    """`parts`, each a picture, its side, and its left top corner, on one frame."""
    frame = Image.new("RGB", FRAME, background)
    for picture, side, corner in parts:
        frame.paste(ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS), corner)
    return frame


def camera_clip(portrait: Image.Image, target: Path) -> None:
    """Two seconds of somebody sitting in front of a camera, as motion JPEG."""
    with tempfile.TemporaryDirectory() as folder:
        for frame in range(40):
            turn = 2 * np.pi * frame / 40
            corner = (80 + round(10 * np.sin(turn)), round(6 * np.cos(turn)))
            on_frame((portrait, 480, corner)).save(f"{folder}/{frame:03}.png")
        subprocess.run(["ffmpeg", "-y", "-loglevel", "error", "-framerate", "20", "-i", f"{folder}/%03d.png",
                        "-pix_fmt", "yuvj420p", "-q:v", "9", "-f", "mjpeg", str(target)], check=True)


def compose() -> None:
    portrait_file = Path(skimage.__file__).parent / "data/astronaut.png"
    portrait = Image.open(portrait_file).convert("RGB")
    hopper = Image.open(Path(matplotlib.get_data_path()) / "sample_data/grace_hopper.jpg").convert("RGB")
    hopper_square = hopper.crop((56, 20, 456, 420))
    shutil.copy(portrait_file, FIXTURES / "portrait.png")
    hopper.save(FIXTURES / "hopper.jpg", quality=90)
    on_frame((portrait, 240, (60, 0)), (hopper_square, 240, (340, 0)), (ImageOps.mirror(hopper_square), 240, (60, 240)),
             (ImageOps.mirror(portrait), 240, (340, 240))).save(FIXTURES / "party.jpg", quality=90)
    on_frame((portrait, 196, (300, 200))).save(FIXTURES / "far.jpg", quality=92)
    rng = np.random.default_rng(0)
    light = np.asarray(on_frame((portrait, 480, (80, 0))), float) * 0.12
    noisy = light + rng.normal(size=light.shape) * np.sqrt(0.1 * light + 2.0)
    Image.fromarray(np.clip(np.round(noisy), 0, 255).astype(np.uint8)).save(FIXTURES / "dark.jpg", quality=92)
    texture = Image.fromarray(rng.integers(60, 200, (30, 40, 3), dtype=np.uint8)).resize(FRAME, Image.Resampling.BICUBIC)
    texture.save(FIXTURES / "empty.jpg", quality=90)
    camera_clip(portrait, FIXTURES / "portrait_camera.mjpeg")
    ImageOps.fit(portrait, (480, 480)).save(DEMO / "portrait.jpg", quality=85)
    ImageOps.fit(hopper_square, (400, 400)).save(DEMO / "hopper.jpg", quality=85)


def golden() -> dict:
    """What the reference pipeline reads in each fixture."""
    detector, classifier = Detector(), Classifier()
    values = {}
    for name, (height, width) in GOLDEN_INPUTS.items():
        picture = np.asarray(Image.open(FIXTURES / name).convert("RGB"), float)
        faces = [{"score": score, "bounds": [float(v) for v in rect], "landmarks": points.tolist(),
                  "probabilities": classifier(picture, rect).tolist()}
                 for score, rect, points in detector(picture, height, width)]
        values[name] = {"input": [height, width], "faces": faces}
        print(name, [(round(f["score"], 3), [round(v) for v in f["bounds"]],
                      classifier.facts["labels"][int(np.argmax(f["probabilities"]))], round(max(f["probabilities"]), 2))
                     for f in faces])
    return values


if __name__ == "__main__":
    compose()
    (FIXTURES / "golden.json").write_text(json.dumps(golden(), indent=1) + "\n")
