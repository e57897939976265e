"""Checks the data file, and prints what training leaves out of it and what is left.

    python -m emotion.prepare --data FILE.npz [--pictures]

Writes nothing, but with --pictures, a sheet of pictures of each emotion to ../runs/prepare/.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from emotion.data import EMOTIONS, PRIVATE, PUBLIC, SIDE, SPLITS, TRAINING, clean, copies, load
from emotion.runs import RUNS

# Pictures of each emotion on the sheet.
COLUMNS = 20


def counts_row(name, faces):
    counts = np.bincount(faces.labels, minlength=len(EMOTIONS))
    clear = int((faces.majority() >= 0).sum())
    return f"| {name} | {len(faces):,} | {' | '.join(f'{count:,}' for count in counts)} | {clear:,} |"


def report(splits):
    """The lines of the report."""
    kept, removed = clean(splits)
    lines = [
        "| training pictures | |",
        "|---|---|",
        *(f"| {name} | {count:,} |" for name, count in removed.items()),
        "",
        f"| split | all | {' | '.join(EMOTIONS)} | with a FER+ majority |",
        f"|---|{'---|' * (len(EMOTIONS) + 2)}",
        *(counts_row(name, splits[value]) for value, name in SPLITS.items()),
        counts_row("training, kept", kept),
        "",
        *(
            f"{SPLITS[value]}: {int(copies(splits[value], splits[TRAINING]).sum())} of {len(splits[value]):,} pictures"
            " have an exact copy in training"
            for value in (PUBLIC, PRIVATE)
        ),
    ]
    both = splits[TRAINING].majority()
    clear = both >= 0
    if clear.any():
        agree = (splits[TRAINING].labels == both)[clear].mean()
        lines.append(f"FER-2013's label is FER+'s majority on {agree:.1%} of the training pictures that have one")
    return lines


def sheet(faces):
    """A row of pictures of each emotion, the first in the file."""
    canvas = np.zeros((len(EMOTIONS) * SIDE, COLUMNS * SIDE), np.uint8)
    for emotion in range(len(EMOTIONS)):
        for column, image in enumerate(faces.images[faces.labels == emotion][:COLUMNS]):
            canvas[emotion * SIDE : (emotion + 1) * SIDE, column * SIDE : (column + 1) * SIDE] = image
    return Image.fromarray(canvas)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="FER-2013 with FER+ votes, as .npz")
    parser.add_argument(
        "--pictures", action="store_true", help="write a sheet of pictures to runs/prepare/ (never commit it)"
    )
    options = parser.parse_args()
    splits = load(options.data)
    print("\n".join(report(splits)))
    if options.pictures:
        path = RUNS / "prepare" / "faces.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet(clean(splits)[0]).save(path)
        print(f"\n{path}")


if __name__ == "__main__":
    main()
