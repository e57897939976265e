//! Serves frames.
