"""FER-2013 with the votes of FER+: read, checked, cleaned, and turned into targets.

    python -m emotion.prepare --data FILE.npz

FILE holds `img` (N, 48, 48) u8, `label` (N,) in FER-2013's official order, `split` (N,) with 0 training, 1 public
test, 2 private test, and, for training, `ferplus_votes` (N, 10) with its `ferplus_cols`.
"""

import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SIDE = 48
EMOTIONS = ("angry", "disgusted", "fearful", "happy", "sad", "surprised", "neutral")
TRAINING, PUBLIC, PRIVATE = 0, 1, 2
SPLITS = {TRAINING: "training", PUBLIC: "public test", PRIVATE: "private test"}
# FER+'s words for our seven. It has an eighth, contempt, which is nearest to disgust; "unknown" and "not a face"
# are no emotion and are left out.
FERPLUS = {
    "anger": 0,
    "disgust": 1,
    "contempt": 1,
    "fear": 2,
    "happiness": 3,
    "sadness": 4,
    "surprise": 5,
    "neutral": 6,
}


@dataclass(frozen=True)
class Faces:
    """Pictures of one split, in the file's order."""

    images: np.ndarray  # N × 48 × 48, u8
    labels: np.ndarray  # N, FER-2013's label
    votes: np.ndarray  # N × 7, FER+ votes for the seven emotions; all zero where FER+ has none
    voters: np.ndarray  # N, FER+ votes in all, those for "unknown" and "not a face" included
    rows: np.ndarray  # N, index in the file

    def __len__(self):
        return len(self.images)

    def take(self, keep):
        return Faces(self.images[keep], self.labels[keep], self.votes[keep], self.voters[keep], self.rows[keep])

    def majority(self):
        """FER+'s emotion where one has more than half of all votes, else −1."""
        return np.where(self.votes.max(1) * 2 > self.voters, self.votes.argmax(1), -1)


def fail(path, what):
    sys.exit(f"{path}: {what}")


def load(path: Path) -> dict[int, Faces]:
    """The three splits, or the end of the program with what is wrong with the file."""
    try:
        with np.load(path) as file:
            data = {name: file[name] for name in file.files}
    except (OSError, ValueError, EOFError, AttributeError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        fail(path, f"can't be read as .npz: {error}")
    if missing := {"img", "label", "split"} - set(data):
        fail(path, f"lacks {', '.join(sorted(missing))}")
    images, labels, split = data["img"], data["label"], data["split"]
    if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (SIDE, SIDE):
        fail(path, f"img is {images.dtype} {images.shape}, not uint8 (N, {SIDE}, {SIDE})")
    if labels.shape != (len(images),) or split.shape != (len(images),):
        fail(path, f"label {labels.shape} and split {split.shape} don't fit {len(images)} images")
    if not (np.issubdtype(labels.dtype, np.integer) and np.issubdtype(split.dtype, np.integer)):
        fail(path, f"label is {labels.dtype} and split {split.dtype}; both must be whole numbers")
    if unknown := sorted(set(np.unique(labels).tolist()) - set(range(len(EMOTIONS)))):
        fail(path, f"holds unknown labels {unknown}; 0 to 6 are known")
    if unknown := sorted(set(np.unique(split).tolist()) - set(SPLITS)):
        known = ", ".join(f"{value} {name}" for value, name in SPLITS.items())
        fail(path, f"holds unknown splits {unknown}; {known} are known")
    if absent := [f"{name} ({value})" for value, name in SPLITS.items() if not (split == value).any()]:
        fail(path, f"lacks the split {', '.join(absent)}")
    votes, voters = seven_votes(path, data, len(images))
    everything = Faces(images, labels.astype(np.int64), votes, voters, np.arange(len(images)))
    return {value: everything.take(split == value) for value in SPLITS}


def seven_votes(path, data, count):
    """N × 7 votes out of FER+'s ten columns, and how many there were in all."""
    votes = np.zeros((count, len(EMOTIONS)), np.float32)
    if "ferplus_votes" not in data:
        return votes, np.zeros(count, np.float32)
    columns = [str(name).lower() for name in data.get("ferplus_cols", ())]
    if data["ferplus_votes"].shape != (count, len(columns)) or not set(FERPLUS) <= set(columns):
        fail(path, f"ferplus_votes {data['ferplus_votes'].shape} don't fit the columns {columns}")
    for name, emotion in FERPLUS.items():
        votes[:, emotion] += data["ferplus_votes"][:, columns.index(name)]
    return votes, data["ferplus_votes"].sum(1).astype(np.float32)


def keys(images):
    """Something equal for equal pictures only."""
    return [image.tobytes() for image in images]


def copies(faces: Faces, other: Faces):
    """Which of `faces` have an exact copy in `other`."""
    known = set(keys(other.images))
    return np.array([key in known for key in keys(faces.images)])


def clean(splits) -> tuple[Faces, dict[str, int]]:
    """The training split without constant pictures, without copies of test pictures, each picture once."""
    training = splits[TRAINING]
    constant = training.images.reshape(len(training), -1).std(1) == 0
    copied = copies(training, splits[PUBLIC]) | copies(training, splits[PRIVATE])
    seen, repeated = {}, np.zeros(len(training), bool)
    for at, key in enumerate(keys(training.images)):
        if key in seen:
            repeated[at] = True
        seen.setdefault(key, at)
    kept = ~(constant | copied | repeated)
    counts = {
        "all": len(training),
        "constant": int(constant.sum()),
        "copies of test pictures": int((copied & ~constant).sum()),
        "repeated": int((repeated & ~copied & ~constant).sum()),
        "kept": int(kept.sum()),
    }
    return training.take(kept), counts
