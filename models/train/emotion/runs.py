"""The folder of the training runs: where it is, and what is read from it."""

import csv
import json
import os
import sys
from pathlib import Path

import torch

from emotion.networks import Network

# FEELHARMONIC_RUNS=DIR for another place.
RUNS = Path(os.environ.get("FEELHARMONIC_RUNS") or Path(__file__).parent.parent / "runs")


def load_checkpoint(path, device="cpu"):
    """What torch saved at `path`, or the end of the program with what is wrong."""
    try:
        kept = torch.load(path, map_location=device, weights_only=True)
        kept["architecture"], kept["weights"]
    except Exception as error:  # torch has no common class for what a damaged file raises
        sys.exit(f"{path} can't be read: {str(error).splitlines()[0] if str(error) else type(error).__name__}")
    return kept


def best(run, device="cpu", architecture=None):
    """The best network of a run, ready to be asked. `architecture`: end with its name if it is another."""
    path = RUNS / run / "best.pt"
    if not path.exists():
        sys.exit(f"{path} is not there: the run {run} has not finished an epoch")
    kept = load_checkpoint(path, device)
    if architecture and kept["architecture"] != architecture:
        sys.exit(f"{path} is of the architecture {kept['architecture']}, not {architecture}")
    try:
        network = Network(kept["architecture"]).to(device)
        network.load_state_dict(kept["weights"])
    except (ValueError, RuntimeError) as error:
        sys.exit(f"{path} does not fit the architecture {kept['architecture']} of today: {str(error).splitlines()[0]}")
    return network.eval()


def best_epoch(run):
    return load_checkpoint(RUNS / run / "best.pt").get("epoch")


def log(run):
    """The lines of the run's log.csv, as dictionaries of text."""
    path = RUNS / run / "log.csv"
    if not path.exists():
        return []
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def commands(run):
    """The options of every time the run was started or went on."""
    path = RUNS / run / "commands.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def names():
    """Every run there is, by name."""
    return sorted(path.parent.name for path in RUNS.glob("*/commands.jsonl"))


def read_json(run, file, made_by):
    """`file` of a run, or the end of the program with the command that makes it."""
    path = RUNS / run / file
    if not path.exists():
        sys.exit(f"{path} is not there: python -m emotion.{made_by} makes it")
    return json.loads(path.read_text())


def write_json(run, file, value):
    path = RUNS / run / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + "\n")
    return path
