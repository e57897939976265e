//! Affects over time to one mood: circumplex, smoothing, settling.
