"""Augmentation and disturbances keep faces faces; torch and numpy treat dark ones alike."""

import numpy as np
import pytest
import torch

import pipeline
from emotion.augment import augment, brighten, normalise
from emotion.disturb import DISTURBANCES, disturbed
from emotion.train import BRIGHTNESS


@pytest.fixture
def faces():
    return torch.from_numpy(np.random.default_rng(0).integers(0, 256, (16, 1, 48, 48))).float()


def augmented(faces, seed):
    return augment(faces, torch.Generator().manual_seed(seed), BRIGHTNESS)


def test_augmentation_keeps_shape_and_range(faces):
    for seed in range(4):
        out = augmented(faces, seed)
        assert out.shape == faces.shape
        assert out.min() >= 0
        assert out.max() <= 255
    assert normalise(out).min() >= -1
    assert normalise(out).max() <= 1


def test_without_strength_faces_are_mirrored_or_dark_at_most(faces):
    out = augment(faces, torch.Generator().manual_seed(1), BRIGHTNESS, 0.0)
    near = torch.minimum(
        *(
            (out - other).abs().amax((1, 2, 3))
            for other in (brighten(faces, BRIGHTNESS), brighten(faces.flip(3), BRIGHTNESS))
        )
    )
    assert (near < 0.1).float().mean() >= 0.5


def test_augmentation_is_the_seeds_and_nobody_elses(faces):
    torch.manual_seed(1)
    once = augmented(faces, 7)
    torch.manual_seed(2)
    assert torch.equal(once, augmented(faces, 7))
    assert not torch.equal(once, augmented(faces, 8))


@pytest.mark.parametrize("gain", [0.0, 0.05, 0.3, 1.0])
def test_dark_faces_are_brightened_as_the_products_reference_does(faces, gain):
    dark = faces * gain
    expected = np.stack([pipeline.brighten(face, BRIGHTNESS) for face in dark[:, 0].double().numpy()])
    assert np.abs(brighten(dark, BRIGHTNESS)[:, 0].numpy() - expected).max() < 1e-3


def test_the_rule_acts_on_dark_faces_only(faces):
    assert torch.equal(brighten(faces, BRIGHTNESS), faces)
    assert brighten(faces * 0.1, BRIGHTNESS).mean() > faces.mean() * 0.5


@pytest.mark.parametrize("name", DISTURBANCES)
def test_a_disturbance_keeps_shape_and_range_and_is_the_same_every_time(faces, name):
    images = faces[:, 0].numpy()
    out = disturbed(name, images)
    assert out.shape == images.shape
    assert out.min() >= 0
    assert out.max() <= 255
    assert np.array_equal(out, disturbed(name, images))
    assert np.array_equal(out, images) == (name == "as it is")


def test_a_larger_window_shows_the_picture_smaller():
    image = np.zeros((1, 48, 48), np.float32)
    image[0, 12:36, 12:36] = 200
    shares = [(disturbed(name, image) > 100).mean() for name in ("as it is", "window 1.2 times", "window 1.5 times")]
    assert shares[0] > shares[1] > shares[2] > 0
