//! The roles that words play for the feelings around them, by the names that the grammar's text gives them.

/// Role of a phrase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// Negates the next feeling: "not happy".
    Negates,
    /// Negates, or says the most there is before a degree or a comparison: "never been happier".
    NegatesOrTops,
    /// Makes the most of a [`Self::NegatesOrTops`] before it: "never been this happy".
    Degree,
    /// Scales the strength of the next feeling by this factor.
    Scales(f32),
    /// Scales the feeling right behind it, and is one of its own elsewhere: "mad happy", "mad".
    ScalesRightBehind(f32),
    /// Scales the feeling before it: "sad as hell".
    ScalesBefore(f32),
    /// Turns the feeling before it where nothing follows: "sad no more".
    TurnsBefore,
    /// Contrasts what follows with what came before, and gives it more weight.
    Contrasts,
    /// Concedes what follows, and gives it less weight.
    Concedes,
    /// Joins two feelings, and hands a negation on.
    JoinsOr,
    /// Joins two feelings, and nothing more.
    JoinsAnd,
    /// Tells of the past: softens.
    Past,
    /// Tells of what is over: turns.
    Gone,
    /// Ends what was before it.
    Until,
    /// Tells of now: what is past counts less.
    Now,
    /// Wishes for what is not there: turns what is pleasant.
    Wishes,
    /// Answers yes to a question.
    Yes,
    /// Answers no to a question.
    No,
    /// Says that it is so, after a question: "I am".
    Affirms,
    /// Says that a question's feeling is not so, or is so after all.
    Corrects,
    /// Asks for a reason, so that the feeling is a fact.
    AsksWhy,
    /// Fills space and says nothing about feelings.
    Fills,
    /// Ordinary word, which says nothing about feelings.
    Plain,
    /// Words of danger to oneself.
    Danger,
    /// Words that take the danger out of others.
    Harmless,
    /// Words that are left out before words of danger are looked for.
    Between,
}

impl Role {
    /// Finds the role that the grammar's text calls `name`, with a factor in hundredths where it has one.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        if let Some((name, factor)) = name.split_once(' ') {
            let factor = hundredths(factor)?;
            return match name {
                "scale" => Some(Self::Scales(factor)),
                "slang" => Some(Self::ScalesRightBehind(factor)),
                "behind" => Some(Self::ScalesBefore(factor)),
                _ => None,
            };
        }
        NAMES
            .iter()
            .find_map(|(known, role)| (*known == name).then_some(*role))
    }
}

const NAMES: [(&str, Role); 23] = [
    ("not", Role::Negates),
    ("never", Role::NegatesOrTops),
    ("degree", Role::Degree),
    ("after", Role::TurnsBefore),
    ("but", Role::Contrasts),
    ("although", Role::Concedes),
    ("or", Role::JoinsOr),
    ("and", Role::JoinsAnd),
    ("past", Role::Past),
    ("gone", Role::Gone),
    ("until", Role::Until),
    ("now", Role::Now),
    ("wish", Role::Wishes),
    ("yes", Role::Yes),
    ("no", Role::No),
    ("am", Role::Affirms),
    ("wrong", Role::Corrects),
    ("why", Role::AsksWhy),
    ("fill", Role::Fills),
    ("plain", Role::Plain),
    ("danger", Role::Danger),
    ("harmless", Role::Harmless),
    ("between", Role::Between),
];

/// Reads a whole number of hundredths.
pub(super) fn hundredths(number: &str) -> Option<f32> {
    number
        .parse::<i16>()
        .ok()
        .map(|number| f32::from(number) / 100.0)
}
