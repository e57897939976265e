"""What a camera, a crop or a head does to a face, a fixed amount at a time: the rows of the robustness table.

Pictures are N × 48 × 48, 0 to 255, in and out.
"""

import io
import math

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

from emotion.augment import coarse, darken, soften

GAINS = (0.5, 0.25, 0.12)


def moved(images, degrees=0.0, window=1.0, right=0.0, down=0.0):
    """The picture in a window `window` times as large, turned, moved by shares of its side; the edge is repeated."""
    angle = math.radians(degrees)
    row = torch.tensor(
        [
            [math.cos(angle) * window, -math.sin(angle) * window, -2 * right],
            [math.sin(angle) * window, math.cos(angle) * window, -2 * down],
        ],
        dtype=torch.float32,
    )
    grid = functional.affine_grid(row.expand(len(images), 2, 3), images.shape, align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="border", align_corners=False)


def dark(images, gain, seed=0):
    return darken(images, torch.full((len(images),), gain), torch.Generator().manual_seed(seed))


def jpeg(images, quality):
    out = np.empty(images.shape, np.float32)
    for at, image in enumerate(images[:, 0].round().clamp(0, 255).to(torch.uint8).numpy()):
        file = io.BytesIO()
        Image.fromarray(image).save(file, "jpeg", quality=quality)
        out[at, 0] = np.asarray(Image.open(file))
    return torch.from_numpy(out)


DISTURBANCES = {
    "as it is": lambda x: x,
    "moved by 4 pixels (8 %)": lambda x: moved(x, right=4 / 48, down=4 / 48),
    "window 1.1 times as large": lambda x: moved(x, window=1.1),
    "window 1.2 times": lambda x: moved(x, window=1.2),
    "window 1.3 times": lambda x: moved(x, window=1.3),
    "window 1.4 times": lambda x: moved(x, window=1.4),
    "window 1.5 times": lambda x: moved(x, window=1.5),
    "turned by 10°": lambda x: moved(x, degrees=10),
    "turned by 20°": lambda x: moved(x, degrees=20),
    **{f"gain {gain} with noise": lambda x, gain=gain: dark(x, gain) for gain in GAINS},
    "blurred": soften,
    "JPEG, quality 30": lambda x: jpeg(x, 30),
    "half the resolution": coarse,
}


def disturbed(name, images):
    """`images` (N × 48 × 48) after what DISTURBANCES calls `name`."""
    return DISTURBANCES[name](torch.as_tensor(images).float()[:, None])[:, 0].numpy()
