//! Sorting what is short: one piece of code for every type, where the standard library makes one for each.

use std::cmp::Ordering;

/// Sorts `items` by `compare`; equal items stay in their order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted_indices(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut unsorted: Vec<_> = items.drain(..).map(Some).collect();
    let moved = |at: usize| unsorted.get_mut(at).and_then(Option::take);
    items.extend(order.into_iter().filter_map(moved));
}

/// Returns the indices 0 to `count` in sorted order.
#[inline(never)]
fn sorted_indices(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<_> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_standard_librarys_order(mut items in prop::collection::vec((0_u8..5, any::<u16>()), 0..40)) {
            let mut theirs = items.clone();
            theirs.sort_by_key(|one| one.0);
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, theirs);
        }
    }
}
