//! FER-2013's private test out of the data file of `models/train`: `img` (N, 48, 48), `label` and `split` (N),
//! `ferplus_votes` (N, 10), all u8.

use crate::npz::{self, NpzError};
use feelharmonic::domain::emotion::Emotion;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// Columns and rows of a picture.
pub const SIDE: u32 = 48;
/// The private test's number in `split`.
const PRIVATE_TEST: u8 = 2;
/// What FER+ (Barsoum et al., 2016) lets its voters choose from, in its order; contempt is nearest to disgust, and the
/// last two, "unknown" and "not a face", are no emotion.
const FERPLUS: [Option<Emotion>; 10] = [
    Some(Emotion::Neutral),
    Some(Emotion::Happy),
    Some(Emotion::Surprised),
    Some(Emotion::Sad),
    Some(Emotion::Angry),
    Some(Emotion::Disgusted),
    Some(Emotion::Fearful),
    Some(Emotion::Disgusted),
    None,
    None,
];

/// Why a data file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DatasetError {
    /// It can't be opened.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// It is no archive of arrays.
    #[error("no .npz file: {0}")]
    Archive(#[source] ZipError),
    /// An array is missing, or of another type or number of dimensions.
    #[error("{name} can't be read: {source}")]
    Array {
        /// The array.
        name: &'static str,
        /// What is wrong with it.
        source: NpzError,
    },
    /// The arrays don't fit together.
    #[error(
        "img is {img:?}, label {label:?}, split {split:?}, ferplus_votes {votes:?}; \
         [N, {SIDE}, {SIDE}], [N], [N], [N, 10] fit"
    )]
    Shape {
        /// The pictures' dimensions.
        img: Vec<usize>,
        /// The labels'.
        label: Vec<usize>,
        /// The splits'.
        split: Vec<usize>,
        /// The votes'.
        votes: Vec<usize>,
    },
    /// A label stands for none of the seven emotions.
    #[error("the label {0} is unknown; 0 to 6 are known")]
    Label(u8),
    /// There is no picture of the private test.
    #[error("lacks the private test (split {PRIVATE_TEST})")]
    NoPrivateTest,
}

/// A picture and what people say of it.
#[derive(Debug)]
pub struct LabelledFace {
    /// 48 × 48, grey from 0 to 255, row by row.
    pub grey: Vec<u8>,
    /// FER-2013's label.
    pub label: Emotion,
    /// FER+'s emotion where one of the seven has more than half of all votes.
    pub majority: Option<Emotion>,
}

/// The pictures of the private test.
#[derive(Debug)]
pub struct Dataset {
    faces: Vec<LabelledFace>,
}

impl Dataset {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`DatasetError`].
    pub fn private_test(path: &Path) -> Result<Self, DatasetError> {
        Self::read(File::open(path)?)
    }

    fn read(file: impl Read + Seek) -> Result<Self, DatasetError> {
        let mut archive = ZipArchive::new(file).map_err(DatasetError::Archive)?;
        let mut array = |name| {
            npz::array(&mut archive, name).map_err(|source| DatasetError::Array { name, source })
        };
        let (labels, splits, images) = (array("label")?, array("split")?, array("img")?);
        let votes = array("ferplus_votes")?;
        let side = SIDE as usize;
        let count = labels.values.len();
        let fits = images.shape == [count, side, side]
            && labels.shape == [count]
            && splits.shape == [count]
            && votes.shape == [count, FERPLUS.len()];
        if !fits {
            return Err(DatasetError::Shape {
                img: images.shape,
                label: labels.shape,
                split: splits.shape,
                votes: votes.shape,
            });
        }
        let faces = images
            .values
            .chunks_exact(side * side)
            .zip(labels.values)
            .zip(votes.values.chunks_exact(FERPLUS.len()))
            .zip(splits.values)
            .filter(|(_, split)| *split == PRIVATE_TEST)
            .map(|(((image, label), votes), _)| {
                Ok(LabelledFace {
                    grey: image.to_vec(),
                    label: emotion(label)?,
                    majority: majority(votes),
                })
            })
            .collect::<Result<Vec<_>, DatasetError>>()?;
        if faces.is_empty() {
            return Err(DatasetError::NoPrivateTest);
        }
        Ok(Self { faces })
    }

    /// All of them, in the file's order.
    pub fn faces(&self) -> impl Iterator<Item = &LabelledFace> {
        self.faces.iter()
    }
}

