"""The networks: the product's small residual net, larger ones of its kind as teachers, and two rows to compare with.

Every network takes N × 1 × 48 × 48 (or smaller while training) with values from −1 to 1. While training it answers
with two sets of seven logits: for FER-2013's label and for FER+'s votes; `Network.logits` blends them into one.
"""

import torch
from torch import nn

# Channels of the stem and of the three stages, and residual blocks a stage.
PLANS = {
    "student": ((16, 32, 64, 128), (1, 2, 2)),
    # A teacher that two cores can train in an hour.
    "assistant": ((32, 64, 128, 256), (1, 2, 2)),
    "teacher": ((48, 96, 192, 384), (2, 2, 2)),
}


def conv(inside, outside, kernel=3, stride=1):
    return nn.Sequential(nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outside))


class Block(nn.Module):
    """Two 3×3 convolutions beside a shortcut (He et al., 2015); a stride halves the picture."""

    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first, self.second = conv(inside, outside, 3, stride), conv(outside, outside)
        self.shortcut = nn.Identity() if (inside, stride) == (outside, 1) else conv(inside, outside, 1, stride)

    def forward(self, x):
        return torch.relu(self.second(torch.relu(self.first(x))) + self.shortcut(x))


class Residual(nn.Module):
    """Stem, three stages that halve the picture, mean over the picture."""

    def __init__(self, channels, blocks):
        super().__init__()
        stem, *stages = channels
        layers = [conv(1, stem), nn.ReLU()]
        inside = stem
        for outside, count in zip(stages, blocks, strict=True):
            layers += [Block(inside, outside, 2)] + [Block(outside, outside, 1) for _ in range(count - 1)]
            inside = outside
        self.layers = nn.Sequential(*layers)
        self.width = inside

    def forward(self, x):
        return self.layers(x).mean((2, 3))


class Article(nn.Module):
    """The network of many tutorials: convolutions 32-64-128, each with a pooling, and a dense layer of 256."""

    width = 256

    def __init__(self):
        super().__init__()
        layers, inside = [], 1
        for outside in (32, 64, 128):
            layers += [nn.Conv2d(inside, outside, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
            inside = outside
        # Smaller pictures while training are brought to the size that the dense layer needs.
        self.layers = nn.Sequential(
            *layers, nn.AdaptiveAvgPool2d(6), nn.Flatten(), nn.Linear(128 * 6 * 6, 256), nn.ReLU(), nn.Dropout(0.5)
        )

    def forward(self, x):
        return self.layers(x)


class Network(nn.Module):
    """Features and the two heads on them."""

    def __init__(self, architecture: str, dropout: float = 0.2):
        super().__init__()
        if architecture != "article" and architecture not in PLANS:
            raise ValueError(f"no architecture is called {architecture}: {', '.join(['article', *PLANS])}")
        self.architecture = architecture
        self.features = Article() if architecture == "article" else Residual(*PLANS[architecture])
        self.dropout = nn.Dropout(dropout)
        self.fer = nn.Linear(self.features.width, 7)
        self.ferplus = nn.Linear(self.features.width, 7)

    def forward(self, x):
        features = self.dropout(self.features(x))
        return self.fer(features), self.ferplus(features)

    def logits(self, x, blend: float = 0.0):
        """N × 7: (1 − blend) of the first head and blend of the second, which is one linear layer again."""
        fer, ferplus = self(x)
        return fer + (ferplus - fer) * blend


def cost(network: nn.Module, side: int = 48) -> tuple[int, int]:
    """Parameters, and multiply–adds for one picture."""
    total = [0]

    def count(layer, inputs, output):
        if isinstance(layer, nn.Conv2d):
            total[0] += layer.weight.numel() * output.shape[2] * output.shape[3]
        else:
            total[0] += layer.weight.numel()

    counted = [layer for layer in network.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]
    hooks = [layer.register_forward_hook(count) for layer in counted]
    was = network.training
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, 1, side, side, device=next(network.parameters()).device))
    network.train(was)
    for hook in hooks:
        hook.remove()
    return sum(p.numel() for p in network.parameters()), total[0]
