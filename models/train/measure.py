"""Figures of the shipped emotion model on FER-2013: accuracy, calibration, "not sure", low light.

    python measure.py --data FILE.npz

FILE holds `img` (N, 48, 48) u8, `label` (N,) in FER-2013's order and `split` (N,), 0 training, 1 public test,
2 private test. Choices (temperature, threshold, brightness rule) are made on the public test; the private test
is only reported.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from pipeline import Classifier, area_resize, brighten, softmax

GAINS = (1.0, 0.5, 0.25, 0.12)


def load(path: Path):
    """Images, labels and splits, or the end of the program with what is wrong."""
    try:
        data = np.load(path)
    except (OSError, ValueError) as error:
        sys.exit(f"{path} can't be read: {error}")
    if missing := {"img", "label", "split"} - set(data.files):
        sys.exit(f"{path} lacks {', '.join(sorted(missing))}")
    if data["img"].shape[1:] != (48, 48) or data["label"].max() > 6:
        sys.exit(f"{path} is not FER-2013: images {data['img'].shape}, labels up to {data['label'].max()}")
    return data["img"], data["label"], data["split"]


def darken(images, gain, rng):
    """A webcam in the dark: less light, shot and read noise, 8 bits."""
    light = images * gain
    noise = rng.normal(size=images.shape) * np.sqrt(0.25 * light + 4.0)
    return np.clip(np.round(light + noise), 0, 255) if gain < 1 else images.astype(float)


def resized(images, side):
    stack = images.transpose(1, 2, 0).astype(float)
    return area_resize(stack, side, side).transpose(2, 0, 1)


def calibration_error(probabilities, labels, bins=15):
    """Expected calibration error."""
    top, right = probabilities.max(1), probabilities.argmax(1) == labels
    place = np.minimum((top * bins).astype(int), bins - 1)
    return sum(abs(right[place == b].mean() - top[place == b].mean()) * (place == b).mean()
               for b in range(bins) if (place == b).any())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    images, labels, split = load(arguments.data)
    classifier = Classifier()
    facts = classifier.facts
    public, private = split == 1, split == 2

    logits = {name: classifier.logits(resized(images[part], classifier.side))
              for name, part in (("public", public), ("private", private))}
    temperatures = np.arange(0.5, 3.01, 0.02)
    loss = [-np.log(softmax(logits["public"] / t)[np.arange(public.sum()), labels[public]]).mean() for t in temperatures]
    temperature = temperatures[int(np.argmin(loss))]
    print(f"temperature fitted on the public test: {temperature:.2f} (manifest: {facts['temperature']})\n")
    print("| split | accuracy | average recall | ECE raw | ECE scaled |\n|---|---|---|---|---|")
    for name, part in (("public", public), ("private", private)):
        raw, scaled, truth = softmax(logits[name]), softmax(logits[name] / temperature), labels[part]
        recall = [(raw[truth == k].argmax(1) == k).mean() for k in range(7)]
        print(f"| {name} | {(raw.argmax(1) == truth).mean():.4f} | {np.mean(recall):.4f} "
              f"| {calibration_error(raw, truth):.4f} | {calibration_error(scaled, truth):.4f} |")
    print("\nrecall, private:", ", ".join(f"{name} {value:.3f}" for name, value in zip(facts["labels"], recall)))

    print("\n| not sure below | answered, public | accuracy, public | answered, private | accuracy, private |"
          "\n|---|---|---|---|---|")
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        cells = []
        for name, part in (("public", public), ("private", private)):
            scaled = softmax(logits[name] / temperature)
            sure = scaled.max(1) >= threshold
            cells += [f"{sure.mean():.3f}", f"{(scaled[sure].argmax(1) == labels[part][sure]).mean():.3f}"]
        print(f"| {threshold} | {' | '.join(cells)} |")

    rules = {"none": None, "below 30 to 129": (30, 129, 16), "below 40 to 129": (40, 129, 16), "below 50 to 110": (50, 110, 16), "below 50 to 129": (50, 129, 16),
             "below 80 to 129": (80, 129, 16), "all to 129": (256, 129, 16)}
    print(f"\naccuracy, public, in the dark (seed 0)\n| rule | {' | '.join(f'gain {g}' for g in GAINS)} |"
          f"\n|---|{'---|' * len(GAINS)}")
    for name, rule in rules.items():
        cells = []
        for gain in GAINS:
            faces = resized(darken(images[public], gain, np.random.default_rng(0)), classifier.side)
            if rule:
                faces = np.stack([brighten(f, dict(zip(("below", "target", "most"), rule))) for f in faces])
            cells.append(f"{(classifier.logits(faces).argmax(1) == labels[public]).mean():.4f}")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
