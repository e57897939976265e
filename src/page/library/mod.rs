//! The person's own tracks on the page: the dialogue that takes a table, and the worker that reads it.

mod effects;
mod import_report;
pub mod library_editor;
pub mod shell;
