//! Arrays of bytes out of `NumPy`'s `.npz` files: a zip archive of `.npy` files.
//!
//! Format: `numpy.lib.format`, versions 1 to 3. Only what a data set of bytes needs: type `u1`, C order.

use std::io::{Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// Why an array can't be read.
#[derive(Debug, thiserror::Error)]
pub enum NpzError {
    /// No archive, or a damaged one, or one without the array.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// The archive breaks off.
    #[error(transparent)]
    Read(#[from] std::io::Error),
    /// Not what `NumPy` writes.
    #[error("it is no .npy file")]
    Format,
    /// Not unsigned bytes in C order.
    #[error("it is not of bytes in C order: {0}")]
    Type(String),
    /// Fewer or more bytes than the shape says.
    #[error("{given} bytes don't fill {shape:?}")]
    Length {
        /// Bytes found.
        given: usize,
        /// The dimensions.
        shape: Vec<usize>,
    },
}

/// An array of bytes, the last dimension running fastest.
#[derive(Debug)]
pub struct Array {
    /// Its dimensions.
    pub shape: Vec<usize>,
    /// Its values.
    pub values: Vec<u8>,
}

/// The array `name` of an archive.
///
/// # Errors
/// [`NpzError`].
pub fn array(archive: &mut ZipArchive<impl Read + Seek>, name: &str) -> Result<Array, NpzError> {
    let mut file = archive.by_name(&format!("{name}.npy"))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Result<Array, NpzError> {
    let rest = bytes
        .strip_prefix(b"\x93NUMPY".as_slice())
        .ok_or(NpzError::Format)?;
    let (length, rest) = match rest {
        [1, _, a, b, rest @ ..] => (u32::from(u16::from_le_bytes([*a, *b])), rest),
        [2 | 3, _, a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
        _ => return Err(NpzError::Format),
    };
    let (header, values) = rest
        .split_at_checked(length as usize)
        .ok_or(NpzError::Format)?;
    let header = std::str::from_utf8(header).map_err(|_not_text| NpzError::Format)?;
    if !header.contains("'descr': '|u1'") || !header.contains("'fortran_order': False") {
        return Err(NpzError::Type(header.trim().to_owned()));
    }
    let shape = shape(header).ok_or(NpzError::Format)?;
    if shape.iter().product::<usize>() != values.len() {
        return Err(NpzError::Length {
            given: values.len(),
            shape,
        });
    }
    Ok(Array {
        shape,
        values: values.to_vec(),
    })
}

/// The numbers of `'shape': (3, 48, 48)`.
fn shape(header: &str) -> Option<Vec<usize>> {
    let (_, rest) = header.split_once("'shape': (")?;
    let (numbers, _) = rest.split_once(')')?;
    numbers
        .split(',')
        .map(str::trim)
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().ok())
        .collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// As `numpy.save` writes it.
    pub fn npy(kind: &str, shape: &str, values: &[u8]) -> Vec<u8> {
        let mut header =
            format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({shape}), }}");
        while !(10 + header.len() + 1).is_multiple_of(64) {
            header.push(' ');
        }
        header.push('\n');
        let length = u16::try_from(header.len()).unwrap().to_le_bytes();
        [
            b"\x93NUMPY\x01\x00",
            length.as_slice(),
            header.as_bytes(),
            values,
        ]
        .concat()
    }

    /// As `numpy.savez_compressed` writes it.
    pub fn npz(arrays: &[(&str, Vec<u8>)]) -> Cursor<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in arrays {
            writer
                .start_file(format!("{name}.npy"), SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn an_array_comes_back_with_its_shape() {
        let file = npz(&[
            ("a", npy("|u1", "2, 3", &[1, 2, 3, 4, 5, 6])),
            ("b", npy("|u1", "2,", &[7, 8])),
        ]);
        let mut archive = ZipArchive::new(file).unwrap();
        let a = array(&mut archive, "a").unwrap();
        assert_eq!((a.shape, a.values), (vec![2, 3], vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(array(&mut archive, "b").unwrap().shape, [2]);
        assert!(matches!(array(&mut archive, "c"), Err(NpzError::Zip(_))));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(matches!(parse(b"hello"), Err(NpzError::Format)));
        assert!(matches!(
            parse(b"\x93NUMPY\x01\x00\xff\xff"),
            Err(NpzError::Format)
        ));
        assert!(matches!(
            parse(&npy("<i8", "2,", &[0; 16])),
            Err(NpzError::Type(_))
        ));
        assert!(matches!(
            parse(&npy("|u1", "2, 2", &[0; 3])),
            Err(NpzError::Length { given: 3, .. })
        ));
    }
}
