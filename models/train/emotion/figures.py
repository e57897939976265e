"""How good answers are: plain numpy on N × 7 logits or probabilities and N labels."""

import numpy as np

from emotion.data import EMOTIONS

BINS = 15
# What a neutral face is taken for when it is wronged.
NEGATIVE = ("angry", "disgusted", "fearful", "sad")


def first(answers):
    """Of N × 14 the logits of FER-2013's label: the first seven."""
    return answers[:, : len(EMOTIONS)]


def votes(answers):
    """Of N × 14 the logits of FER+'s votes: the last seven. Of a file with one answer, that one."""
    return answers[:, -len(EMOTIONS) :]


def blended(probabilities, of_votes, share):
    """The one reading of both answers, which is shown and felt: `share` of it from the votes."""
    return probabilities + (of_votes - probabilities) * share


def accuracy(scores, labels):
    return float((scores.argmax(1) == labels).mean()) if len(labels) else float("nan")


def confusion(scores, labels):
    """7 × 7 counts: rows are the labels, columns what was read."""
    table = np.zeros((len(EMOTIONS), len(EMOTIONS)), int)
    np.add.at(table, (labels, scores.argmax(1)), 1)
    return table


def recalls(scores, labels):
    """The share of each emotion's pictures that were read as it; not a number where there are none."""
    table = confusion(scores, labels)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.diag(table) / table.sum(1)


def average_recall(scores, labels):
    return float(np.nanmean(recalls(scores, labels)))


def agreement(scores, majority):
    """Accuracy against FER+'s majority, where there is one (it is −1 where there is none)."""
    clear = majority >= 0
    return accuracy(scores[clear], majority[clear])


def wronged(scores, majority, certain_from=0.0):
    """The share of the faces that most voters call neutral whose likeliest emotion is a negative one, and that with at
    least the probability `certain_from`."""
    neutral = scores[majority == EMOTIONS.index("neutral")]
    negative = np.isin(neutral.argmax(1), [EMOTIONS.index(name) for name in NEGATIVE])
    return float((negative & (neutral.max(1) >= certain_from)).mean()) if len(neutral) else float("nan")


def log_loss(logits, labels, temperature=1.0):
    logits = logits / temperature
    top = logits.max(1)
    return float((np.log(np.exp(logits - top[:, None]).sum(1)) + top - logits[np.arange(len(labels)), labels]).mean())


def fit_temperature(logits, labels):
    """The temperature of the least log loss (Guo et al., 2017), to the hundredth."""
    candidates = np.round(np.arange(0.1, 4.0, 0.01), 2)
    return float(candidates[int(np.argmin([log_loss(logits, labels, t) for t in candidates]))])


def reliability(probabilities, labels, bins=BINS):
    """A row a bin of the highest probability: share of the pictures, its mean, and how many of them are right."""
    top, right = probabilities.max(1), probabilities.argmax(1) == labels
    place = np.minimum((top * bins).astype(int), bins - 1)
    return [
        (float((place == b).mean()), float(top[place == b].mean()), float(right[place == b].mean()))
        for b in range(bins)
        if (place == b).any()
    ]


def calibration_error(probabilities, labels, bins=BINS):
    """Expected calibration error."""
    return sum(share * abs(sure - right) for share, sure, right in reliability(probabilities, labels, bins))


def risk_coverage(logits, certain, faces, thresholds):
    """[(threshold, share of the pictures named, of these as labelled, of these with a clear majority as it)]."""
    rows, majority = [], faces.majority()
    for threshold in thresholds:
        sure = certain >= threshold
        rows.append(
            (
                float(threshold),
                float(sure.mean()),
                accuracy(logits[sure], faces.labels[sure]),
                agreement(logits[sure], majority[sure]),
            )
        )
    return rows
