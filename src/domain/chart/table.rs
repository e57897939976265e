//! A chart told as a table.

use crate::domain::text::format_fixed;
/// A table: as many cells in each row as there are columns; the first cell of a row is its head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartTable {
    /// What it is about.
    pub caption: String,
    /// The head of each column.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A value between −1 and 1 as it is read: "0.42", "−0.63".
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
