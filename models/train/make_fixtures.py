"""The pictures of tests/fixtures and public/demo, and the golden values the Rust code is held to.

    python make_fixtures.py [--values]

With --values, as after a new model, only the values: golden.json, which is what the models read in the pictures, and
preprocess.json, which is what a face is before the emotion network sees it and depends on no model.

Sources of the pictures, both in the public domain: Eileen Collins (NASA), from the package scikit-image; Grace Hopper
(US Navy), from the package matplotlib. Everything else is composed from them.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from pipeline import Classifier, Detector, brighten, square_crop

ROOT = Path(__file__).parent.parent.parent
FIXTURES, DEMO = ROOT / "tests/fixtures", ROOT / "public/demo"
FRAME = (640, 480)
# The detector's input (height, width) at which each picture's golden values are taken.
GOLDEN_INPUTS = {
    "portrait.png": (320, 320),
    "hopper.jpg": (640, 480),
    "party.jpg": (192, 256),
    "far.jpg": (480, 640),
    "dark.jpg": (320, 320),
    "empty.jpg": (480, 640),
}


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
        subprocess.run(
            [
                "ffmpeg",
                "-y",
                "-loglevel",
                "error",
                "-framerate",
                "20",
                "-i",
                f"{folder}/%03d.png",
                "-pix_fmt",
                "yuvj420p",
                "-q:v",
                "9",
                "-f",
                "mjpeg",
                str(target),
            ],
            check=True,
        )


def compose() -> None:
    # Needed for the pictures only.
    import matplotlib
    import skimage

    portrait_file = Path(skimage.__file__).parent / "data/astronaut.png"
    portrait = Image.open(portrait_file).convert("RGB")
    hopper = Image.open(Path(matplotlib.get_data_path()) / "sample_data/grace_hopper.jpg").convert("RGB")
    hopper_square = hopper.crop((56, 20, 456, 420))
    shutil.copy(portrait_file, FIXTURES / "portrait.png")
    hopper.save(FIXTURES / "hopper.jpg", quality=90)
    on_frame(
        (portrait, 240, (60, 0)),
        (hopper_square, 240, (340, 0)),
        (ImageOps.mirror(hopper_square), 240, (60, 240)),
        (ImageOps.mirror(portrait), 240, (340, 240)),
    ).save(FIXTURES / "party.jpg", quality=90)
    on_frame((portrait, 196, (300, 200))).save(FIXTURES / "far.jpg", quality=92)
    rng = np.random.default_rng(0)
    light = np.asarray(on_frame((portrait, 480, (80, 0))), float) * 0.12
    noisy = light + rng.normal(size=light.shape) * np.sqrt(0.1 * light + 2.0)
    Image.fromarray(np.clip(np.round(noisy), 0, 255).astype(np.uint8)).save(FIXTURES / "dark.jpg", quality=92)
    texture = Image.fromarray(rng.integers(60, 200, (30, 40, 3), dtype=np.uint8)).resize(
        FRAME, Image.Resampling.BICUBIC
    )
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
        faces = []
        for score, rect, points in detector(picture, height, width):
            probabilities, votes = classifier(picture, rect)
            faces.append(
                {
                    "score": score,
                    "bounds": [float(v) for v in rect],
                    "landmarks": points.tolist(),
                    "probabilities": probabilities.tolist(),
                    "votes": votes.tolist(),
                }
            )
        values[name] = {"input": [height, width], "faces": faces}
        print(
            name,
            [
                (
                    round(f["score"], 3),
                    [round(v) for v in f["bounds"]],
                    classifier.facts["labels"][int(np.argmax(f["probabilities"]))],
                    round(max(f["probabilities"]), 2),
                )
                for f in faces
            ],
        )
    return values


# Faces on the picture of preprocess.json: what is special, bounds (x, y, width, height), the crop's factor, its side,
# and the rule for dark faces.
FACES = (
    ("inside, as bright as it is", (9.0, 7.0, 22.0, 26.0), 1.15, 48, {"below": 40.0, "target": 129.0, "most": 16.0}),
    (
        "over the left and the upper edge",
        (-6.5, -4.25, 20.0, 18.0),
        1.15,
        24,
        {"below": 40.0, "target": 129.0, "most": 16.0},
    ),
    ("dark, brightened", (40.0, 8.0, 16.0, 20.0), 1.25, 24, {"below": 50.0, "target": 110.0, "most": 16.0}),
    ("darker than the rule can mend", (40.0, 30.0, 12.0, 8.0), 1.0, 16, {"below": 40.0, "target": 129.0, "most": 3.0}),
    (
        "smaller than the network's picture",
        (20.0, 15.0, 6.5, 4.0),
        1.15,
        24,
        {"below": 40.0, "target": 129.0, "most": 16.0},
    ),
    ("larger than the frame", (-20.0, -20.0, 100.0, 90.0), 1.15, 16, {"below": 255.0, "target": 129.0, "most": 16.0}),
)


def preprocessing() -> dict:
    """A made-up picture, its right third dark, and FACES on it as the emotion network gets them."""
    height, width = 44, 60
    y, x = np.mgrid[:height, :width]
    waves = [128 + 90 * np.sin(x / a + y / b) for a, b in ((5.0, 9.0), (8.0, -4.0), (11.0, 6.0))]
    picture = np.stack(waves, 2) + np.random.default_rng(0).normal(size=(height, width, 3)) * 12
    picture[:, 38:] *= 0.12
    picture = np.clip(np.round(picture), 0, 255)
    faces = [
        {
            "name": name,
            "bounds": bounds,
            "crop": crop,
            "side": side,
            "brightness": rule,
            "grey": np.round(brighten(square_crop(picture, bounds, side, crop), rule), 4).ravel().tolist(),
        }
        for name, bounds, crop, side, rule in FACES
    ]
    return {"width": width, "height": height, "rgb": picture.astype(int).ravel().tolist(), "faces": faces}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--values", action="store_true", help="leave the pictures as they are")
    if not parser.parse_args().values:
        compose()
    (FIXTURES / "golden.json").write_text(json.dumps(golden(), indent=1) + "\n")
    (FIXTURES / "preprocess.json").write_text(json.dumps(preprocessing()) + "\n")


if __name__ == "__main__":
    main()
