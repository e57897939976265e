"""Draws the curves of training runs.

    python -m emotion.curves RUN …

Writes ../runs/RUN/curves.png for each: loss and learning rate, and accuracy on the public test, over the epochs.
"""

import argparse
import sys
from itertools import pairwise

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from emotion.runs import RUNS, log


def draw(run):
    rows = log(run)
    if not rows:
        sys.exit(f"{RUNS / run / 'log.csv'} is not there or empty: the run {run} has not finished an epoch")
    epochs = [int(row["epoch"]) for row in rows]
    column = {name: [float(row[name]) for row in rows] for name in ("loss", "rate", "public", "public_ferplus", "side")}
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4))
    left.plot(epochs, column["loss"], color="#364fc7")
    left.set(title=f"{run}: training loss", xlabel="epoch")
    rate = left.twinx()
    rate.plot(epochs, column["rate"], color="#adb5bd", linestyle="--")
    rate.set_ylabel("learning rate, dashed")
    right.plot(epochs, column["public"], label="FER-2013 label", color="#364fc7")
    right.plot(epochs, column["public_ferplus"], label="FER+ majority", color="#2b8a3e")
    for (before, after), epoch in zip(pairwise(column["side"]), epochs[1:], strict=True):
        if before != after:
            right.axvline(epoch, color="#adb5bd", linewidth=0.8)
            right.annotate(f"{after:.0f} px", (epoch, right.get_ylim()[0]), fontsize=8, rotation=90, va="bottom")
    right.set(title="accuracy on the public test, averaged weights", xlabel="epoch")
    right.legend(loc="lower right")
    figure.tight_layout()
    path = RUNS / run / "curves.png"
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+", metavar="RUN")
    for run in parser.parse_args().runs:
        print(draw(run))


if __name__ == "__main__":
    main()
