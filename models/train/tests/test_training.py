"""Training on made-up faces: it goes on where it was, is taught by teachers, and says what it refuses."""

import sys

import pytest
import torch

from emotion import curves, train
from emotion.card import command_line
from emotion.networks import Network
from emotion.runs import RUNS, best, commands, log
from emotion.train import Training, arguments


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


def options(data, run, *more):
    return arguments(
        [
            "--data",
            str(data),
            "--run",
            run,
            "--epochs",
            "2",
            "--sides",
            "16:0.5,24:1",
            "--batch",
            "32",
            "--device",
            "cpu",
            *more,
        ]
    )


def weights(run):
    return torch.load(RUNS / run / "last.pt", weights_only=True)["weights"]


def test_a_run_that_was_interrupted_ends_as_one_that_was_not(data_file):
    data = data_file()
    Training(options(data, "whole")).run()
    first = Training(options(data, "halves"))
    first.train_epoch()
    first.evaluate()
    first.save()
    torch.manual_seed(99)
    Training(options(data, "halves")).run()
    whole, halves = weights("whole"), weights("halves")
    assert all(torch.allclose(value, halves[name], atol=1e-6) for name, value in whole.items())
    assert not torch.equal(whole["fer.weight"], torch.zeros_like(whole["fer.weight"]))
    assert [row["epoch"] for row in log("whole")] == ["1", "2"]
    assert [line["from_epoch"] for line in commands("halves")] == [1]
    assert curves.draw("whole").stat().st_size > 1000


def test_a_student_learns_from_teachers(data_file):
    data = data_file()
    Training(options(data, "teacher", "--epochs", "1")).run()
    Training(options(data, "taught", "--epochs", "1", "--teachers", "teacher", "--distil", "0.8")).run()
    assert len(log("taught")) == 1
    assert float(log("taught")[0]["loss"]) > 0
    assert best("taught").architecture == "student"


def test_a_run_begins_with_the_weights_of_another(data_file):
    data = data_file()
    Training(options(data, "first", "--epochs", "1")).run()
    second = Training(options(data, "second", "--start-from", "first", "--seed", "5"))
    kept = best("first").state_dict()
    assert all(torch.equal(value, kept[name]) for name, value in second.network.state_dict().items())
    assert "--start-from first" in command_line(vars(second.options))
    with pytest.raises(SystemExit, match="is of the architecture student, not article"):
        Training(options(data, "third", "--start-from", "first", "--architecture", "article"))


def test_training_in_bfloat16_leads_to_about_the_same(data_file):
    data = data_file()
    for run, more in (("exact", []), ("coarse", ["--bfloat16"])):
        Training(options(data, run, "--epochs", "1", *more)).run()
    exact, coarse = (float(log(run)[0]["loss"]) for run in ("exact", "coarse"))
    assert coarse == pytest.approx(exact, rel=0.02)
    assert coarse != exact
    assert all(value.dtype != torch.bfloat16 for value in best("coarse").state_dict().values())


def test_another_architectures_checkpoint_is_refused_by_name(data_file):
    data = data_file()
    Training(options(data, "mixed", "--epochs", "1")).run()
    with pytest.raises(SystemExit, match="is of the architecture student, not article"):
        Training(options(data, "mixed", "--architecture", "article")).run()
    with pytest.raises(SystemExit, match="is of the architecture student, not article"):
        best("mixed", architecture="article")


def test_a_checkpoint_that_fits_no_network_is_refused():
    folder = RUNS / "odd"
    folder.mkdir(exist_ok=True)
    torch.save({"architecture": "giant", "weights": {}}, folder / "best.pt")
    with pytest.raises(SystemExit, match=r"no architecture is called giant|does not fit the architecture giant"):
        best("odd")
    torch.save({"architecture": "student", "weights": Network("article").state_dict()}, folder / "best.pt")
    with pytest.raises(SystemExit, match="does not fit the architecture student"):
        best("odd")
    (folder / "best.pt").write_bytes(b"half a file")
    with pytest.raises(SystemExit, match="can't be read"):
        best("odd")
    with pytest.raises(SystemExit, match="the run nobody has not finished an epoch"):
        best("nobody")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--architecture", "giant"], "no architecture is called giant"),
        (["--sides", "32:0.5"], "the last share is 1"),
        (["--sides", "30:1"], "multiples of 8"),
        (["--teachers", "nobody"], "the run nobody has not finished an epoch"),
    ],
)
def test_senseless_options_are_refused(data_file, monkeypatch, more, message):
    monkeypatch.setattr(sys, "argv", ["train", "--data", str(data_file()), "--run", "refused", *more])
    with pytest.raises(SystemExit, match=message):
        train.main()


@pytest.mark.parametrize("architecture", ["student", "article"])
def test_a_network_answers_with_two_heads_at_every_side_it_is_trained_at(architecture):
    network = Network(architecture).eval()
    for side in (32, 40, 48):
        fer, ferplus = network(torch.zeros(2, 1, side, side))
        assert fer.shape == ferplus.shape == (2, 7)
    assert torch.allclose(network.logits(torch.zeros(1, 1, 48, 48), 0.25), torch.lerp(fer[:1], ferplus[:1], 0.25))
