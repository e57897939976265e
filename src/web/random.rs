//! Randomness from the browser's cryptographic source.

use crate::web::{Error, window};

/// Draws `N` random bytes from the browser's cryptographic source.
///
/// # Errors
/// [`Error`] where there is no such source.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0_u8; N];
    window()?
        .crypto()?
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}

/// Draws a seed of 64 random bits from the browser's cryptographic source.
///
/// # Errors
/// [`Error`] where there is no such source.
pub fn random_seed() -> Result<u64, Error> {
    Ok(u64::from_le_bytes(random_bytes()?))
}
