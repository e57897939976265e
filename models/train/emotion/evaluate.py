"""Measures the product's emotion model, and those it is compared with, and writes the model card.

    python -m emotion.evaluate --data FILE.npz [--models DIR] [--compare NAME …] [--bench FILE.json]

The product's model is the one of MANIFEST.toml; to compare with are folders of ../runs that hold an exported file:
by default `mini-xception` (from convert_mini_xception.py) and `article`. Writes MODEL_CARD.md and reliability.svg
beside the manifest. What was measured of a file is kept in ../runs/figures, and asked again only when the file or its
entry is another. The private test is looked at here, and nowhere else.
"""

import argparse
import hashlib
import json
import time
import tomllib
from pathlib import Path

import numpy as np
import onnx
from tqdm import tqdm

from emotion.card import card
from emotion.data import EMOTIONS, PRIVATE, PUBLIC, TRAINING, copies, load
from emotion.diagram import reliability_svg
from emotion.disturb import DISTURBANCES, disturbed
from emotion.figures import (
    accuracy,
    agreement,
    average_recall,
    blended,
    calibration_error,
    confusion,
    first,
    recalls,
    reliability,
    risk_coverage,
    votes,
    wronged,
)
from emotion.runs import RUNS
from pipeline import MODELS, Classifier, area_resize, brighten, softmax

COMPARED = ("mini-xception", "article")
BENCH = Path(__file__).parents[3] / "tests/e2e/out/bench.json"
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
# Of what is measured; another number makes everything be measured anew.
FORMAT = 3


def multiply_adds(path, side):
    """(numbers among the weights, multiply–adds a picture) of an ONNX file with one static input."""
    model = onnx.shape_inference.infer_shapes(onnx.load(path))
    shape = {
        value.name: [d.dim_value for d in value.type.tensor_type.shape.dim]
        for value in (*model.graph.value_info, *model.graph.input, *model.graph.output)
    }
    shape |= {tensor.name: list(tensor.dims) for tensor in model.graph.initializer}
    parameters = operations = 0
    for node in model.graph.node:
        if node.op_type in ("Conv", "Gemm"):
            weights = int(np.prod(shape[node.input[1]]))
            parameters += weights + (int(np.prod(shape[node.input[2]])) if len(node.input) > 2 else 0)
            operations += weights * (int(np.prod(shape[node.output[0]][2:])) if node.op_type == "Conv" else 1)
    return parameters, operations


def resized(images, side):
    """N × 48 × 48 at the network's size, with the product's filter."""
    if images.shape[1] == side:
        return images.astype(np.float32)
    return area_resize(images.transpose(1, 2, 0).astype(float), side, side).transpose(2, 0, 1).astype(np.float32)


def both_answers(classifier, images):
    """Answers without and with the rule for dark faces; only what the rule changes is asked twice."""
    faces, rule = resized(images, classifier.side), classifier.facts["brightness"]
    plain = classifier.answers(faces)
    dark = faces.mean((1, 2)) < rule["below"]
    lifted = plain.copy()
    if dark.any():
        lifted[dark] = classifier.answers(np.stack([brighten(face, rule) for face in faces[dark]]))
    return plain, lifted


def judged(answers, faces, facts):
    logits = first(answers)
    raw, scaled = softmax(logits), softmax(logits / facts["temperature"])
    return {
        "pictures": len(faces),
        "accuracy": accuracy(logits, faces.labels),
        "average_recall": average_recall(logits, faces.labels),
        "ferplus": agreement(votes(answers), faces.majority()),
        "ferplus_first": agreement(logits, faces.majority()),
        "ece_raw": calibration_error(raw, faces.labels),
        "ece": calibration_error(scaled, faces.labels),
    }


def reading(answers, facts):
    """What the product shows and feels: both answers in one."""
    of_votes = softmax(votes(answers) / facts.get("votes_temperature", facts["temperature"]))
    return blended(softmax(first(answers) / facts["temperature"]), of_votes, facts.get("votes_share", 0.0))


def shown(answers, faces, facts):
    """The figures of what the product shows, and of the first answer where they compare."""
    scores, majority = reading(answers, facts), faces.majority()
    label = softmax(first(answers) / facts["temperature"])
    return {
        "accuracy": accuracy(scores, faces.labels),
        "average_recall": average_recall(scores, faces.labels),
        "ferplus": agreement(scores, majority),
        "ece": calibration_error(scores, faces.labels),
        "wronged": wronged(scores, majority),
        "wronged_first": wronged(label, majority),
        "wronged_named": wronged(scores, majority, facts["unsure_below"]),
        "confusion": confusion(scores, faces.labels).tolist(),
    }


