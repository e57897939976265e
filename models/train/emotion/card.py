"""The text of models/MODEL_CARD.md out of what was measured."""

import shlex
import textwrap

from emotion.data import EMOTIONS
from emotion.options import arguments
from emotion.runs import RUNS, commands, log, names, read_json

WORDS = {
    "public": "public",
    "public, without copies": "public, without copies",
    "private": "**private**",
    "private, without copies": "private, without copies",
}


def percent(value, digits=1):
    return "–" if value != value else f"{value * 100:.{digits}f} %"


def table(head, rows):
    return "\n".join(
        [
            "| " + " | ".join(head) + " |",
            "|" + "---|" * len(head),
            *("| " + " | ".join(map(str, row)) + " |" for row in rows),
        ]
    )


def wrapped(text, width=120):
    """Paragraphs and items of lists filled to lines of `width`; headings, tables and pictures as they are."""

    def filled(block):
        if block.startswith(("#", "|", "!")):
            return block
        items = block.split("\n- ") if block.startswith("- ") else [block]
        indent = "  " if block.startswith("- ") else ""
        return "\n- ".join(
            textwrap.fill(
                " ".join(item.split()),
                width - (2 if at and indent else 0),
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for at, item in enumerate(items)
        )

    return "\n\n".join(map(filled, text.strip().split("\n\n"))) + "\n"


def result(row, split="private"):
    return row["splits"][split]


def comparison(measured):
    """A column a model."""

    def milliseconds(row):
        return (
            f"{row['chromium']['median']:.1f} ms, p95 {row['chromium']['p95']:.1f}"
            if row["chromium"]
            else "not measured"
        )

    def lost(row, gain):
        by_name = {name: lifted for name, _, lifted in row["robustness"]}
        return f"{(by_name['as it is'] - by_name[f'gain {gain} with noise']) * 100:.1f} points"

    lines = [
        (f"accuracy, {words}", lambda row, split=split: percent(result(row, split)["accuracy"]))
        for split, words in WORDS.items()
    ]
    lines += [
        (f"average recall, {words}", lambda row, split=split: percent(result(row, split)["average_recall"]))
        for split, words in WORDS.items()
    ]
    lines += [
        (f"FER+ majority, {words}", lambda row, split=split: percent(result(row, split)["ferplus"]))
        for split, words in WORDS.items()
        if "copies" not in split
    ]
    lines += [
        (
            "FER+ majority, private, by the answer for FER-2013's label",
            lambda row: percent(result(row)["ferplus_first"]),
        )
    ]
    lines += [
        ("calibration error, private, raw", lambda row: f"{result(row)['ece_raw']:.3f}"),
        (
            "calibration error, private, with its temperature",
            lambda row: f"{result(row)['ece']:.3f} ({row['facts']['temperature']:g})",
        ),
        (
            "lost at gain 0.5 / 0.25 / 0.12 with noise, brightened",
            lambda row: " / ".join(lost(row, gain) for gain in (0.5, 0.25, 0.12)),
        ),
        ("file", lambda row: f"{row['facts']['bytes']:,} bytes"),
        ("weights", lambda row: f"{row['parameters']:,}"),
        ("multiply–adds", lambda row: f"{row['operations'] / 1e6:.1f} million"),
        ("input", lambda row: f"{row['facts']['input'][2]} × {row['facts']['input'][3]}"),
        ("one face in Chromium, crop and all", milliseconds),
    ]
    return table(
        ["", *(row["facts"]["name"] for row in measured)],
        [(name, *(read(row) for row in measured)) for name, read in lines],
    )


def recall_table(measured):
    return table(
        ["recall, private", *EMOTIONS],
        [(row["facts"]["name"], *(percent(value, 0) for value in row["recalls"])) for row in measured],
    )


def confusion_table(row):
    return table(
        ["labelled ↓ read →", *EMOTIONS, "pictures"],
        [(name, *line, sum(line)) for name, line in zip(EMOTIONS, row["confusion"], strict=True)],
    )


def robustness_table(measured):
    head = ["private test"] + [f"{row['facts']['name']}{end}" for row in measured for end in ("", ", brightened")]
    rows = [
        (name, *(percent(value) for row in measured for value in row["robustness"][at][1:]))
        for at, (name, _, _) in enumerate(measured[0]["robustness"])
    ]
    return table(head, rows)


def coverage_table(row):
    threshold = row["facts"]["unsure_below"]
    rows = [
        (
            f"**{public[0]:g}**" if public[0] == threshold else f"{public[0]:g}",
            *map(percent, (*public[1:], *private[1:])),
        )
        for public, private in zip(row["public_coverage"], row["private_coverage"], strict=True)
    ]
    return table(
        [
            "not sure below",
            "named, public",
            "as labelled",
            "as most voters say",
            "named, private",
            "as labelled",
            "as most voters say",
        ],
        rows,
    )


def command_line(options):
    """The command of a line of commands.jsonl: the options that are not as they are by default."""
    usual = vars(arguments(["--data", "FILE.npz", "--run", options["run"]]))
    parts = ["--run", options["run"]]
    for name, value in options.items():
        if name in usual and name not in ("run", "device") and value != usual[name]:
            flag = f"--{name.replace('_', '-')}"
            parts += (
                [flag] if value is True else [flag, *(map(str, value) if isinstance(value, list) else [str(value)])]
            )
    return "python -m emotion.train --data FILE.npz " + shlex.join(parts)


def command_lines(run):
    """Every command the run was made with; from which epoch on, where they differ."""
    told = []
    for options in commands(run):
        line = f"`{command_line(options)}`"
        if not told or not told[-1].endswith(line):
            told.append(f"from epoch {options['from_epoch'] + 1} on: {line}" if told else line)
    return "<br>".join(told)


def run_rows():
    rows = []
    for run in names():
        lines, options = log(run), commands(run)[-1]
        if lines:
            top = max(lines, key=lambda line: float(line["public"]))
            seconds, cpu = (sum(float(line[name]) for line in lines) for name in ("seconds", "cpu_seconds"))
            rows.append(
                (
                    command_lines(run),
                    options["seed"],
                    f"{lines[-1]['epoch']} of {options['epochs']}",
                    options["device"],
                    f"{seconds / 3600:.2f} h ({cpu / 3600:.2f} h CPU)",
                    f"{percent(float(top['public']))}, epoch {top['epoch']}",
                    percent(float(top["public_ferplus"])),
                )
            )
    return (
        table(
            ["command", "seed", "epochs", "device", "time", "best on the public test, first head", "FER+, second head"],
            rows,
        )
        if rows
        else "No run is kept here."
    )


def shown_table(row):
    """The first answer beside what is shown, on both tests."""
    splits = ("public", "private")
    answers = {name: (result(row, name), row[f"{name}_shown"]) for name in splits}

    def line(words, of_first, of_shown, form=percent):
        return (words, *(form(read(pair)) for pair in answers.values() for read in (of_first, of_shown)))

    def place(name, at):
        return lambda pair: pair[at][name]

    def three(value):
        return f"{value:.3f}"

    return table(
        ["", "first answer, public", "shown, public", "first answer, **private**", "shown, **private**"],
        [
            line("as labelled", place("accuracy", 0), place("accuracy", 1)),
            line("FER+ majority", place("ferplus_first", 0), place("ferplus", 1)),
            line("average recall", place("average_recall", 0), place("average_recall", 1)),
            line("calibration error", place("ece", 0), place("ece", 1), three),
            line("neutral read as negative", place("wronged_first", 1), place("wronged", 1)),
        ],
    )


def other_faces():
    """What was measured once on pictures that can't be published; the product's own program measures any others."""
    return """### Faces it was not trained for

Held back from every choice: 1,871 everyday faces of news and film (1,508 of them portraits) and 927 posed ones of
laboratories, whose pictures can't be published.

| as labelled | FER-2013, private | laboratory, posed | everyday (portraits alone) |
|---|---|---|---|
| first answer | 70.1 % | 77.9 % | 55.8 % (63.3 %) |
| second answer | 60.8 % | 67.3 % | 61.7 % (73.5 %) |
| .8 of the first and .2 of the second | 68.7 % | not measured | 60.0 % (69.2 %) |
| .7 of the first and .3 of the second | 67.8 % | not measured | 61.5 % (71.6 %) |
| mini-Xception | 65.6 % | 68.5 % | 52.3 % |

Neutral everyday faces are read as negative by the first answer in 42 of 100, by the second in 3, with .3 of the second
in 15. For faces of your own, in an .npz file of `img` and `label`, `cargo run --release --example evaluate -- FILE.npz`
prints every figure of this section and of the tables of recall and confusion, for the first answer and for what is
shown, through the product's own preprocessing."""


def when_not_sure():
    """What "Not sure" does."""
    return """### When it is not sure

The probability counts times the clarity of the view: 1 for a face from the front in light, less for one that is turned
away, tilted, small, dark, cut by the edge of the picture, or that the detector itself doubts. So "Not sure" comes
before a wrong name. While it is not sure the mood and the music stay where they were, and the page says why. Among
3,265 faces of the public test that the detector found again, by the offset of the nose in eye distances (what is
shown, as labelled; everyday: right among those named by the first answer):

| offset | under .06 | to .12 | to .18 | to .25 | to .35 | to .5 | more |
|---|---|---|---|---|---|---|---|
| FER-2013, public | 69.6 % | 66.6 % | 62.4 % | 55.7 % | 53.9 % | 58.4 % | 50.0 % |
| everyday | 78 % | 78 % | 73.5 % | 73.5 % | 43 % | 43 % | 4 % |

A still face that the detector shakes by 3 % changes its label .3 times a minute at most, on the mean of 120 faces of
the public test, and never on 94 of 100 of them."""


def choices(row):
    """What emotion.calibrate and emotion.export chose, with what they chose from."""
    run = row["facts"].get("run")
    if not run or not (RUNS / run / "calibration.json").exists():
        return ""
    chosen, stored = read_json(run, "calibration.json", "calibrate"), read_json(run, "export.json", "export")
    rules = table(
        ["rule for dark faces, public test", "full light", "gain 0.5", "gain 0.25", "gain 0.12"],
        [(name, *(percent(value) for value in values)) for name, values in chosen["rules"].items()],
    )
    variants = table(
        ["weights stored as", "bytes", "accuracy, public", "average recall", "named as with float32"],
        [
            (
                f"**{v['storage']}**" if v["storage"] == stored["storage"] else v["storage"],
                f"{v['bytes']:,}",
                percent(v["accuracy"], 2),
                percent(v["average_recall"], 2),
                percent(v["same"], 2),
            )
            for v in stored["variants"]
        ],
    )
    flip = (
        f"Asking the mirrored face too would change accuracy by {chosen['flip_gain'] * 100:+.1f} points on the public"
        f" test, at twice the time: {'it would pay, and is not built' if chosen['flip_gain'] >= 0.01 else 'not done'}."
    )
    runtimes = ", ".join(f"{name} by {value:.0e}" for name, value in stored["differences"].items())
    return f"""## What was chosen, on the public test

The first answer is {1 - chosen["blend"]:.1f} of the head for FER-2013's labels and {chosen["blend"]:.1f} of the head
for FER+'s votes, plus {chosen["favour"]:.1f} times how rare an emotion is in training, folded into the last layer; the
second is the head for FER+'s votes. {flip}

{rules}

{variants}

Runtimes differ from PyTorch with the same weights at most: {runtimes}.

"""


def card(measured, data):
    own = measured[0]
    facts, rule = own["facts"], own["facts"]["brightness"]
    private, alone = result(own), result(own, "private, without copies")
    named = next(row for row in own["private_coverage"] if row[0] == facts["unsure_below"])
    shown = own["private_shown"]
    weakest = min(range(len(EMOTIONS)), key=lambda k: own["recalls"][k])
    pictures = {split: result(own, split)["pictures"] for split in WORDS}
    copies = {split: pictures[split] - pictures[f"{split}, without copies"] for split in ("public", "private")}
    return wrapped(f"""# The emotion model

Written by `python -m emotion.evaluate` in `models/train`, which measures every number below but those of pictures that
can't be published.

**What it is.** A {facts["name"]}, {own["parameters"]:,} weights, {facts["source"]}. Input: one grey face,
{facts["input"][2]} × {facts["input"][3]}. Output, from one pass: two answers, each seven probabilities in the order of
FER-2013 ({", ".join(EMOTIONS)}). The first says how FER-2013 would label the face, the second how the ten voters of
FER+ would. The product shows and feels one reading of both: {1 - facts["votes_share"]:.1f} of the first and
{facts["votes_share"]:.1f} of the second.
{facts["bytes"]:,} bytes, {own["operations"] / 1e6:.1f} million multiply–adds.
Licence of the weights: {facts["licence"]}.

**In short.** On FER-2013's private test {percent(private["accuracy"])} of the faces are read as labelled
({percent(alone["accuracy"])} without those that have a copy in the training split),
with an average recall of {percent(private["average_recall"])}. People reach 65 ± 5 % on the same pictures
(Goodfellow et al., 2013).
Where most voters of FER+ agree, the second answer is theirs on {percent(private["ferplus"])}. What is shown is as
labelled on {percent(shown["accuracy"])} and as most voters say on {percent(shown["ferplus"])}.

## Figures

Temperature, threshold and every other choice of ours were made on FER-2013's public test ({pictures["public"]:,}
pictures); the private test ({pictures["private"]:,}) is only reported. {copies["public"]} and {copies["private"]}
pictures of the two have an exact copy in the training split, hence the rows without copies. FER+ majority: pictures on
which more than half of the ten voters of FER+ agree, contempt counted as disgust; read by the second answer, where
a model has one. No one answer can be right by both: see the limits.

{comparison(measured)}

mini-Xception was the product's first model: converted by `convert_mini_xception.py`, not trained here, and probably
trained on the copies. The network of many tutorials, Conv 32-64-128 and a dense layer, is trained by this pipeline.

{recall_table(measured)}

{confusion_table(own)}

## What is shown and felt

{shown_table(own)}

The share of the second answer, {facts["votes_share"]:g}, has the best sum of the first two rows on the public test. The
first answer alone takes {percent(shown["wronged_first"], 0)} of the faces that most voters call neutral for angry,
disgusted, fearful or sad; what is shown takes {percent(shown["wronged"], 0)} of them for that, and says so, which is
what a mood can follow, of {percent(shown["wronged_named"])}. Label, bars, mood and music follow this one reading, so
that nothing is felt that is not shown. Its probabilities are less calibrated to FER-2013's labels than the first
answer's, since they answer to the voters too.

{other_faces()}

## How sure it is

![reliability diagram](reliability.svg)

The logits are divided by {facts["temperature"]:g}. The calibration error (expected, 15 bins) on the private test is
{private["ece_raw"]:.3f} before and {private["ece"]:.3f} after that, of the first answer. The likeliest emotion of what
is shown is named if its probability is {facts["unsure_below"]:g} or more: of single pictures of the private test
{percent(named[1], 0)} are named then, {percent(named[2])} of these as labelled, and
{percent(named[3])} as most voters say, where most agree.

{coverage_table(own)}

{when_not_sure()}

## What it stands

Accuracy on the private test after one change of every picture, without and with the product's rule for dark faces
(a face with a mean under {rule["below"]:g} of 255 is scaled to {rule["target"]:g}, at most {rule["most"]:g} times).
A larger window is a looser crop.

{robustness_table(measured)}

{choices(own)}## Training runs

{run_rows()}

Training leaves out constant pictures, all copies of test pictures, and repeats. Epochs are chosen by the public test.

## Intended use

To suggest music to the person who looks into the camera, who sees what was read and can overrule it.

**Not** to judge, grade, hire, monitor or diagnose anybody. In the European Union the AI Act (Regulation (EU) 2024/1689)
forbids systems that infer emotions at work and in education, but for medical or safety reasons (Article 5(1)(f)); it
counts other emotion recognition among the high-risk uses (Annex III, 1(c)), and whoever uses it must tell the people it
looks at (Article 50(3)). Faces are personal data: this product reads them on the device and keeps none.

## Whom it fails

Measured on everyday pictures that were kept back, cut by the product's own detector (see "Faces it was not trained
for"): neutral faces of men are read as angry by the first answer in 23 of 100, of women in 8; under 35 years
(estimated) in 7, from 50 on in 30. The one reading of both answers lowers this and does not end it. A face in half
profile is read wrong more often than right, which is why nothing is named then. Fear is found least, and is mostly
read as neutral, sad or surprised.

## Who is under-represented

FER-2013 is what an image search gave in 2013, by words for emotions: actors, stock pictures and public figures, mostly
adults, mostly light-skinned, mostly from the front. Children, old people, darker skin, veils, glasses, beards, and
faces that illness or disability moves otherwise are rare in it. It has no labels of such groups, so no figures by group
exist: expect it to be worse for whoever is rare in it. The rarest emotion, {data["rarest"]}, has
{data["rarest_pictures"]:,} pictures in the training split.

## Limits

- An expression is not a feeling. What a face shows depends on the person, the culture and the situation (Barrett et
  al., 2019), and this model sees one face of one moment, without any of these.
- The labels are guesses of a few people about pictures without a context: on {percent(data["agree"], 0)} of those
  with a clear FER+ majority, FER-2013's label is that majority. No model can be right by both on the others.
- Posed and strong expressions are read better than everyday ones. Weakest here: {EMOTIONS[weakest]}, of which
  {percent(own["recalls"][weakest], 0)} are found.
- Faces are read from about 35 pixels on, from the front, in any quarter turn of the picture. From half profile on
  nothing is named.
- What the table of disturbances shows for one at a time comes together in a real room.
""")
