"""What the tests share: a folder of runs of their own, and a little data file of made-up faces."""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
# Before anything of `emotion` is imported: it reads the folder once.
os.environ["FEELHARMONIC_RUNS"] = tempfile.mkdtemp(prefix="feelharmonic-runs-")

COLUMNS = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "NF")
# FER+'s column for each of our seven.
COLUMN_OF = (4, 5, 6, 1, 3, 2, 0)


def pytest_addoption(parser):
    parser.addoption("--data", type=Path, help="FER-2013 with FER+ votes, as .npz, for the tests that need it")


@pytest.fixture(scope="session")
def real_data(request):
    path = request.config.getoption("--data")
    if path is None:
        pytest.skip("needs --data FILE.npz")
    return path


def made_up_faces(each=10, seed=0):
    """What a data file holds: of each split and emotion, `each` pictures with a bar where the emotion says."""
    rng = np.random.default_rng(seed)
    labels = np.tile(np.repeat(np.arange(7), each), 3).astype(np.uint8)
    split = np.repeat(np.arange(3), 7 * each).astype(np.uint8)
    images = rng.integers(60, 160, (len(labels), 48, 48))
    for at, label in enumerate(labels):
        images[at, 6 * label : 6 * label + 6] += 80
    votes = np.zeros((len(labels), 10), np.uint8)
    votes[np.arange(len(labels)), np.array(COLUMN_OF)[labels]] = 8
    votes[:, 8] = 2
    return {
        "img": images.astype(np.uint8),
        "label": labels,
        "split": split,
        "ferplus_votes": votes,
        "ferplus_cols": np.array(COLUMNS),
    }


@pytest.fixture
def data_file(tmp_path):
    """Writes a data file; keywords take the place of its arrays, None leaves one out."""

    def write(name="faces.npz", each=10, **other):
        arrays = made_up_faces(each) | other
        np.savez(tmp_path / name, **{key: value for key, value in arrays.items() if value is not None})
        return tmp_path / name

    return write
