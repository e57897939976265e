//! Inputs made of seeds: cut, doubled, mixed, with words and bytes put in where they hurt.

/// The most bytes of an input.
const LONGEST: usize = 4096;

/// A maker of one input; the same number makes the same one.
pub struct Mutator(u64);

impl Mutator {
    pub fn of(number: u64) -> Self {
        // Splitmix64 (Steele, Lea, Flood, 2014): numbers in a row give seeds that are far apart.
        let mut seed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
        seed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        seed = (seed ^ (seed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self((seed ^ (seed >> 31)) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % end.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// An input: a seed with up to eight changes.
    pub fn input(&mut self, seeds: &[&[u8]], words: &[&[u8]]) -> Vec<u8> {
        let mut input = self.pick(seeds).to_vec();
        for _change in 0..self.below(9) {
            self.change(&mut input, seeds, words);
            input.truncate(LONGEST);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[&[u8]], words: &[&[u8]]) {
        let at = self.below(input.len() + 1);
        let until = (at + self.below(40)).min(input.len());
        match self.below(8) {
            0 => {
                let byte = u8::try_from(self.below(256)).unwrap_or_default();
                input.insert(at, byte);
            }
            1 => {
                input.drain(at..until);
            }
            2 => {
                let part = input[at..until].to_vec();
                input.splice(at..at, part);
            }
            3 => input.truncate(at),
            4 => {
                let other = self.pick(seeds);
                let from = self.below(other.len() + 1);
                input.splice(at..until, other[from..].iter().copied());
            }
            5 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
            }
            _ => {
                let word = self.pick(words);
                input.splice(at..at, word.iter().copied());
            }
        }
    }
}