def covered(answers, faces, facts):
    """What is named from each threshold on, as the product does it."""
    scores = reading(answers, facts)
    return risk_coverage(scores, scores.max(1), faces, sorted({*THRESHOLDS, facts["unsure_below"]}))


def measure(folder, facts, splits):
    """Everything the card says of one file."""
    classifier = Classifier(facts, folder)
    parameters, operations = multiply_adds(folder / facts["file"], classifier.side)
    found = {"facts": facts, "parameters": parameters, "operations": operations, "splits": {}, "robustness": []}
    for name, value in (("public", PUBLIC), ("private", PRIVATE)):
        faces = splits[value]
        answers = both_answers(classifier, faces.images)[1]
        alone = ~copies(faces, splits[TRAINING])
        found["splits"][name] = judged(answers, faces, facts)
        found["splits"][f"{name}, without copies"] = judged(answers[alone], faces.take(alone), facts)
        found[f"{name}_coverage"] = covered(answers, faces, facts)
        found[f"{name}_shown"] = shown(answers, faces, facts)
    logits = first(answers)
    found["confusion"] = confusion(logits, faces.labels).tolist()
    found["recalls"] = recalls(logits, faces.labels).tolist()
    found["reliability"] = [reliability(softmax(logits / t), faces.labels) for t in (1.0, facts["temperature"])]
    for name in tqdm(DISTURBANCES, desc=facts["name"], disable=None):
        plain, lifted = both_answers(classifier, disturbed(name, faces.images))
        found["robustness"].append((name, accuracy(first(plain), faces.labels), accuracy(first(lifted), faces.labels)))
    return found


def figures(folder, facts, splits, data_sum):
    """What `measure` finds, from the last time if nothing has changed."""
    file = (folder / facts["file"]).read_bytes()
    key = hashlib.sha256(file + json.dumps([facts, data_sum, FORMAT], sort_keys=True).encode()).hexdigest()[:16]
    path = RUNS / "figures" / f"{key}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(measure(folder, facts, splits)))
    return json.loads(path.read_text())


def milliseconds(path, facts):
    """What tests/e2e/bench.mjs measured of this file in Chromium; none if it did not."""
    if not path.exists():
        return None
    return json.loads(path.read_text()).get(facts["sha256"])


def data_facts(splits):
    """What the card says of the data."""
    training = splits[TRAINING]
    majority = training.majority()
    clear = majority >= 0
    rarest = int(np.bincount(training.labels, minlength=len(EMOTIONS)).argmin())
    return {
        "agree": float((training.labels == majority)[clear].mean()) if clear.any() else float("nan"),
        "rarest": EMOTIONS[rarest],
        "rarest_pictures": int((training.labels == rarest).sum()),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="FER-2013 with FER+ votes, as .npz")
    parser.add_argument("--models", type=Path, default=MODELS, help="the folder of MANIFEST.toml")
    parser.add_argument(
        "--compare", nargs="*", default=COMPARED, metavar="NAME", help="folders of runs/ to compare with"
    )
    parser.add_argument("--bench", type=Path, default=BENCH, help="what `make bench` wrote")
    options = parser.parse_args()
    started = time.monotonic()
    splits = load(options.data)
    data_sum = hashlib.sha256(options.data.read_bytes()).hexdigest()
    shipped = tomllib.loads((options.models / "MANIFEST.toml").read_text())["emotion"]
    measured = [figures(options.models, shipped, splits, data_sum)]
    for name in options.compare:
        entry = RUNS / name / "entry.json"
        if entry.exists():
            measured.append(figures(entry.parent, json.loads(entry.read_text()), splits, data_sum))
        else:
            print(f"{entry} is not there: the card does without {name}")
    for row in measured:
        row["chromium"] = milliseconds(options.bench, row["facts"])
    (options.models / "reliability.svg").write_text(
        reliability_svg(*measured[0]["reliability"], "Reliability, private test")
    )
    (options.models / "MODEL_CARD.md").write_text(card(measured, data_facts(splits)))
    print(
        f"{options.models / 'MODEL_CARD.md'}, {options.models / 'reliability.svg'}: {time.monotonic() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
