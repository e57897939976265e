//! FER-2013's private test out of the data file of `models/train`: `img` (N, 48, 48), `label` and `split` (N), all u8.

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
    #[error("img is {img:?}, label {label:?}, split {split:?}; [N, {SIDE}, {SIDE}], [N], [N] fit")]
    Shape {
        /// The pictures' dimensions.
        img: Vec<usize>,
        /// The labels'.
        label: Vec<usize>,
        /// The splits'.
        split: Vec<usize>,
    },
    /// A label stands for none of the seven emotions.
    #[error("the label {0} is unknown; 0 to 6 are known")]
    Label(u8),
    /// There is no picture of the private test.
    #[error("lacks the private test (split {PRIVATE_TEST})")]
    NoPrivateTest,
}

/// The pictures of the private test, each with what it is labelled as.
#[derive(Debug)]
pub struct Dataset {
    faces: Vec<(Vec<u8>, Emotion)>,
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
        let side = SIDE as usize;
        let count = labels.values.len();
        if images.shape != [count, side, side] || labels.shape != [count] || splits.shape != [count]
        {
            return Err(DatasetError::Shape {
                img: images.shape,
                label: labels.shape,
                split: splits.shape,
            });
        }
        let faces = images
            .values
            .chunks_exact(side * side)
            .zip(labels.values)
            .zip(splits.values)
            .filter(|(_, split)| *split == PRIVATE_TEST)
            .map(|((image, label), _)| Ok((image.to_vec(), emotion(label)?)))
            .collect::<Result<Vec<_>, DatasetError>>()?;
        if faces.is_empty() {
            return Err(DatasetError::NoPrivateTest);
        }
        Ok(Self { faces })
    }

    /// Each picture, grey from 0 to 255, row by row, and its label.
    pub fn faces(&self) -> impl Iterator<Item = (&[u8], Emotion)> {
        self.faces
            .iter()
            .map(|(grey, label)| (grey.as_slice(), *label))
    }
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
        npz(&[
            ("img", npy("|u1", &format!("{count}, {side}, 48"), images)),
            ("label", npy("|u1", &format!("{},", labels.len()), labels)),
            ("split", npy("|u1", &format!("{},", splits.len()), splits)),
        ])
    }

    #[test]
    fn only_the_private_test_is_read_with_its_labels() {
        let mut images = vec![0; 3 * 48 * 48];
        images[2 * 48 * 48 + 1] = 9;
        let dataset = Dataset::read(file(48, &images, &[0, 1, 3], &[0, 1, 2])).unwrap();
        let faces: Vec<_> = dataset.faces().collect();
        assert_eq!(faces.len(), 1);
        assert_eq!(
            (faces[0].0.len(), faces[0].0[1], faces[0].1),
            (48 * 48, 9, Emotion::Happy)
        );
    }

    #[test]
    fn a_file_that_does_not_fit_is_refused_with_what_is_wrong() {
        let images = vec![0; 2 * 48 * 48];
        let said = |file| Dataset::read(file).unwrap_err().to_string();
        assert!(said(Cursor::new(b"hello".to_vec())).starts_with("no .npz file"));
        assert!(said(file(48, &images, &[0, 7], &[2, 2])).contains("label 7 is unknown"));
        assert!(said(file(48, &images, &[0, 1], &[0, 1])).contains("lacks the private test"));
        assert!(said(file(48, &images, &[0], &[2, 2])).contains("label [1], split [2]"));
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
