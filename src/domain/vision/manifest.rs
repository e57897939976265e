//! `models/MANIFEST.toml`: what each model file must be, checked before a byte of it is used.

use crate::domain::emotion::Emotion;
use crate::domain::quantity::Fraction;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Text of the manifest with which this build was made.
pub const BUILT_IN_MANIFEST: &str = include_str!("../../../models/MANIFEST.toml");

/// Version of the manifest's format that this code reads.
const FORMAT: u32 = 1;

/// Reason for which a manifest can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// The text is not TOML, or a field is missing or of the wrong kind.
    #[error("{0}")]
    Unreadable(String),
    /// The manifest has a format other than the one this code reads.
    #[error("format {0} is not {FORMAT}")]
    Format(u32),
    /// The classes are not the seven emotions in their order.
    #[error("the labels are {0:?}")]
    Labels(Vec<String>),
    /// A model has shapes that this pipeline does not feed or read.
    #[error("{file}: the shapes {input:?} and {output:?} don't fit this pipeline")]
    Shapes {
        /// File name of the model.
        file: String,
        /// Shape of the model's input.
        input: Vec<usize>,
        /// Shape of the model's output.
        output: Vec<usize>,
    },
    /// A number of the manifest makes no sense; the field's name.
    #[error("{0} is not a sensible number")]
    Number(&'static str),
}

/// Reason for which bytes are not the model file described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelFileError {
    /// The file has another length.
    #[error("{given} bytes instead of {expected}")]
    Length {
        /// Length that the manifest describes, in bytes.
        expected: u64,
        /// Length that was given, in bytes.
        given: u64,
    },
    /// The file has another checksum.
    #[error("the checksum is another")]
    Checksum,
}

/// A model file as the manifest describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ModelFile {
    /// File name in the folder of the models.
    pub file: String,
    /// SHA-256 of the file, in lower-case hexadecimal.
    pub sha256: String,
    /// Length of the file, in bytes.
    pub bytes: u64,
}

impl ModelFile {
    /// Verifies that `bytes` are this file.
    ///
    /// # Errors
    /// [`ModelFileError`], the length before the checksum.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), ModelFileError> {
        let given = bytes.len() as u64;
        if given != self.bytes {
            return Err(ModelFileError::Length {
                expected: self.bytes,
                given,
            });
        }
        let sum = hexadecimal(&Sha256::digest(bytes));
        if sum == self.sha256 {
            Ok(())
        } else {
            Err(ModelFileError::Checksum)
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String can't fail.
        write!(text, "{byte:02x}").unwrap_or_default();
        text
    })
}

/// Entry of the face detector, `YuNet`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DetectorEntry {
    /// ONNX file that the plan is made from.
    #[serde(flatten)]
    pub model: ModelFile,
    /// Plan of the model, which ships.
    pub plan: ModelFile,
    /// Shape of the input as the file declares it: 1 × 3 × height × width.
    pub input: Vec<usize>,
    /// Names of the twelve outputs, in their order.
    pub outputs: Vec<String>,
}

/// Entry of the emotion network, with everything needed to feed and read it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EmotionEntry {
    /// ONNX file that the plan is made from.
    #[serde(flatten)]
    pub model: ModelFile,
    /// Plan of the model, which ships.
    pub plan: ModelFile,
    /// Shape of the input: 1 × 1 × side × side.
    pub input: Vec<usize>,
    /// Shape of the output: 1 × 14 logits, of FER-2013's label and of FER+'s votes; or 1 × 7, the first of them alone.
    pub output: Vec<usize>,
    /// Names of the classes, in the output's order.
    pub labels: Vec<String>,
    /// Factor from grey (0 to 255) to the network's input: pixel = grey · scale + offset.
    pub scale: f32,
    /// Summand from grey to the network's input: pixel = grey · scale + offset.
    pub offset: f32,
    /// Softmax temperature of the first answer: its logits are divided by it.
    pub temperature: f32,
    /// Softmax temperature of the second answer, where there is one.
    pub votes_temperature: Option<f32>,
    /// Certainty of the likeliest emotion, by both answers, under which no emotion is named; 0 to 1.
    pub unsure_below: Fraction,
    /// Side of the square around a face, in longer sides of its bounding box.
    pub crop: f32,
    /// Rule for brightening a dark face.
    pub brightness: BrightnessRule,
}

impl EmotionEntry {
    /// Number of answers that the network gives in one pass, 1 or 2.
    #[must_use]
    pub fn answer_count(&self) -> usize {
        1 + usize::from(self.votes_temperature.is_some())
    }
}

/// Rule for brightening a dark face: one whose mean grey (0 to 255) is under `below` is scaled to the mean `target`, at
/// most `most` times.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct BrightnessRule {
    /// Mean grey under which the rule acts, 0 to 255.
    pub below: f32,
    /// Mean grey at which the rule aims, 0 to 255.
    pub target: f32,
    /// Largest factor by which a face is scaled.
    pub most: f32,
}

