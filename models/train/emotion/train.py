"""Trains a network on FER-2013 and FER+, or distils one from teachers.

    python -m emotion.train --data FILE.npz --run NAME [--architecture student] [--teachers RUN …]

Everything goes to ../runs/NAME: `last.pt`, written after every epoch, from which the same command goes on when it
was interrupted; `log.csv`, a line an epoch; `best.pt`, the averaged weights that were best on the public test.
The private test is not looked at here.
"""

import csv
import json
import math
import sys
import time

import numpy as np
import torch
from torch.nn import functional
from tqdm import tqdm

from emotion.augment import augment, brighten, normalise
from emotion.data import EMOTIONS, PUBLIC, Faces, clean, load
from emotion.networks import Network, cost
from emotion.options import arguments, phases
from emotion.runs import RUNS, best, load_checkpoint

# As in the manifest: what the product does to dark faces before the network sees them.
BRIGHTNESS = {"below": 40.0, "target": 129.0, "most": 16.0}


def targets(faces: Faces, votes_share: float, smoothing: float):
    """N × 7 for FER-2013's label, N × 7 for FER+'s votes, and N weights of the latter (0 where there are none)."""
    uniform = np.full(len(EMOTIONS), 1 / len(EMOTIONS), np.float32)
    label = np.eye(len(EMOTIONS), dtype=np.float32)[faces.labels] * (1 - smoothing) + uniform * smoothing
    total = faces.votes.sum(1, keepdims=True)
    known = total[:, 0] > 0
    votes = np.where(known[:, None], faces.votes / np.maximum(total, 1), uniform).astype(np.float32)
    mixed = np.where(known[:, None], label * (1 - votes_share) + votes * votes_share, label)
    return tuple(torch.from_numpy(part.astype(np.float32)) for part in (mixed, votes, known))


def order(labels, rng):
    """A random order of the pictures; rare emotions come up to three times (the third root of how rare they are)."""
    counts = np.bincount(labels, minlength=len(EMOTIONS))
    times = np.round((counts.max() / counts) ** 0.35).astype(int)
    indices = torch.from_numpy(np.repeat(np.arange(len(labels)), times[labels]))
    return indices[torch.randperm(len(indices), generator=rng)]


def cross_entropy(logits, target):
    return -(target * logits.log_softmax(1)).sum(1)


class Teachers:
    """The mean of finished runs' probabilities, softened."""

    def __init__(self, runs, device, heat):
        self.networks = [best(run, device).to(memory_format=torch.channels_last) for run in runs]
        self.heat = heat

    @torch.no_grad()
    def __call__(self, x):
        answers = [network(x) for network in self.networks]
        return [torch.stack([(heads[k].float() / self.heat).softmax(1) for heads in answers]).mean(0) for k in (0, 1)]


class Average:
    """Exponential moving average of the weights, and of what batch norm has seen."""

    def __init__(self, network, keep=0.998):
        self.keep = keep
        self.values = {name: value.detach().clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network, step):
        keep = min(self.keep, (1 + step) / (10 + step))
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                self.values[name].lerp_(value, 1 - keep)
            else:
                self.values[name].copy_(value)


@torch.no_grad()
def answer(network, images, device="cpu", rule=BRIGHTNESS, batch=256):
    """Both heads' logits on N × 48 × 48 pictures (0 to 255) as the product would hand them over."""
    parts = []
    for start in range(0, len(images), batch):
        x = torch.as_tensor(images[start : start + batch]).float()[:, None]
        x = normalise(brighten(x, rule) if rule else x)
        parts.append(network(x.to(device, memory_format=torch.channels_last)))
    return [torch.cat([part[k] for part in parts]).cpu() for k in (0, 1)]


