//! Randomness from the browser's cryptographic source.

use crate::web::{Error, window};

/// 64 random bits.
///
/// # Errors
/// [`Error`] where there is no such source.
pub fn seed() -> Result<u64, Error> {
    let mut bytes = [0_u8; 8];
    window()?
        .crypto()?
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}
