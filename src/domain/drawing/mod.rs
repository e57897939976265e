//! The page's drawings as text: a flower for every feeling, the path of a list, the catalogue as a map.
//!
//! Pure functions from places and sounds to the inside of an `<svg>`: equal in, equal out, and no value that is not a
//! number. Knows no browser and no scheme; colours that follow the scheme are classes, for the style sheet to fill.
//! [`rosette`] is the one shape, [`tint`] the colour of a place, [`svg_text`] writes both. No text of anybody's is ever
//! written here: what comes out can be given to the browser as markup.

mod angle;
pub mod flower;
pub mod map;
pub mod rosette;
pub mod route;
pub mod sleeve;
mod svg_text;
#[cfg(test)]
mod tests;
pub mod tint;
