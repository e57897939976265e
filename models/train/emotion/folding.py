"""A trained network made ready for its file: batch norm and both heads folded, weights rounded as they are stored.

What comes out is a torch network again, with exactly the weights that the file holds, so that both can be compared.
"""

import copy

import numpy as np
import torch
from torch import nn

# How weights are stored, and the bits of each.
STORAGE = {"float32": 32, "float16": 16, "int8": 8, "six": 6}
# Smaller arrays stay float32: there is nothing to gain.
LEAST_TO_ROUND = 2048


class Folded(nn.Module):
    """Features without batch norm, and one head: N × 1 × 48 × 48, −1 to 1, to N × 14, logits and the votes' logits."""

    def __init__(self, features, head):
        super().__init__()
        self.features, self.head = features, head

    def forward(self, x):
        return self.head(self.features(x))


def without_norm(conv, norm):
    """One convolution that does what `conv` and `norm` do, in float64 until the end."""
    scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
    folded = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding)
    bias = conv.bias.double() if conv.bias is not None else 0.0
    folded.weight.data = (conv.weight.double() * scale[:, None, None, None]).float()
    folded.bias.data = (norm.bias.double() + (bias - norm.running_mean.double()) * scale).float()
    return folded


def fold_norms(module):
    """Replaces each pair of convolution and batch norm below `module`."""
    for name, child in module.named_children():
        if isinstance(child, nn.Sequential) and len(child) == 2 and isinstance(child[1], nn.BatchNorm2d):
            setattr(module, name, without_norm(*child))
        else:
            fold_norms(child)
    return module


@torch.no_grad()
def fold(network, blend, bias):
    """Both of `network`'s answers as one plain network: (1 − blend) · first head + blend · second head + bias, and then
    the second head as it is."""
    network = copy.deepcopy(network).cpu().eval()
    fer, votes = network.fer, network.ferplus
    head = nn.Linear(fer.in_features, fer.out_features + votes.out_features)
    head.weight.data = torch.cat([torch.lerp(fer.weight, votes.weight, blend), votes.weight])
    head.bias.data = torch.cat(
        [torch.lerp(fer.bias, votes.bias, blend) + torch.tensor(bias, dtype=torch.float32), votes.bias]
    )
    return (
        Folded(fold_norms(network.features), head)
        .eval()
        .requires_grad_(False)
        .to(memory_format=torch.contiguous_format)
    )


def rounded(weight, most):
    """(whole numbers from −most to most, scale of each first index) with the least squared error a channel."""
    flat = weight.reshape(len(weight), -1).astype(np.float64)
    largest = np.maximum(np.abs(flat).max(1, keepdims=True), 1e-12)
    kept = None
    for share in np.arange(1.0, 0.49, -0.02):
        scale = (largest * share / most).astype(np.float32).astype(np.float64)
        whole = np.clip(np.round(flat / scale), -most, most)
        error = ((whole * scale - flat) ** 2).sum(1, keepdims=True)
        if kept is None:
            kept = whole, scale, error
        better = error < kept[2]
        kept = tuple(np.where(better, new, old) for new, old in zip((whole, scale, error), kept, strict=True))
    return kept[0].reshape(weight.shape).astype(np.int8), kept[1][:, 0].astype(np.float32)


class Stored:
    """An array as the file holds it, and `values`, what it is expanded to at load."""

    def __init__(self, array, storage):
        self.kind = storage if array.size >= LEAST_TO_ROUND else "float32"
        self.whole = self.scale = None
        if self.kind in ("int8", "six"):
            self.whole, self.scale = rounded(array, 2 ** (STORAGE[self.kind] - 1) - 1)
            self.values = self.whole.astype(np.float32) * self.scale.reshape(-1, *[1] * (array.ndim - 1))
        else:
            self.values = array.astype(np.float16).astype(np.float32) if self.kind == "float16" else array


@torch.no_grad()
def store(folded, storage):
    """A copy of `folded` with the weights the file will hold, and these by the name of their layer."""
    folded, kept = copy.deepcopy(folded), {}
    for name, layer in folded.named_modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            kept[name] = Stored(layer.weight.numpy(), storage)
            layer.weight.data = torch.from_numpy(kept[name].values.copy())
    return folded, kept
