"""Random changes of a batch of faces, as cameras, crops and heads make them. All in one go, on tensors.

Pictures are N × 1 × 48 × 48, 0 to 255. Every strength is drawn a picture, from the generator given, so that a seed
gives the same training.
"""

import math

import torch
from torch.nn import functional

# How often each happens to a picture.
DARK, NOISE, BLUR, COARSE, ERASE, TONE = 0.3, 0.15, 0.1, 0.1, 0.25, 0.5


def uniform(count, low, high, rng):
    return torch.rand(count, generator=rng) * (high - low) + low


def some(count, share, rng):
    return (torch.rand(count, generator=rng) < share).view(-1, 1, 1, 1)


def warp(images, rng, strength=1.0):
    """Flip, rotation to ±20°, shift to ±12 %, scale to ±20 %, a little perspective; the edge is repeated."""
    count = len(images)
    angle = uniform(count, -math.pi / 9, math.pi / 9, rng) * strength
    scale = torch.exp(uniform(count, math.log(0.83), math.log(1.2), rng) * strength)
    stretch = torch.exp(uniform(count, -0.08, 0.08, rng) * strength)
    flip = torch.where(torch.rand(count, generator=rng) < 0.5, -1.0, 1.0)
    shift = (torch.rand(count, 2, generator=rng) - 0.5) * 0.48 * strength
    cos, sin = torch.cos(angle) * scale, torch.sin(angle) * scale
    row = torch.stack(
        [
            torch.stack([cos * stretch * flip, -sin, shift[:, 0]], 1),
            torch.stack([sin * flip, cos / stretch, shift[:, 1]], 1),
        ],
        1,
    )
    grid = functional.affine_grid(row, images.shape, align_corners=False)
    tilt = (torch.rand(count, 1, 1, 2, generator=rng) - 0.5) * 0.24 * strength
    depth = 1 + (grid * tilt).sum(-1, keepdim=True)
    return functional.grid_sample(images, grid / depth, padding_mode="border", align_corners=False)


def darken(images, gain, rng):
    """A sensor with `gain` (N) of the light: shot and read noise, whole numbers."""
    light = images * gain.view(-1, 1, 1, 1)
    noise = torch.randn(images.shape, generator=rng) * torch.sqrt(0.25 * light + 4.0)
    return (light + noise).round().clamp(0, 255)


def brighten(images, rule):
    """The product's rule for dark faces: see pipeline.brighten."""
    mean = images.mean((1, 2, 3), keepdim=True)
    lifted = (images * (rule["target"] / mean.clamp(min=1.0)).clamp(max=rule["most"])).clamp(max=255.0)
    return torch.where(mean < rule["below"], lifted, images)


def tone(images, rng):
    """Brightness, contrast, gamma."""
    count = len(images)
    x = (images / 255).clamp(1e-4, 1) ** torch.exp(uniform(count, -0.5, 0.5, rng)).view(-1, 1, 1, 1)
    mean = x.mean((1, 2, 3), keepdim=True)
    x = (x - mean) * torch.exp(uniform(count, -0.5, 0.35, rng)).view(-1, 1, 1, 1) + mean
    return ((x + uniform(count, -0.15, 0.15, rng).view(-1, 1, 1, 1)) * 255).clamp(0, 255)


def soften(images):
    """A 3×3 binomial filter, twice."""
    kernel = torch.tensor([1.0, 2.0, 1.0])
    kernel = (kernel[:, None] * kernel / 16)[None, None]
    for _ in range(2):
        images = functional.conv2d(functional.pad(images, (1, 1, 1, 1), mode="replicate"), kernel)
    return images


def blur(images, rng):
    """Softened, by a random share."""
    return torch.lerp(images, soften(images), uniform(len(images), 0.3, 1.0, rng).view(-1, 1, 1, 1))


def coarse(images):
    """A face that was half as large in the frame."""
    return functional.interpolate(functional.avg_pool2d(images, 2), scale_factor=2.0, mode="bilinear")


def erase(images, rng):
    """A grey box over up to a third of each side: hands, hair, glasses, the edge of the frame."""
    count, _, height, width = images.shape
    y, x = torch.arange(height).view(1, -1, 1), torch.arange(width).view(1, 1, -1)
    top, left = (uniform(count, 0, size, rng).view(-1, 1, 1) for size in (height, width))
    tall, wide = (uniform(count, 0.12, 0.38, rng).view(-1, 1, 1) * size for size in (height, width))
    box = ((y >= top) & (y < top + tall) & (x >= left) & (x < left + wide))[:, None]
    return torch.where(box, uniform(count, 0, 255, rng).view(-1, 1, 1, 1), images)


def augment(images, rng, rule, strength=1.0):
    """One random version of each picture, as the product's preprocessing would hand it to the network.

    `strength` scales how far faces are moved and how often they are spoiled; darkness comes as often as ever.
    """
    count = len(images)
    x = warp(images, rng, strength)
    x = torch.where(some(count, BLUR * strength, rng), blur(x, rng), x)
    x = torch.where(some(count, COARSE * strength, rng), coarse(x), x)
    x = torch.where(some(count, TONE * strength, rng), tone(x, rng), x)
    x = torch.where(some(count, DARK, rng), darken(x, torch.exp(uniform(count, math.log(0.1), 0.0, rng)), rng), x)
    noise = torch.randn(x.shape, generator=rng) * uniform(count, 2, 14, rng).view(-1, 1, 1, 1)
    x = torch.where(some(count, NOISE * strength, rng), (x + noise).clamp(0, 255), x)
    x = torch.where(some(count, ERASE * strength, rng), erase(x, rng), x)
    return brighten(x, rule)


def normalise(images):
    """0 … 255 to −1 … 1, as `scale` and `offset` of the manifest do."""
    return images / 127.5 - 1