fn majority(votes: &[u8]) -> Option<Emotion> {
    let count = |emotion| -> u32 {
        let ballots = FERPLUS.iter().zip(votes);
        let for_it = ballots.filter(|(choice, _)| **choice == Some(emotion));
        for_it.map(|(_, count)| u32::from(*count)).sum()
    };
    let all: u32 = votes.iter().map(|&count| u32::from(count)).sum();
    Emotion::ALL
        .into_iter()
        .find(|emotion| count(*emotion) * 2 > all)
}

fn emotion(label: u8) -> Result<Emotion, DatasetError> {
    Emotion::ALL
        .get(usize::from(label))
        .copied()
        .ok_or(DatasetError::Label(label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::npz::tests::{npy, npz};
    use std::io::Cursor;

    fn file(side: usize, images: &[u8], labels: &[u8], splits: &[u8]) -> Cursor<Vec<u8>> {
        let count = images.len() / (side * 48);
        let mut votes = vec![0; 10 * splits.len()];
        votes
            .iter_mut()
            .step_by(10)
            .for_each(|neutral| *neutral = 6);
        npz(&[
            ("img", npy("|u1", &format!("{count}, {side}, 48"), images)),
            ("label", npy("|u1", &format!("{},", labels.len()), labels)),
            ("split", npy("|u1", &format!("{},", splits.len()), splits)),
            (
                "ferplus_votes",
                npy("|u1", &format!("{}, 10", splits.len()), &votes),
            ),
        ])
    }

    #[test]
    fn only_the_private_test_is_read_with_its_labels() {
        let mut images = vec![0; 3 * 48 * 48];
        images[2 * 48 * 48 + 1] = 9;
        let dataset = Dataset::read(file(48, &images, &[0, 1, 3], &[0, 1, 2])).unwrap();
        let faces: Vec<_> = dataset.faces().collect();
        assert_eq!(faces.len(), 1);
        let LabelledFace {
            grey,
            label,
            majority,
        } = faces[0];
        assert_eq!((grey.len(), grey[1], *label), (48 * 48, 9, Emotion::Happy));
        assert_eq!(*majority, Some(Emotion::Neutral));
    }

    #[test]
    fn a_majority_is_more_than_half_of_all_votes() {
        assert_eq!(majority(&[5, 5, 0, 0, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(
            majority(&[0, 0, 6, 0, 0, 0, 0, 0, 4, 0]),
            Some(Emotion::Surprised)
        );
        assert_eq!(majority(&[0, 0, 5, 0, 0, 0, 0, 0, 4, 1]), None);
        assert_eq!(
            majority(&[0, 4, 0, 0, 0, 3, 0, 3, 0, 0]),
            Some(Emotion::Disgusted)
        );
        assert_eq!(majority(&[0; 10]), None);
    }

    #[test]
    fn a_file_that_does_not_fit_is_refused_with_what_is_wrong() {
        let images = vec![0; 2 * 48 * 48];
        let said = |file| Dataset::read(file).unwrap_err().to_string();
        assert!(said(Cursor::new(b"hello".to_vec())).starts_with("no .npz file"));
        assert!(said(file(48, &images, &[0, 7], &[2, 2])).contains("label 7 is unknown"));
        assert!(said(file(48, &images, &[0, 1], &[0, 1])).contains("lacks the private test"));
        assert!(said(file(48, &images, &[0], &[2, 2])).contains("label [1], split [2]"));
        assert!(said(file(48, &images, &[0, 1], &[2])).contains("ferplus_votes [1, 10]"));
        assert!(said(file(40, &images[..2 * 40 * 48], &[0, 1], &[2, 2])).contains("[2, 40, 48]"));
    }

    #[test]
    fn a_missing_array_is_named() {
        let error = Dataset::read(npz(&[("label", npy("|u1", "1,", &[1]))])).unwrap_err();
        assert!(
            error.to_string().starts_with("split can't be read"),
            "{error}"
        );
    }
}
