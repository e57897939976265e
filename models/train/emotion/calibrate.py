"""Chooses, on the public test alone, how a trained network's answers are used.

    python -m emotion.calibrate --data FILE.npz --run NAME

In this order: how much of the second head, and how strongly rare emotions are favoured; the rule for dark faces; the
temperatures; the share of the second answer in what is shown; the certainty under which nothing is named. Prints what
it chose from, and writes ../runs/NAME/calibration.json, which emotion.export folds into the file.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from emotion.augment import brighten
from emotion.data import EMOTIONS, PUBLIC, clean, load
from emotion.disturb import GAINS, disturbed
from emotion.figures import (
    accuracy,
    agreement,
    average_recall,
    calibration_error,
    fit_temperature,
    risk_coverage,
    wronged,
)
from emotion.figures import (
    blended as blended_answers,
)
from emotion.runs import best, best_epoch, commands, write_json
from emotion.train import BRIGHTNESS, answer
from pipeline import softmax

BLENDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
FAVOURS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
# Blend and favour may cost this much accuracy on FER-2013's labels for what they gain in recall and agreement.
ACCURACY_SPARE = 0.003
# The rule for dark faces may cost this much accuracy in full light.
LIGHT_SPARE = 0.002
RULES = {
    "none": None,
    "below 30 to 129": (30.0, 129.0, 16.0),
    "below 40 to 129": (40.0, 129.0, 16.0),
    "below 50 to 110": (50.0, 110.0, 16.0),
    "below 50 to 129": (50.0, 129.0, 16.0),
    "below 80 to 129": (80.0, 129.0, 16.0),
    "all to 129": (256.0, 129.0, 16.0),
}
# A second pass over the mirrored face doubles the time: it would have to bring this much accuracy.
FLIP_WORTH = 0.01
# Shares of the second answer in what is shown and felt.
SHARES = np.round(np.arange(0.0, 0.61, 0.05), 2)
# Of the faces that are named, this share should be named as most voters of FER+ do, where most agree; as long as so
# many are named at all.
NAMED_RIGHT, NAMED_LEAST = 0.935, 0.7
THRESHOLDS = np.round(np.arange(0.25, 0.71, 0.01), 2)


def favour_bias(labels, favour):
    """What is added to the logits: `favour` times how rare each emotion is in training (Menon et al., 2021)."""
    share = np.bincount(labels, minlength=len(EMOTIONS)) / len(labels)
    rare = -np.log(share)
    return favour * (rare - rare.mean())


def blended(heads, blend, bias):
    fer, ferplus = heads
    return fer + (ferplus - fer) * blend + bias


def judge(logits, faces):
    return {
        "accuracy": accuracy(logits, faces.labels),
        "average_recall": average_recall(logits, faces.labels),
        "ferplus": agreement(logits, faces.majority()),
    }


def choose_head(heads, faces, training_labels):
    """(blend, favour, bias, its judgement): the best mean of three figures among the most accurate."""
    rows = []
    for blend in BLENDS:
        for favour in FAVOURS:
            bias = favour_bias(training_labels, favour)
            rows.append((blend, favour, bias, judge(blended(heads, blend, bias), faces)))
    most = max(row[3]["accuracy"] for row in rows)
    allowed = [row for row in rows if row[3]["accuracy"] >= most - ACCURACY_SPARE]
    chosen = max(allowed, key=lambda row: sum(row[3].values()))
    print("| second head | rare favoured | accuracy | average recall | FER+ majority | |\n|---|---|---|---|---|---|")
    for row in rows:
        if row is chosen or row[1] in (0.0, FAVOURS[-1]) or row[0] in (0.0, chosen[0]):
            values = " | ".join(f"{value:.4f}" for value in row[3].values())
            print(f"| {row[0]:.1f} | {row[1]:.1f} | {values} | {'chosen' if row is chosen else ''} |")
    return chosen


def rule_of(numbers):
    return dict(zip(("below", "target", "most"), numbers, strict=True)) if numbers else None


def dark_logits(network, images, rules, read):
    """Logits of the same pictures under every rule; only what a rule changes is asked again."""
    plain = read(answer(network, images, rule=None))
    stack = torch.as_tensor(images).float()[:, None]
    found = {}
    for name, numbers in rules.items():
        found[name] = plain.copy()
        if numbers:
            lifted = brighten(stack, rule_of(numbers))
            changed = (lifted != stack).flatten(1).any(1).numpy()
            if changed.any():
                found[name][changed] = read(answer(network, lifted[:, 0].numpy()[changed], rule=None))
    return found


def choose_rule(network, faces, read):
    """The rule with the best mean accuracy over full light and GAINS among those that cost nothing in full light."""
    table = {name: [] for name in RULES}
    for gain in (1.0, *GAINS):
        images = faces.images if gain == 1 else disturbed(f"gain {gain} with noise", faces.images)
        for name, logits in dark_logits(network, images, RULES, read).items():
            table[name].append(accuracy(logits, faces.labels))
    allowed = [name for name in RULES if RULES[name] and table[name][0] >= table["none"][0] - LIGHT_SPARE]
    chosen = max(allowed or ["below 40 to 129"], key=lambda name: np.mean(table[name]))
    print(f"\n| rule for dark faces | full light | {' | '.join(f'gain {gain}' for gain in GAINS)} | |")
    print(f"|{'---|' * (len(GAINS) + 3)}")
    for name, row in table.items():
        print(f"| {name} | {' | '.join(f'{value:.4f}' for value in row)} | {'chosen' if name == chosen else ''} |")
    return chosen, table


def choose_share(probabilities, of_votes, faces):
    """The share with the best sum of label and FER+ majority: no one answer can be right by both."""
    majority, table = faces.majority(), []
    for share in SHARES:
        shown = blended_answers(probabilities, of_votes, share)
        row = accuracy(shown, faces.labels), agreement(shown, majority), wronged(shown, majority)
        table.append((float(share), *row))
    chosen = max(table, key=lambda row: row[1] + row[2])
    print("\n| share of the votes | as labelled | FER+ majority | neutral read as negative | |\n|---|---|---|---|---|")
    for row in table:
        print(f"| {' | '.join(f'{value:.3f}' for value in row)} | {'chosen' if row is chosen else ''} |")
    return chosen[0], table


def choose_threshold(shown, faces):
    """The least threshold from which on NAMED_RIGHT is reached, unless fewer than NAMED_LEAST were named then."""
    curve = risk_coverage(shown, shown.max(1), faces, THRESHOLDS)
    enough = [row for row in curve if row[1] >= NAMED_LEAST] or curve[:1]
    reached = [row for row in enough if row[3] >= NAMED_RIGHT]
    chosen = reached[0] if reached else enough[-1]
    print("\n| not sure below | named | of these as labelled | as most voters say | |\n|---|---|---|---|---|")
    for row in curve:
        if row == chosen or round(row[0] * 100) % 5 == 0:
            print(
                f"| {row[0]:.2f} | {row[1]:.3f} | {row[2]:.3f} | {row[3]:.3f} | {'chosen' if row == chosen else ''} |"
            )
    return chosen[0], curve


def calibrate(data, run):
    splits = load(data)
    faces, training_labels = splits[PUBLIC], clean(splits)[0].labels
    network = best(run).to(memory_format=torch.channels_last)
    heads = [part.numpy() for part in answer(network, faces.images, rule=BRIGHTNESS)]
    blend, favour, bias, _ = choose_head(heads, faces, training_labels)

    def read(both):
        return blended([part.numpy() for part in both], blend, bias)

    name, table = choose_rule(network, faces, read)
    rule = rule_of(RULES[name])
    both = answer(network, faces.images, rule=rule)
    logits, votes = read(both), both[1].numpy()
    mirrored = read(answer(network, np.ascontiguousarray(faces.images[:, :, ::-1]), rule=rule))
    gained = accuracy((logits + mirrored) / 2, faces.labels) - accuracy(logits, faces.labels)
    verdict = "worth it" if gained >= FLIP_WORTH else "not worth it"
    print(f"\nasking the mirrored face too: {gained:+.4f} accuracy at twice the time: {verdict}")

    temperature = fit_temperature(logits, faces.labels)
    probabilities = softmax(logits / temperature)
    print(
        f"\ntemperature {temperature}: calibration error {calibration_error(softmax(logits), faces.labels):.4f} "
        f"→ {calibration_error(probabilities, faces.labels):.4f}"
    )
    majority = faces.majority()
    clear = majority >= 0
    votes_temperature = fit_temperature(votes[clear], majority[clear]) if clear.any() else 1.0
    print(f"of the votes: temperature {votes_temperature}, FER+ majority {agreement(votes, majority):.4f}")
    of_votes = softmax(votes / votes_temperature)
    share, shares = choose_share(probabilities, of_votes, faces)
    threshold, curve = choose_threshold(blended_answers(probabilities, of_votes, share), faces)
    return {
        "run": run,
        "architecture": network.architecture,
        "epoch": best_epoch(run),
        "seed": commands(run)[-1]["seed"] if commands(run) else None,
        "blend": blend,
        "favour": favour,
        "bias": [float(value) for value in bias],
        "brightness": rule,
        "temperature": temperature,
        "votes_temperature": votes_temperature,
        "votes_share": share,
        "shares": shares,
        "unsure_below": threshold,
        "flip_gain": gained,
        "public": judge(logits, faces),
        "rules": table,
        "risk_coverage": curve,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="FER-2013 with FER+ votes, as .npz")
    parser.add_argument("--run", required=True, help="name of the run, a folder in runs/")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    print(f"\n{write_json(options.run, 'calibration.json', calibrate(options.data, options.run))}")


if __name__ == "__main__":
    main()
