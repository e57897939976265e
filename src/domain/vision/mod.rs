//! An RGBA frame to face readings: the only module that names tract.