/// Manifest of both models.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Manifest {
    format: u32,
    /// Entry of the face detector.
    pub detector: DetectorEntry,
    /// Entry of the emotion network.
    pub emotion: EmotionEntry,
}

impl Manifest {
    /// Parses a manifest and checks that this pipeline can work with it.
    ///
    /// # Errors
    /// [`ManifestError`] for everything this pipeline could not work with.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let manifest: Self =
            toml::from_str(text).map_err(|error| ManifestError::Unreadable(error.to_string()))?;
        if manifest.format != FORMAT {
            return Err(ManifestError::Format(manifest.format));
        }
        manifest.check_shapes()?;
        manifest.check_labels()?;
        manifest.check_numbers()?;
        Ok(manifest)
    }

    /// Side of the emotion network's square input, in pixels.
    #[must_use]
    pub fn face_side(&self) -> usize {
        self.emotion.input.last().copied().unwrap_or_default()
    }

    fn check_shapes(&self) -> Result<(), ManifestError> {
        let emotion = &self.emotion;
        let fits = matches!(emotion.input.as_slice(), [1, 1, height, width] if height == width && *width > 0)
            && emotion.output == [1, emotion.answer_count() * Emotion::ALL.len()];
        if !fits {
            return Err(shapes(&emotion.model, &emotion.input, &emotion.output));
        }
        let detector = &self.detector;
        let fits =
            matches!(detector.input.as_slice(), [1, 3, _, _]) && detector.outputs.len() == 12;
        if fits {
            Ok(())
        } else {
            Err(shapes(
                &detector.model,
                &detector.input,
                &[detector.outputs.len()],
            ))
        }
    }

    fn check_labels(&self) -> Result<(), ManifestError> {
        let labels = &self.emotion.labels;
        let right = labels.len() == Emotion::ALL.len()
            && labels
                .iter()
                .zip(Emotion::ALL)
                .all(|(label, emotion)| label.eq_ignore_ascii_case(emotion.name()));
        if right {
            Ok(())
        } else {
            Err(ManifestError::Labels(labels.clone()))
        }
    }

    fn check_numbers(&self) -> Result<(), ManifestError> {
        let EmotionEntry {
            scale,
            offset,
            temperature,
            votes_temperature,
            crop,
            brightness,
            ..
        } = &self.emotion;
        let positive = |value: f32| value.is_finite() && value > 0.0;
        let checks = [
            ("scale", positive(*scale)),
            ("offset", offset.is_finite()),
            ("temperature", positive(*temperature)),
            ("votes_temperature", votes_temperature.is_none_or(positive)),
            ("crop", positive(*crop)),
            (
                "brightness",
                positive(brightness.target) && positive(brightness.most) && brightness.below >= 0.0,
            ),
        ];
        match checks.into_iter().find(|(_, sound)| !sound) {
            Some((name, _)) => Err(ManifestError::Number(name)),
            None => Ok(()),
        }
    }
}

fn shapes(model: &ModelFile, input: &[usize], output: &[usize]) -> ManifestError {
    ManifestError::Shapes {
        file: model.file.clone(),
        input: input.to_vec(),
        output: output.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn the_built_in_manifest_is_sound() {
        let manifest = Manifest::parse(BUILT_IN_MANIFEST).unwrap();
        assert!(manifest.face_side() >= 40);
    }

    #[rstest]
    #[case("format = 1", "format = 2")]
    #[case("\"happy\", \"sad\"", "\"sad\", \"happy\"")]
    #[case("output = [1, 14]", "output = [1, 7]")]
    #[case("\ntemperature = ", "\ntemperature = -")]
    #[case("votes_temperature = ", "votes_temperature = -")]
    #[case("crop = ", "krop = ")]
    fn a_manifest_that_does_not_fit_is_refused(#[case] from: &str, #[case] to: &str) {
        assert!(
            BUILT_IN_MANIFEST.contains(from),
            "{from} is what the case changes"
        );
        assert!(Manifest::parse(&BUILT_IN_MANIFEST.replacen(from, to, 1)).is_err());
    }

    #[test]
    fn a_network_may_answer_once() {
        let lines: Vec<&str> = BUILT_IN_MANIFEST
            .lines()
            .filter(|line| !line.starts_with("votes_temperature"))
            .collect();
        let once = lines.join("\n");
        assert!(Manifest::parse(&once).is_err(), "it has fourteen outputs");
        let once = once.replacen("output = [1, 14]", "output = [1, 7]", 1);
        assert_eq!(Manifest::parse(&once).unwrap().emotion.answer_count(), 1);
    }

    #[test]
    fn a_file_is_known_by_its_length_and_its_checksum() {
        let file = ModelFile {
            file: "a".into(),
            // Of the three letters, as FIPS 180-2 gives it.
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".into(),
            bytes: 3,
        };
        assert_eq!(file.verify(b"abc"), Ok(()));
        assert_eq!(
            file.verify(b"ab"),
            Err(ModelFileError::Length {
                expected: 3,
                given: 2
            })
        );
        assert_eq!(file.verify(b"abd"), Err(ModelFileError::Checksum));
    }
}
