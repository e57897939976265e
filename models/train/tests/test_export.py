"""From a finished run to the product's file and the model card, on made-up faces."""

import json
import sys
import tomllib

import numpy as np
import pytest
import torch

from emotion import calibrate, evaluate, export
from emotion.data import Faces
from emotion.figures import (
    accuracy,
    blended,
    calibration_error,
    first,
    fit_temperature,
    recalls,
    risk_coverage,
    wronged,
)
from emotion.figures import votes as second
from emotion.folding import STORAGE, fold, rounded, store
from emotion.networks import Network
from emotion.onnx_file import build
from emotion.runs import RUNS
from pipeline import MODELS, softmax

BIAS = [0.1 * k for k in range(7)]


def trained_looking(architecture):
    """A network whose batch norms have seen something."""
    torch.manual_seed(0)
    network = Network(architecture).train()
    with torch.no_grad():
        for _ in range(3):
            network(torch.randn(8, 1, 48, 48) * 2 + 0.3)
    return network.eval()


@pytest.fixture
def faces():
    return np.random.default_rng(0).uniform(0, 255, (3, 48, 48)).astype(np.float32)


@pytest.mark.parametrize("architecture", ["student", "article"])
def test_folding_changes_no_answer(architecture, faces):
    network = trained_looking(architecture)
    x = export.normalise(torch.from_numpy(faces)[:, None])
    with torch.no_grad():
        expected = torch.cat([network.logits(x, 0.3) + torch.tensor(BIAS), network(x)[1]], 1)
    assert np.abs(export.torch_logits(fold(network, 0.3, BIAS), faces) - expected.numpy()).max() < 1e-4


@pytest.mark.parametrize("architecture", ["student", "article"])
@pytest.mark.parametrize("storage", STORAGE)
def test_every_runtime_agrees_on_the_file(architecture, storage, faces, tmp_path):
    network, kept = store(fold(trained_looking(architecture), 0.3, BIAS), storage)
    data = build(network, kept).SerializeToString()
    (tmp_path / "emotion.onnx").write_bytes(data)
    entry = {"file": "emotion.onnx", "input": [1, 1, 48, 48], "scale": 1 / 127.5, "offset": -1.0}
    assert max(export.check(data, entry, tmp_path, network, faces).values()) <= export.AGREEMENT


def test_a_file_that_says_something_else_is_refused(faces, tmp_path):
    network, kept = store(fold(trained_looking("student"), 0, BIAS), "float32")
    data = build(network, kept).SerializeToString()
    (tmp_path / "emotion.onnx").write_bytes(data)
    entry = {"file": "emotion.onnx", "input": [1, 1, 48, 48], "scale": 1 / 100, "offset": -1.0}
    with pytest.raises(SystemExit, match="differ: ONNX Runtime"):
        export.check(data, entry, tmp_path, network, faces)


def test_smaller_numbers_make_a_smaller_file():
    folded = fold(trained_looking("student"), 0, BIAS)
    sizes = [len(build(*store(folded, storage)).SerializeToString()) for storage in STORAGE]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] <= 600_000
    assert sizes[-2] <= 1_600_000


@pytest.mark.parametrize("most", [31, 127])
def test_rounding_is_off_by_half_a_step_at_most_where_nothing_is_cut_off(most):
    weight = np.random.default_rng(0).normal(size=(5, 4, 3, 3)).astype(np.float32)
    whole, scale = rounded(weight, most)
    error = np.abs(whole * scale[:, None, None, None] - weight)
    inside = np.abs(whole) < most
    assert np.abs(whole).max() <= most
    assert (error <= scale[:, None, None, None] * 0.501)[inside].all()


def test_figures_are_what_they_say():
    logits = np.log(np.array([[0.7, 0.1, 0.1, 0.025, 0.025, 0.025, 0.025]] * 10))
    labels = np.array([0] * 7 + [1] * 3)
    assert accuracy(logits, labels) == 0.7
    assert recalls(logits, labels)[:2].tolist() == [1.0, 0.0]
    assert np.isnan(recalls(logits, labels)[2])
    assert calibration_error(softmax(logits), labels) == pytest.approx(0, abs=1e-9)
    assert calibration_error(softmax(logits * 3), labels) > 0.2
    sharp = np.random.default_rng(0).normal(size=(4000, 7)) * 1.5
    drawn = np.array([np.random.default_rng(k).choice(7, p=row) for k, row in enumerate(softmax(sharp))])
    assert fit_temperature(sharp * 2, drawn) == pytest.approx(2, abs=0.15)
    votes = np.zeros((10, 7), int)
    votes[:5, 0], votes[5:8, 2], votes[8:] = 6, 6, 1
    faces = Faces(np.zeros((10, 48, 48), np.uint8), labels, votes, np.full(10, 10), np.arange(10))
    shown = blended(softmax(logits), softmax(np.zeros((10, 7))), 0.5)
    assert shown.max(1) == pytest.approx((0.7 + 1 / 7) / 2)
    assert blended(shown, shown[::-1], 0.0) == pytest.approx(shown)
    (_, named, labelled, voted), (*_, nothing) = risk_coverage(shown, shown.max(1), faces, [0.4, 0.5])
    neutral = np.full(10, 6)
    assert wronged(shown, neutral) == 1.0
    assert wronged(shown, neutral, 0.5) == 0.0
    assert np.isnan(wronged(shown, np.zeros(10, int)))
    assert (named, labelled, voted) == (1.0, pytest.approx(0.7), pytest.approx(5 / 8))
    assert np.isnan(nothing)
    both = np.concatenate([logits, -logits], 1)
    assert (first(both) == logits).all()
    assert (second(both) == -logits).all()
    assert (second(logits) == logits).all()


