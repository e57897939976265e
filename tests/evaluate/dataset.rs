//! Labelled faces out of an `.npz` file: `img` (N, H, W) and `label` (N), and where there are any `split` (N) and
//! `ferplus_votes` (N, 10), all u8. Of a file with splits one is read, of others everything.

use crate::npz::{self, Array, NpzError};
use feelharmonic::domain::emotion::Emotion;
use feelharmonic::domain::face::FrameSize;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// FER-2013's private test among the splits.
pub const PRIVATE_TEST: u8 = 2;
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
         [N, H, W], [N], [N], [N, 10] fit"
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
    /// There is no picture of the split that was asked for.
    #[error("has no picture of split {0}")]
    NoPicture(u8),
}

/// A picture and what people say of it.
#[derive(Debug)]
pub struct LabelledFace {
    /// Grey from 0 to 255, row by row.
    pub grey: Vec<u8>,
    /// The label, in FER-2013's order.
    pub label: Emotion,
    /// FER+'s emotion where one of the seven has more than half of all votes.
    pub majority: Option<Emotion>,
}

/// The pictures that are evaluated.
#[derive(Debug)]
pub struct Dataset {
    size: FrameSize,
    faces: Vec<LabelledFace>,
}

impl Dataset {
    /// Reads the pictures of `split` in the file at `path`; all of them where it has no splits.
    ///
    /// # Errors
    /// [`DatasetError`].
    pub fn open(path: &Path, split: u8) -> Result<Self, DatasetError> {
        Self::read(File::open(path)?, split)
    }

    fn read(file: impl Read + Seek, split: u8) -> Result<Self, DatasetError> {
        let mut archive = ZipArchive::new(file).map_err(DatasetError::Archive)?;
        let labels = required(&mut archive, "label")?;
        let images = required(&mut archive, "img")?;
        let count = labels.values.len();
        let splits = optional(&mut archive, "split", &[split], &[count])?;
        let votes = optional(
            &mut archive,
            "ferplus_votes",
            &[0; 10],
            &[count, FERPLUS.len()],
        )?;
        let fits = images.shape.len() == 3
            && images.shape.first() == Some(&count)
            && !images.values.is_empty()
            && labels.shape == [count]
            && splits.shape == [count]
            && votes.shape == [count, FERPLUS.len()];
        let (&[_, height, width], true) = (images.shape.as_slice(), fits) else {
            return Err(DatasetError::Shape {
                img: images.shape,
                label: labels.shape,
                split: splits.shape,
                votes: votes.shape,
            });
        };
        let faces = images
            .values
            .chunks_exact(height * width)
            .zip(labels.values)
            .zip(votes.values.chunks_exact(FERPLUS.len()))
            .zip(splits.values)
            .filter(|(_, of)| *of == split)
            .map(|(((image, label), votes), _)| {
                Ok(LabelledFace {
                    grey: image.to_vec(),
                    label: emotion(label)?,
                    majority: majority(votes),
                })
            })
            .collect::<Result<Vec<_>, DatasetError>>()?;
        if faces.is_empty() {
            return Err(DatasetError::NoPicture(split));
        }
        let pixels = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let size = FrameSize {
            width: pixels(width),
            height: pixels(height),
        };
        Ok(Self { size, faces })
    }

    /// The size of every picture.
    pub const fn size(&self) -> FrameSize {
        self.size
    }

    /// All of them, in the file's order.
    pub fn faces(&self) -> impl Iterator<Item = &LabelledFace> {
        self.faces.iter()
    }
}

fn required(
    archive: &mut ZipArchive<impl Read + Seek>,
    name: &'static str,
) -> Result<Array, DatasetError> {
    npz::array(archive, name).map_err(|source| DatasetError::Array { name, source })
}

/// The array `name`, or one of `shape` that repeats `row` where the archive has none.
fn optional(
    archive: &mut ZipArchive<impl Read + Seek>,
    name: &'static str,
    row: &[u8],
    shape: &[usize],
) -> Result<Array, DatasetError> {
    match npz::array(archive, name) {
        Err(NpzError::Zip(ZipError::FileNotFound)) => Ok(Array {
            shape: shape.to_vec(),
            values: row.repeat(shape.first().copied().unwrap_or_default()),
        }),
        other => other.map_err(|source| DatasetError::Array { name, source }),
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
    fn only_the_split_that_was_asked_for_is_read_with_its_labels() {
        let mut images = vec![0; 3 * 48 * 48];
        images[2 * 48 * 48 + 1] = 9;
        let read = |split| Dataset::read(file(48, &images, &[0, 1, 3], &[0, 1, 2]), split).unwrap();
        let dataset = read(PRIVATE_TEST);
        let faces: Vec<_> = dataset.faces().collect();
        assert_eq!(faces.len(), 1);
        let LabelledFace {
            grey,
            label,
            majority,
        } = faces[0];
        assert_eq!((grey.len(), grey[1], *label), (48 * 48, 9, Emotion::Happy));
        assert_eq!(*majority, Some(Emotion::Neutral));
        assert_eq!(read(0).faces().next().unwrap().label, Emotion::Angry);
    }

    #[test]
    fn a_file_of_larger_faces_without_splits_and_votes_is_read_whole() {
        let labels = npy("|u1", "2,", &[6, 4]);
        let images = npy("|u1", "2, 60, 50", &[7; 2 * 60 * 50]);
        let dataset =
            Dataset::read(npz(&[("img", images), ("label", labels)]), PRIVATE_TEST).unwrap();
        let size = FrameSize {
            width: 50,
            height: 60,
        };
        assert_eq!((dataset.size(), dataset.faces().count()), (size, 2));
        assert!(dataset.faces().all(|face| face.majority.is_none()));
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
        let said = |file| Dataset::read(file, 2).unwrap_err().to_string();
        assert!(said(Cursor::new(b"hello".to_vec())).starts_with("no .npz file"));
        assert!(said(file(48, &images, &[0, 7], &[2, 2])).contains("label 7 is unknown"));
        assert!(said(file(48, &images, &[0, 1], &[0, 1])).contains("no picture of split 2"));
        assert!(said(file(48, &images, &[0], &[2, 2])).contains("label [1], split [2]"));
        assert!(said(file(48, &images, &[0, 1], &[2])).contains("ferplus_votes [1, 10]"));
        let flat = npy("|u1", "2, 48", &images[..2 * 48]);
        let flat = npz(&[("img", flat), ("label", npy("|u1", "2,", &[0, 1]))]);
        assert!(said(flat).contains("img is [2, 48]"));
    }

    #[test]
    fn a_missing_array_is_named() {
        let error = Dataset::read(npz(&[("label", npy("|u1", "1,", &[1]))]), 2).unwrap_err();
        assert!(
            error.to_string().starts_with("img can't be read"),
            "{error}"
        );
    }
}
