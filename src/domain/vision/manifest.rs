//! `models/MANIFEST.toml`: what each model file must be, checked before a byte of it is used.

use crate::domain::emotion::Emotion;
use crate::domain::quantity::Fraction;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// The manifest this build was made with.
pub const BUILT_IN_MANIFEST: &str = include_str!("../../../models/MANIFEST.toml");

/// The format that this code reads.
const FORMAT: u32 = 1;

/// A manifest that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// Not TOML, or a field is missing or of the wrong kind.
    #[error("{0}")]
    Unreadable(String),
    /// Of another format than this code reads.
    #[error("format {0} is not {FORMAT}")]
    Format(u32),
    /// The classes are not the seven emotions in their order.
    #[error("the labels are {0:?}")]
    Labels(Vec<String>),
    /// Shapes that this pipeline does not feed or read.
    #[error("{file}: the shapes {input:?} and {output:?} don't fit this pipeline")]
    Shapes {
        /// The model's file.
        file: String,
        /// Its input.
        input: Vec<usize>,
        /// Its output.
        output: Vec<usize>,
    },
    /// A number that makes no sense.
    #[error("{0} is not a sensible number")]
    Number(&'static str),
}

/// A model file that is not the one described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelFileError {
    /// Its length is another.
    #[error("{given} bytes instead of {expected}")]
    Length {
        /// As described.
        expected: u64,
        /// As given.
        given: u64,
    },
    /// Its checksum is another.
    #[error("the checksum is another")]
    Checksum,
}

/// A model file, as described.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ModelFile {
    /// Its name in the folder of the models.
    pub file: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

impl ModelFile {
    /// Checks that `bytes` are this file.
    ///
    /// # Errors
    /// [`ModelFileError`], length before checksum.
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

/// The face detector.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct DetectorEntry {
    /// The file.
    #[serde(flatten)]
    pub model: ModelFile,
    /// The input's shape as the file declares it.
    pub input: Vec<usize>,
    /// The outputs' names, in their order.
    pub outputs: Vec<String>,
}

/// The emotion network.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EmotionEntry {
    /// The file.
    #[serde(flatten)]
    pub model: ModelFile,
    /// The input's shape: 1 × 1 × side × side.
    pub input: Vec<usize>,
    /// The output's shape: 1 × 14 logits, of FER-2013's label and of FER+'s votes; or 1 × 7, the first of them alone.
    pub output: Vec<usize>,
    /// The classes, in the output's order.
    pub labels: Vec<String>,
    /// pixel = grey · scale + offset.
    pub scale: f32,
    /// See `scale`.
    pub offset: f32,
    /// The first answer's logits are divided by it before the softmax.
    pub temperature: f32,
    /// The second answer's, where there is one.
    pub votes_temperature: Option<f32>,
    /// The least certainty of both answers of the likeliest emotion for it to be named.
    pub unsure_below: Fraction,
    /// The side of the square around a face, in longer sides of its box.
    pub crop: f32,
    /// What is done to a dark face.
    pub brightness: BrightnessRule,
}

impl EmotionEntry {
    /// How often the network answers in one pass.
    #[must_use]
    pub fn answer_count(&self) -> usize {
        1 + usize::from(self.votes_temperature.is_some())
    }
}

/// A face whose mean grey (0 to 255) is under `below` is scaled to the mean `target`, at most `most` times.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct BrightnessRule {
    /// Mean grey under which the rule acts.
    pub below: f32,
    /// Mean grey that it aims at.
    pub target: f32,
    /// The largest factor.
    pub most: f32,
}

/// Both models.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The face detector.
    pub detector: DetectorEntry,
    /// The emotion network.
    pub emotion: EmotionEntry,
}

impl Manifest {
    /// Reads and checks a manifest.
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

    /// The side of the emotion network's input, in pixels.
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