@pytest.fixture
def finished_run():
    folder = RUNS / "finished"
    folder.mkdir(exist_ok=True)
    torch.save(
        {"architecture": "student", "weights": trained_looking("student").state_dict(), "epoch": 3}, folder / "best.pt"
    )
    row = {
        "from_epoch": 0,
        "run": "finished",
        "seed": 0,
        "epochs": 3,
        "device": "cpu",
        "architecture": "student",
        "rate": 0.1,
        "compile": True,
    }
    rows = [row, row | {"from_epoch": 1}, row | {"from_epoch": 2, "batch": 128}]
    (folder / "commands.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "log.csv").write_text(
        "epoch,side,rate,loss,public,public_ferplus,seconds,cpu_seconds\n3,48,0.1,1.5,0.7,0.8,60,50\n"
    )
    return "finished"


def command(monkeypatch, module, *arguments):
    monkeypatch.setattr(sys, "argv", [module.__name__, *map(str, arguments)])
    module.main()


def test_a_run_becomes_the_products_model_and_its_card(finished_run, data_file, tmp_path, monkeypatch):
    data, models = data_file(each=3), tmp_path / "models"
    models.mkdir()
    (models / "MANIFEST.toml").write_text((MODELS / "MANIFEST.toml").read_text())
    command(monkeypatch, calibrate, "--data", data, "--run", finished_run)
    command(
        monkeypatch, export, "--data", data, "--run", finished_run, "--storage", "int8", "--ship", "--models", models
    )
    manifest = tomllib.loads((models / "MANIFEST.toml").read_text())
    before = tomllib.loads((MODELS / "MANIFEST.toml").read_text())
    assert manifest["detector"] == before["detector"]
    assert manifest["emotion"]["labels"] == before["emotion"]["labels"]
    assert set(before["emotion"]) - set(manifest["emotion"]) <= {"source_sha256"}
    entry = json.loads((RUNS / finished_run / "entry.json").read_text())
    assert manifest["emotion"] == entry | {"plan": before["emotion"]["plan"]}
    assert (models / "emotion.onnx").stat().st_size == entry["bytes"]

    (tmp_path / "bench.json").write_text(json.dumps({entry["sha256"]: {"median": 1.5, "p95": 2.5}}))
    command(
        monkeypatch,
        evaluate,
        "--data",
        data,
        "--models",
        models,
        "--compare",
        finished_run,
        "nobody",
        "--bench",
        tmp_path / "bench.json",
    )
    card = (models / "MODEL_CARD.md").read_text()
    for text in (
        "| accuracy, **private** |",
        "1.5 ms, p95 2.5",
        "`python -m emotion.train --data FILE.npz --run finished --epochs 3 --rate 0.1 --compile`<br>from epoch 3 on: ",
        "--rate 0.1 --compile --batch 128` | 0 | 3 of 3 | cpu |",
        "gain 0.25 with noise",
        "Article 5(1)(f)",
        "window 1.5 times",
    ):
        assert text in card, text
    assert (models / "reliability.svg").read_text().startswith("<svg")
    assert (models / "reliability.svg").stat().st_size < 10_000

    command(monkeypatch, evaluate, "--data", data, "--models", models, "--compare", "--bench", tmp_path / "none.json")
    assert "not measured" in (models / "MODEL_CARD.md").read_text()


def test_a_run_that_was_not_calibrated_is_not_exported(data_file):
    (RUNS / "raw").mkdir(exist_ok=True)
    with pytest.raises(SystemExit, match=r"python -m emotion\.calibrate --run raw makes it"):
        export.export(data_file(), "raw", "auto")


def test_a_calibration_of_another_architecture_is_refused(finished_run, data_file):
    (RUNS / finished_run / "calibration.json").write_text(json.dumps({"architecture": "article"}))
    with pytest.raises(SystemExit, match=r"is of the architecture article, best\.pt of student"):
        export.export(data_file(), finished_run, "auto")
