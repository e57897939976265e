"""The options of a training, and what they are by default."""

import argparse
import sys
from pathlib import Path

import torch


def arguments(given=None):
    parser = argparse.ArgumentParser(description="Trains a network on FER-2013 and FER+, or distils one from teachers.")
    add = parser.add_argument
    add("--data", type=Path, required=True, help="FER-2013 with FER+ votes, as .npz")
    add("--run", required=True, help="name of the run, a folder in runs/")
    add("--architecture", default="student")
    add("--epochs", type=int, default=80)
    add("--sides", default="32:0.5,40:0.7,48:1", help="picture side up to which share of the epochs")
    add("--batch", type=int, default=64)
    add("--rate", type=float, default=0.05, help="highest learning rate")
    add("--decay", type=float, default=5e-4, help="weight decay")
    add("--dropout", type=float, default=0.1)
    add("--votes", type=float, default=0.15, help="share of FER+'s distribution in the target of the first head")
    add("--second", type=float, default=0.6, help="weight of the second head's loss")
    add("--smoothing", type=float, default=0.03)
    add("--mixup", type=float, default=0.2, help="share of batches in which pictures are mixed in pairs")
    add(
        "--strength",
        type=float,
        default=1.0,
        help="of the augmentation: less for the last epochs, nearer to what is asked later",
    )
    add("--teachers", nargs="*", default=[], help="runs to distil from")
    add("--distil", type=float, default=0.6, help="share of the teachers in the loss")
    add("--heat", type=float, default=2.0, help="temperature of the distillation")
    add("--seed", type=int, default=0)
    add("--threads", type=int, default=0, help="0: as many as there are cores")
    add("--start-from", metavar="RUN", help="begin with the best weights of this run, of the same architecture")
    add("--bfloat16", action="store_true", help="convolutions in bfloat16: for processors with AMX, and CUDA")
    add("--compile", action="store_true", help="let torch compile the network")
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args(given)


def phases(text):
    """[(side, share of the epochs up to which)] from "32:0.5,48:1"."""
    pairs = [(int(side), float(until)) for side, until in (part.split(":") for part in text.split(","))]
    if not pairs or pairs[-1][1] != 1 or any(side % 8 for side, _ in pairs):
        sys.exit(f"--sides {text}: sides are multiples of 8 and the last share is 1")
    return pairs
