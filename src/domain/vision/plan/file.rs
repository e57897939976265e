//! A plan's file: mark and version, a checksum, then the steps as `postcard` writes them.

use crate::domain::vision::plan::PlanError;
use crate::domain::vision::plan::weights::StoredNumbers;
use serde::{Deserialize, Serialize};

/// Bytes with which every plan begins.
const MARK: [u8; 4] = *b"FHPL";
/// Version of the format that is read and written here.
const VERSION: u8 = 1;

/// Number of a value: 0 is the network's input, n what step n − 1 gives.
pub type ValueId = u16;

/// A network, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFile<'a> {
    /// Number of the input's channels.
    pub channels: u16,
    /// Values that the network answers with, in its order.
    pub outputs: Vec<ValueId>,
    /// Steps in the order in which they are done.
    #[serde(borrow)]
    pub steps: Vec<StoredStep<'a>>,
}

/// Step: one value is read, and gives the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredStep<'a> {
    /// Value that is read.
    pub from: ValueId,
    /// Operator that is applied to it.
    #[serde(borrow)]
    pub operator: StoredOperator<'a>,
}

/// Operator on a value of channels × height × width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoredOperator<'a> {
    /// Convolution of every channel with every channel, `side` / 2 zeros around the input.
    Convolution {
        /// Weights: outputs × inputs × side × side.
        #[serde(borrow)]
        kernel: StoredKernel<'a>,
        /// Side of the kernel, 1 or 3.
        side: u8,
        /// 1, or 2 for half the height and width, rounded up.
        stride: u8,
        /// Value of the result's shape, added to it before what is below zero is cut off.
        addend: Option<ValueId>,
    },
    /// Convolution of each channel by itself, 3 × 3, a zero around the input. Weights: channels × 3 × 3.
    Depthwise(#[serde(borrow)] StoredKernel<'a>),
    /// Maximum of each square of 2 × 2 pixels; height and width are even.
    MaxPool,
    /// Each pixel as a square of 2 × 2 pixels, and a value added to that.
    AddUpsampled {
        /// Value of the result's shape.
        addend: ValueId,
    },
    /// Mean of each channel: channels × 1 × 1.
    Mean,
}

/// Numbers of a convolution, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredKernel<'a> {
    /// Weights, output channel by output channel.
    #[serde(borrow)]
    pub weights: StoredNumbers<'a>,
    /// Summands, one an output channel.
    #[serde(borrow)]
    pub bias: StoredNumbers<'a>,
    /// True where what is below zero becomes zero.
    pub relu: bool,
}

impl<'a> PlanFile<'a> {
    /// Reads a file; its numbers stay where they are.
    ///
    /// # Errors
    /// [`PlanError`] for bytes that are no plan, are of another version, altered or cut off, or say what is not known
    /// here.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, PlanError> {
        let rest = bytes.strip_prefix(&MARK).ok_or(PlanError::Foreign)?;
        let (version, rest) = rest.split_first().ok_or(PlanError::Altered)?;
        if *version != VERSION {
            return Err(PlanError::Version(*version));
        }
        let (sum, body) = rest.split_first_chunk().ok_or(PlanError::Altered)?;
        if u64::from_le_bytes(*sum) != checksum(body) {
            return Err(PlanError::Altered);
        }
        match postcard::take_from_bytes(body) {
            Ok((file, [])) => Ok(file),
            Ok(_) | Err(_) => Err(PlanError::Unknown),
        }
    }

    /// Writes the file's bytes.
    ///
    /// # Errors
    /// What `postcard` says; there is nothing here that it can't write.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let body = postcard::to_allocvec(self)?;
        let sum = checksum(&body).to_le_bytes();
        Ok([MARK.as_slice(), &[VERSION], &sum, &body].concat())
    }
}

/// Computes a sum that tells any one altered byte (FNV-1a, 64 bits).
// Against accidents, and cheap; against malice stands the manifest's SHA-256.
fn checksum(bytes: &[u8]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(BASIS, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn small() -> Vec<u8> {
        let file = PlanFile {
            channels: 1,
            outputs: vec![1],
            steps: vec![StoredStep {
                from: 0,
                operator: StoredOperator::MaxPool,
            }],
        };
        file.to_bytes().unwrap()
    }

    /// Writes a file around a body that nothing here would write.
    fn around(body: &[u8]) -> Vec<u8> {
        [
            MARK.as_slice(),
            &[VERSION],
            &checksum(body).to_le_bytes(),
            body,
        ]
        .concat()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        assert_eq!(PlanFile::parse(&bytes).unwrap().to_bytes().unwrap(), bytes);
    }

    #[rstest]
    #[case::no_plan(b"ONNX, not a plan".to_vec(), PlanError::Foreign)]
    #[case::nothing(Vec::new(), PlanError::Foreign)]
    #[case::another_version([b"FHPL\x02".as_slice(), &[0; 9]].concat(), PlanError::Version(2))]
    #[case::cut_in_the_sum(b"FHPL\x01abc".to_vec(), PlanError::Altered)]
    #[case::goes_on(around(&[1, 1, 1, 1, 0, 2, 0]), PlanError::Unknown)]
    #[case::an_unknown_operator(around(&[1, 1, 1, 1, 0, 9]), PlanError::Unknown)]
    #[case::more_steps_than_there_are(around(&[1, 1, 1, 200, 0, 2]), PlanError::Unknown)]
    fn what_is_no_plan_of_this_version_is_refused(
        #[case] bytes: Vec<u8>,
        #[case] error: PlanError,
    ) {
        assert_eq!(PlanFile::parse(&bytes).unwrap_err(), error);
    }
}
