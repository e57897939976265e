//! One browser API per file.
