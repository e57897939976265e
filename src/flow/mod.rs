//! Events to a new state and a list of effects.
