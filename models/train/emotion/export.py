"""Writes a calibrated network as an ONNX file, and, with --ship, makes it the product's.

    python -m emotion.export --data FILE.npz --run NAME [--storage int8] [--ship] [--models DIR]

Stores the weights in every way there is, and takes the smallest whose accuracy on the public test is as good as that
of 32-bit floats, within a quarter of a point; --storage decides otherwise. Torch, ONNX Runtime and, where its package
is installed, tract must agree on the file within 1e-4. ../runs/NAME gets `emotion.onnx`, `entry.json`, which is its
entry for a manifest, and `export.json`, what was chosen from; --ship writes the file and the entry to ../../models.
"""

import argparse
import hashlib
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from emotion.augment import brighten, normalise
from emotion.data import EMOTIONS, PUBLIC, SIDE, load
from emotion.figures import accuracy, average_recall, first
from emotion.folding import STORAGE, fold, store
from emotion.networks import cost
from emotion.onnx_file import build
from emotion.runs import RUNS, best, read_json, write_json
from pipeline import MODELS, Classifier

AGREEMENT = 1e-4
# What storing the weights smaller may cost on the public test.
STORAGE_SPARE = 0.0025
# How many pictures are asked of every runtime.
ASKED = 24
CROP = 1.15
NAMES = {
    "student": "residual net 16-32-64-128",
    "assistant": "residual net 32-64-128-256",
    "teacher": "residual net 48-96-192-384",
    "article": "Conv 32-64-128, dense 256",
}


@torch.no_grad()
def torch_logits(folded, faces, batch=256):
    """N × 14 for N grey faces, 0 to 255."""
    return np.concatenate(
        [
            folded(normalise(torch.as_tensor(faces[start : start + batch]).float()[:, None])).numpy()
            for start in range(0, len(faces), batch)
        ]
    )


def tract_logits(data, faces):
    """What tract, the product's runtime, says; none where its Python package is not installed."""
    try:
        import tract
    except ImportError:
        return None
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        file.write(data)
        file.flush()
        model = tract.onnx().load(file.name)
        model.set_input_fact(0, f"1,1,{SIDE},{SIDE},f32")
        network = model.into_model().into_runnable()
    x = normalise(torch.as_tensor(faces).float()).numpy()
    return np.concatenate([network.run([face[None, None]])[0].to_numpy() for face in x])


def check(data, entry, folder, folded, faces):
    """The largest difference of each runtime to torch with the same weights; ends the program above AGREEMENT."""
    expected = torch_logits(folded, faces)
    answers = {"ONNX Runtime": Classifier(entry, folder).answers(faces), "tract": tract_logits(data, faces)}
    found = {name: float(np.abs(logits - expected).max()) for name, logits in answers.items() if logits is not None}
    if wrong := [f"{name} by {value:.1e}" for name, value in found.items() if not value <= AGREEMENT]:
        sys.exit(f"the file and the network it was made from differ: {', '.join(wrong)}")
    return found


def entry_of(data, calibration):
    """The file's entry for a manifest."""
    trained = f"trained by models/train on FER-2013 and FER+, seed {calibration['seed']}, epoch {calibration['epoch']}"
    return {
        "file": "emotion.onnx",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "name": NAMES[calibration["architecture"]],
        "source": trained,
        "run": calibration["run"],
        "licence": "MIT OR Apache-2.0",
        "input": [1, 1, SIDE, SIDE],
        "output": [1, 2 * len(EMOTIONS)],
        "labels": list(EMOTIONS),
        "scale": 1 / 127.5,
        "offset": -1.0,
        "temperature": calibration["temperature"],
        "votes_temperature": calibration["votes_temperature"],
        "votes_share": calibration.get("votes_share", 0.0),
        "unsure_below": calibration["unsure_below"],
        "crop": CROP,
        "brightness": calibration["brightness"],
    }


def manifest_text(entry, plan):
    """The [emotion] part of MANIFEST.toml; `plan` is its line on the compiled plan, which `make plans` renews."""
    quoted = ", ".join(f'"{label}"' for label in entry["labels"])
    rule = "\n".join(f"{name} = {value}" for name, value in entry["brightness"].items())
    facts = "\n".join(f'{name} = "{entry[name]}"' for name in ("name", "source", "run", "licence") if name in entry)
    twice = "votes_temperature" in entry
    answers = (
        "# Logits of two answers: which label FER-2013 has, and what FER+'s voters say. The softmax over logits /"
        " temperature\n# gives probabilities."
        if twice
        else "# Logits of FER-2013's label. The softmax over logits / temperature gives probabilities."
    )
    votes = f"\nvotes_temperature = {entry['votes_temperature']}" if twice else ""
    share = f"votes_share = {entry['votes_share']}\n" if twice else ""
    return f"""[emotion]
file = "{entry["file"]}"
sha256 = "{entry["sha256"]}"
bytes = {entry["bytes"]}
{plan}
{facts}
input = {entry["input"]}
{answers}
output = {entry["output"]}
labels = [{quoted}]
# pixel = grey * scale + offset, grey from 0 to 255
scale = {entry["scale"]}
offset = {entry["offset"]}
# Fitted on FER-2013's public test by `python -m emotion.calibrate`, in models/train.
temperature = {entry["temperature"]}{votes}
# Chosen there too: the share of the second answer in what is shown and felt, and the least probability of the likeliest
# emotion in it for that to be named.
{share}unsure_below = {entry["unsure_below"]}
# Side of the square around a face, in longer sides of its box.
crop = {entry["crop"]}

# A face whose mean brightness is below `below` is scaled to the mean `target`, at most `most` times.
[emotion.brightness]
{rule}
"""


