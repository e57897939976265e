//! A mood to music: the catalogue, the intent, the ranking and its reasons.
