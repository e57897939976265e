//! A chart told as a table.

use crate::domain::text::format_fixed;
/// A chart told as a table: as many cells in each row as there are columns; the first cell of a row is its head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartTable {
    /// Caption that says what the table is about.
    pub caption: String,
    /// Heads of the columns, from left to right.
    pub columns: Vec<&'static str>,
    /// Rows of cells, from top to bottom.
    pub rows: Vec<Vec<String>>,
}

/// Formats a value from −1 to 1 with two digits and a typographic minus sign: "0.42", "−0.63".
pub(super) fn format_signed(value: f32) -> String {
    format_fixed(value, 2).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_value_reads_as_printed_in_books() {
        assert_eq!(format_signed(-0.634), "−0.63");
        assert_eq!(format_signed(-0.001), "0.00");
        assert_eq!(format_signed(0.42), "0.42");
    }
}
