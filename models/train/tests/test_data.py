"""The data file: what is read, what is left out, and what is said of a bad one."""

import numpy as np
import pytest
from conftest import made_up_faces

from emotion.data import PRIVATE, PUBLIC, SPLITS, TRAINING, clean, copies, load
from emotion.prepare import report
from emotion.train import targets


def test_cleaning_removes_constant_pictures_copies_of_test_pictures_and_repeats(data_file):
    faces = made_up_faces()
    images = faces["img"].copy()
    images[0] = 0
    images[1] = images[faces["split"] == PUBLIC][3]
    images[2] = images[faces["split"] == PRIVATE][5]
    images[3] = images[4]
    splits = load(data_file(img=images))
    kept, counts = clean(splits)
    assert counts == {"all": 70, "constant": 1, "copies of test pictures": 2, "repeated": 1, "kept": 66}
    assert not copies(kept, splits[PUBLIC]).any()
    assert not copies(kept, splits[PRIVATE]).any()
    assert len({image.tobytes() for image in kept.images}) == len(kept)


def test_the_report_counts_every_split(data_file):
    text = "\n".join(report(load(data_file())))
    for name in SPLITS.values():
        assert f"| {name} | 70 | 10 | 10 | 10 | 10 | 10 | 10 | 10 | 70 |" in text


def test_targets_are_distributions_and_faces_without_votes_weigh_nothing(data_file):
    faces = made_up_faces()
    faces["ferplus_votes"][:5] = 0
    training = load(data_file(ferplus_votes=faces["ferplus_votes"]))[TRAINING]
    label, votes, known = targets(training, 0.15, 0.03)
    assert np.allclose(label.sum(1), 1, atol=1e-6)
    assert np.allclose(votes.sum(1), 1, atol=1e-6)
    assert known[:5].sum() == 0
    assert known[5:].min() == 1
    assert (label.argmax(1).numpy() == training.labels).all()


def test_a_majority_needs_more_than_half_of_all_votes(data_file):
    faces = made_up_faces()
    faces["ferplus_votes"][0] = [0, 5, 0, 0, 0, 0, 0, 0, 5, 0]
    training = load(data_file(ferplus_votes=faces["ferplus_votes"]))[TRAINING]
    assert training.majority()[0] == -1
    assert (training.majority()[1:] == training.labels[1:]).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"img": np.zeros((210, 47, 48), np.uint8)}, r"not uint8 \(N, 48, 48\)"),
        ({"img": np.zeros((210, 48, 48), np.float32)}, "img is float32"),
        ({"label": np.zeros(9, np.uint8)}, r"label \(9,\) and split \(210,\) don't fit 210 images"),
        ({"label": np.full(210, 7, np.uint8)}, r"unknown labels \[7\]"),
        ({"label": np.full(210, 0.5)}, "must be whole numbers"),
        ({"label": None}, "lacks label"),
        ({"split": np.repeat([0, 1], 105)}, r"lacks the split private test \(2\)"),
        ({"split": np.tile([0, 1, 2, 3, 4, 0], 35)}, r"unknown splits \[3, 4\]"),
        ({"ferplus_cols": np.array(["anger"])}, "don't fit the columns"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong(data_file, change, message):
    with pytest.raises(SystemExit, match=message):
        load(data_file(**change))


@pytest.mark.parametrize("content", [b"", b"hello", "half", "array"])
def test_what_is_no_data_file_is_refused(data_file, tmp_path, content):
    path = tmp_path / "bad.npz"
    if content == "half":
        whole = data_file().read_bytes()
        content = whole[: len(whole) // 2]
    if content == "array":
        np.save(tmp_path / "bad.npy", np.zeros(3))
        path = tmp_path / "bad.npy"
    else:
        path.write_bytes(content)
    with pytest.raises(SystemExit, match=r"can't be read as \.npz"):
        load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"nowhere\.npz"):
        load(tmp_path / "nowhere.npz")


def test_the_real_file_is_fer_2013(real_data):
    splits = load(real_data)
    assert [len(splits[value]) for value in SPLITS] == [28709, 3589, 3589]
    assert clean(splits)[1] == {
        "all": 28709,
        "constant": 11,
        "copies of test pictures": 692,
        "repeated": 1064,
        "kept": 26942,
    }