class Training:
    """One run: its data, its network, and where it stands."""

    def __init__(self, options):
        self.options, self.folder = options, RUNS / options.run
        self.folder.mkdir(parents=True, exist_ok=True)
        splits = load(options.data)
        self.faces, counts = clean(splits)
        self.public = splits[PUBLIC]
        print("training pictures:", ", ".join(f"{name} {count}" for name, count in counts.items()))
        self.targets = targets(self.faces, options.votes, options.smoothing)
        self.images = torch.from_numpy(self.faces.images)
        torch.manual_seed(options.seed)
        self.rng = torch.Generator().manual_seed(options.seed)
        self.network = Network(options.architecture, options.dropout).to(
            options.device, memory_format=torch.channels_last
        )
        if options.start_from:
            self.network.load_state_dict(best(options.start_from, options.device, options.architecture).state_dict())
        self.run_network = torch.compile(self.network) if options.compile else self.network
        parameters, operations = cost(self.network)
        print(f"{options.architecture}: {parameters:,} parameters, {operations / 1e6:.1f} million multiply-adds")
        self.optimiser = torch.optim.SGD(
            self.network.parameters(), lr=options.rate, momentum=0.9, nesterov=True, weight_decay=options.decay
        )
        self.average, self.epoch, self.step, self.top = Average(self.network), 0, 0, 0.0
        self.teachers = Teachers(options.teachers, options.device, options.heat) if options.teachers else None

    # ---- checkpoints -----------------------------------------------------------------------------
    def resume(self):
        path = self.folder / "last.pt"
        if not path.exists():
            return
        kept = load_checkpoint(path, self.options.device)
        if kept["architecture"] != self.options.architecture:
            sys.exit(f"{path} is of the architecture {kept['architecture']}, not {self.options.architecture}")
        self.network.load_state_dict(kept["weights"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.average.values = kept["average"]
        self.rng.set_state(kept["rng"].cpu())
        # Dropout draws from torch's own generator; checkpoints from before this was kept go on with a fresh one.
        if "dropout_rng" in kept:
            torch.set_rng_state(kept["dropout_rng"].cpu())
        self.epoch, self.step, self.top = kept["epoch"], kept["step"], kept["top"]
        print(f"going on after epoch {self.epoch}")

    def save(self):
        path = self.folder / "last.pt"
        part = path.with_suffix(".part")
        torch.save(
            {
                "architecture": self.options.architecture,
                "weights": self.network.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "average": self.average.values,
                "rng": self.rng.get_state(),
                "dropout_rng": torch.get_rng_state(),
                "epoch": self.epoch,
                "step": self.step,
                "top": self.top,
            },
            part,
        )
        part.replace(path)

    def precision(self):
        """Half the bits in the convolutions, where asked for: three to ten times as fast with AMX or on CUDA."""
        return torch.autocast(torch.device(self.options.device).type, torch.bfloat16, enabled=self.options.bfloat16)

    # ---- one epoch -------------------------------------------------------------------------------
    def rate(self, progress):
        """Linear for the first twentieth, then down along a cosine."""
        warm = 0.05
        if progress < warm:
            return self.options.rate * (0.1 + 0.9 * progress / warm)
        return self.options.rate * 0.5 * (1 + math.cos(math.pi * (progress - warm) / (1 - warm)))

    def side(self):
        share = self.epoch / self.options.epochs
        return next(side for side, until in phases(self.options.sides) if share < until or until == 1)

    def batch(self, at, side):
        images = self.images[at].float()[:, None]
        x = normalise(augment(images, self.rng, BRIGHTNESS, self.options.strength))
        if side != x.shape[-1]:
            x = functional.interpolate(x, size=(side, side), mode="area")
        return x.to(self.options.device).contiguous(memory_format=torch.channels_last), [
            part[at].to(self.options.device) for part in self.targets
        ]

    def mix(self, x, wanted):
        share = float(np.random.default_rng(self.step).beta(0.4, 0.4))
        other = torch.randperm(len(x), generator=self.rng).to(x.device)
        return torch.lerp(x[other], x, share), [torch.lerp(part[other], part, share) for part in wanted]

    def loss(self, x, wanted):
        label, votes, known = wanted
        with self.precision():
            fer, ferplus = (logits.float() for logits in self.run_network(x))
            theirs = self.teachers(x) if self.teachers else None
        own = (cross_entropy(fer, label) + self.options.second * known * cross_entropy(ferplus, votes)).mean()
        if theirs is None:
            return own
        heat = self.options.heat
        taught = [
            (cross_entropy(mine / heat, their) * heat**2).mean()
            for mine, their in zip((fer, ferplus), theirs, strict=True)
        ]
        return own * (1 - self.options.distil) + (taught[0] + self.options.second * taught[1]) * self.options.distil

    def train_epoch(self):
        self.network.train()
        indices = order(self.faces.labels, self.rng)
        steps, side, total = len(indices) // self.options.batch, self.side(), 0.0
        bar = tqdm(
            range(steps),
            desc=f"epoch {self.epoch + 1}/{self.options.epochs}, {side} px",
            disable=not sys.stderr.isatty(),
        )
        for at in bar:
            rate = self.rate((self.epoch + at / steps) / self.options.epochs)
            for group in self.optimiser.param_groups:
                group["lr"] = rate
            x, wanted = self.batch(indices[at * self.options.batch : (at + 1) * self.options.batch], side)
            if torch.rand(1, generator=self.rng).item() < self.options.mixup:
                x, wanted = self.mix(x, wanted)
            loss = self.loss(x, wanted)
            self.optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
            self.optimiser.step()
            self.step += 1
            self.average.update(self.network, self.step)
            total += loss.item()
        self.epoch += 1
        return side, rate, total / steps

    def evaluate(self):
        """Accuracy of each head on the public test with the averaged weights; keeps them if they are the best."""
        judged = Network(self.options.architecture).to(self.options.device, memory_format=torch.channels_last)
        judged.load_state_dict(self.average.values)
        with self.precision():
            fer, ferplus = (part.float() for part in answer(judged.eval(), self.public.images, self.options.device))
        labels, majority = torch.from_numpy(self.public.labels), torch.from_numpy(self.public.majority())
        accuracy = (fer.argmax(1) == labels).float().mean().item()
        clear = majority >= 0
        agreement = (ferplus.argmax(1) == majority)[clear].float().mean().item()
        if accuracy > self.top:
            self.top = accuracy
            torch.save(
                {"architecture": self.options.architecture, "weights": self.average.values, "epoch": self.epoch},
                self.folder / "best.pt",
            )
        return accuracy, agreement

    def record(self, row):
        path, new = self.folder / "log.csv", not (self.folder / "log.csv").exists()
        with path.open("a", newline="") as file:
            writer = csv.DictWriter(file, row)
            if new:
                writer.writeheader()
            writer.writerow(row)
        print(", ".join(f"{name} {value}" for name, value in row.items()), flush=True)

    def run(self):
        self.resume()
        with (self.folder / "commands.jsonl").open("a") as file:
            file.write(
                json.dumps({"from_epoch": self.epoch, **{k: v for k, v in vars(self.options).items() if k != "data"}})
                + "\n"
            )
        while self.epoch < self.options.epochs:
            start = time.monotonic(), time.process_time()
            side, rate, loss = self.train_epoch()
            accuracy, agreement = self.evaluate()
            self.save()
            self.record(
                {
                    "epoch": self.epoch,
                    "side": side,
                    "rate": f"{rate:.5f}",
                    "loss": f"{loss:.4f}",
                    "public": f"{accuracy:.4f}",
                    "public_ferplus": f"{agreement:.4f}",
                    "seconds": f"{time.monotonic() - start[0]:.0f}",
                    "cpu_seconds": f"{time.process_time() - start[1]:.0f}",
                }
            )


def main():
    options = arguments()
    phases(options.sides)
    if options.threads:
        torch.set_num_threads(options.threads)
    try:
        Training(options).run()
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