def ship(data, entry, models):
    """Puts the file and its entry into the folder `models`."""
    manifest = models / "MANIFEST.toml"
    text = manifest.read_text()
    head, found, tail = text.partition("[emotion]")
    if not found or re.search(r"^\[(?!emotion)", text[len(head) :], re.MULTILINE):
        sys.exit(f"{manifest}: [emotion] must be there, and last")
    plan = re.search(r"^plan = .*$", tail, re.MULTILINE)
    if not plan:
        sys.exit(f"{manifest}: [emotion] must have a line on its plan")
    (models / entry["file"]).write_bytes(data)
    manifest.write_text(head + manifest_text(entry, plan[0]))
    print(f"{models / entry['file']}, {manifest}; run `make plans`")


def variants(folded, calibration, faces, labels):
    """[(storage, folded network with these weights, file, entry, row of the table)], the smallest file first."""
    lifted = brighten(torch.as_tensor(faces).float()[:, None], calibration["brightness"])[:, 0].numpy()
    exact, rows = torch_logits(folded, lifted), []
    for storage in STORAGE:
        network, kept = store(folded, storage)
        logits = torch_logits(network, lifted)
        # Rounding shifts every logit a little on average: the last bias takes it back.
        shift = (exact - logits).mean(0)
        network.head.bias.data += torch.from_numpy(shift)
        logits += shift
        data = build(network, kept).SerializeToString()
        facts = {
            "storage": storage,
            "bytes": len(data),
            "accuracy": accuracy(first(logits), labels),
            "average_recall": average_recall(first(logits), labels),
            "same": float((first(logits).argmax(1) == first(exact).argmax(1)).mean()),
        }
        rows.append((storage, network, data, entry_of(data, calibration), facts))
    return sorted(rows, key=lambda row: len(row[2]))


def choose(rows, storage):
    if storage != "auto":
        return next(row for row in rows if row[0] == storage)
    whole = next(row[4]["accuracy"] for row in rows if row[0] == "float32")
    return next(row for row in rows if row[4]["accuracy"] >= whole - STORAGE_SPARE)


def export(data, run, storage):
    """(file, entry): everything of a run that is not yet shipped."""
    calibration, network = read_json(run, "calibration.json", f"calibrate --run {run}"), best(run)
    if calibration["architecture"] != network.architecture:
        told = f"{RUNS / run / 'calibration.json'} is of the architecture {calibration['architecture']}"
        sys.exit(f"{told}, best.pt of {network.architecture}")
    public = load(data)[PUBLIC]
    folded = fold(network, calibration["blend"], calibration["bias"])
    rows = variants(folded, calibration, public.images, public.labels)
    chosen = choose(rows, storage)
    print("| weights | bytes | accuracy | average recall | named as with float32 | |\n|---|---|---|---|---|---|")
    for row in rows:
        facts = row[4]
        shares = " | ".join(f"{facts[name]:.4f}" for name in ("accuracy", "average_recall", "same"))
        print(f"| {facts['storage']} | {facts['bytes']:,} | {shares} | {'chosen' if row is chosen else ''} |")
    _, network_in_file, file, entry, facts = chosen
    (RUNS / run / entry["file"]).write_bytes(file)
    differences = check(file, entry, RUNS / run, network_in_file, public.images[:ASKED])
    print("differences to torch:", ", ".join(f"{name} {value:.1e}" for name, value in differences.items()))
    parameters, operations = cost(network)
    write_json(run, "entry.json", entry)
    write_json(
        run,
        "export.json",
        {
            "storage": facts["storage"],
            "variants": [row[4] for row in rows],
            "differences": differences,
            "parameters": parameters,
            "operations": operations,
        },
    )
    return file, entry


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="FER-2013 with FER+ votes, as .npz")
    parser.add_argument("--run", required=True, help="name of the run, a folder in runs/")
    parser.add_argument("--storage", choices=["auto", *STORAGE], default="auto", help="how the weights are stored")
    parser.add_argument("--ship", action="store_true", help="make it the product's model")
    parser.add_argument("--models", type=Path, default=MODELS, help="the folder of MANIFEST.toml")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    file, entry = export(options.data, options.run, options.storage)
    if options.ship:
        ship(file, entry, options.models)


if __name__ == "__main__":
    main()
