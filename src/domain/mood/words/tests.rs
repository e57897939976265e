use super::*;
use crate::domain::mood::circumplex::word_for;
use proptest::prelude::*;
use rstest::rstest;

fn read(text: &str) -> Option<WordsReading> {
    match read_words(text) {
        WordsAnswer::Mood(reading) => Some(reading),
        WordsAnswer::Danger | WordsAnswer::NoFeeling => None,
    }
}

fn at(text: &str) -> (f32, f32) {
    let place = read(text)
        .unwrap_or_else(|| panic!("{text}: {:?}", read_words(text)))
        .affect
        .place;
    (place.valence.get(), place.arousal.get())
}

#[rstest]
#[case("tired but content", "content")]
#[case("I'm so happy today!", "joyful")]
#[case("SAD", "gloomy")]
#[case("not happy, kind of wound up", "tense")]
#[case("calm and peaceful", "serene")]
#[case("absolutely furious", "angry")]
#[case("I feel pretty relaxed", "content")]
#[case("bored and lonely", "wistful")]
#[case("can't wait for tonight", "joyful")]
#[case("couldn’t be better", "joyful")]
#[case("a little stressed out", "tense")]
#[case("a bit bored", "wistful")]
fn texts_are_read_as_people_mean_them(#[case] text: &str, #[case] word: &str) {
    let affect = read(text).unwrap().affect;
    assert_eq!(word_for(affect.place), word, "{text}: {affect:?}");
}

#[rstest]
#[case::plain("not happy")]
#[case("not feeling very happy")]
#[case("I don't feel good")]
#[case("never calm")]
#[case("neither happy nor relaxed")]
#[case("do not feel good today")]
#[case("nobody loves me")]
#[case("no one likes me")]
#[case("nothing makes me happy")]
#[case("lost my joy")]
#[case::cannot_stop("can't stop crying")]
#[case("can't stop worrying")]
#[case("can't stop being sad")]
#[case("cannot stop crying")]
#[case("can't help feeling anxious")]
#[case("won't stop worrying")]
#[case("can't shake this sadness")]
#[case("couldn't be sadder")]
#[case("never been this sad")]
#[case("never felt worse")]
#[case::answers("not sad? no, I am")]
#[case("happy? no")]
#[case("am I happy? not really")]
#[case("happy? nope.")]
#[case("are you happy? no, I'm not")]
#[case("sad? yes, very")]
#[case("happy? I wish")]
#[case("happy? no, sad")]
#[case::over("used to be happy")]
#[case("I used to feel so alive")]
#[case("happy no more")]
#[case("happy until you left")]
#[case("was happy before")]
#[case::wished("wish I was happy")]
#[case("I wish I could be calm and happy")]
#[case("if only I were happy")]
#[case("trying to be happy")]
#[case("pretending to be happy")]
#[case("I wish I wasn't so sad")]
#[case("I miss being happy")]
#[case("supposed to be happy")]
#[case::vocabulary("cried")]
#[case("stressful")]
#[case("depression")]
#[case("crying all night")]
#[case("heartache")]
#[case("😢")]
#[case(":(")]
#[case("😭😭")]
#[case("ugh :'(")]
#[case("sad as hell")]
#[case("depresed")]
#[case("anxios")]
#[case("lonley")]
fn what_is_unpleasant_is_read_so(#[case] text: &str) {
    assert!(at(text).0 < -0.2, "{text}: {:?}", read(text));
}

#[rstest]
#[case::most("without a doubt happy")]
#[case("don't worry be happy")]
#[case("never been this excited")]
#[case("not just happy, ecstatic")]
#[case("never been happier")]
#[case("couldn't be happier")]
#[case("no doubt happy")]
#[case("not gonna lie, I'm happy")]
#[case("not only happy but proud")]
#[case("can't stop smiling")]
#[case("can't stop laughing")]
#[case("can't get enough of this joy")]
#[case("never felt so good")]
#[case("dying of laughter")]
#[case("I don't know why but I'm happy")]
#[case("can't believe how happy I am")]
#[case::slang("mad happy")]
#[case("low-key happy")]
#[case("lowkey excited")]
#[case("down to party")]
#[case("so down for this party")]
#[case("terribly happy")]
#[case("stupid happy")]
#[case("happy af")]
#[case("crazy in love")]
#[case::slips("goood")]
#[case("hapy")]
#[case("happpyyyy")]
#[case("exicted")]
#[case::vocabulary("love")]
#[case("happier")]
#[case("happiest")]
#[case("delightful")]
#[case("🙂")]
#[case("🎉🥳")]
#[case(":)")]
#[case("great day <3")]
#[case::answers("sad? no, happy")]
#[case("happy? yes")]
#[case("am I happy? I am!")]
#[case("was sad, now happy")]
fn what_is_pleasant_is_read_so(#[case] text: &str) {
    assert!(at(text).0 > 0.2, "{text}: {:?}", read(text));
}

#[rstest]
#[case("not sad")]
#[case("not angry or sad")]
#[case("no longer afraid")]
#[case("sad no more")]
#[case("not sad anymore")]
#[case("stopped crying")]
#[case("used to be sad")]
#[case("sad? no")]
#[case("no stress")]
fn what_is_no_longer_unpleasant_is_mildly_pleasant(#[case] text: &str) {
    assert!((0.1..0.5).contains(&at(text).0), "{text}: {:?}", read(text));
}

#[test]
fn a_pause_ends_a_negation() {
    assert!(at("not sad, happy").0 > 0.5);
    assert!(at("no, sad").0 < -0.4);
}

#[test]
fn strengths_are_in_order() {
    let strengths = [
        "slightly angry",
        "quite angry",
        "angry",
        "very angry",
        "extremely angry",
    ]
    .map(|text| at(text).1);
    assert!(strengths.is_sorted_by(|a, b| a < b), "{strengths:?}");
    assert!(at("not very happy").0 > at("not happy").0);
    assert!(at("less stressed").0 > 0.0);
}

#[test]
fn what_follows_but_counts_more() {
    assert!(at("happy but tired").0 < at("tired but happy").0);
    assert!(at("happy but tired").1 < at("tired but happy").1);
    assert!(at("although tired, happy").0 > at("although happy, tired").0);
    assert!(at("happy, though tired").0 > at("happy, tired though").0);
}

#[rstest]
#[case("I was happy")]
#[case("happy?")]
#[case("felt calm yesterday")]
fn what_is_past_or_asked_is_not_sure(#[case] text: &str) {
    let (told, plain) = (read(text).unwrap(), read("happy").unwrap());
    let confidence = |reading: &WordsReading| reading.affect.confidence.overall().get();
    assert!(confidence(&told) < 0.4, "{told:?}");
    assert!(confidence(&plain) > 0.8);
}

#[test]
fn unknown_words_make_it_less_sure_and_move_nothing() {
    let (plain, padded) = (
        read("happy").unwrap(),
        read("happy because my cat ate xylophones").unwrap(),
    );
    assert_eq!(plain.affect.place, padded.affect.place);
    assert!(padded.affect.confidence.overall() < plain.affect.confidence.overall());
    assert_eq!(padded.ignored, ["cat", "ate", "xylophones"]);
    assert_eq!(read_words("xylophones and cats"), WordsAnswer::NoFeeling);
    assert_eq!(read_words(""), WordsAnswer::NoFeeling);
}

#[test]
fn words_of_danger_are_answered_before_all_others() {
    assert_eq!(
        read_words("so happy but I want to die"),
        WordsAnswer::Danger
    );
    assert!(read("dying of laughter").is_some());
}

#[test]
fn case_punctuation_and_stretching_do_not_matter() {
    let plain = at("so happy").0;
    for text in [
        "SO HAPPY!!!",
        "…so—happy",
        "soooo  happyyyy 🎉",
        "“So, so happy",
    ] {
        assert!((at(text).0 - plain).abs() < 0.2, "{text}");
    }
}

#[test]
fn it_says_what_counted() {
    let said = |text: &str| read(text).unwrap().to_string();
    assert_eq!(
        said("I'm not happy, kind of wound up"),
        "Counted: not happy, kind of wound up"
    );
    assert_eq!(
        said("tired but content"),
        "Counted: tired (less), content (more)"
    );
    assert_eq!(said("depresed"), "Counted: depressed");
    assert_eq!(said("happy? no"), "Counted: not happy");
}

proptest! {
    #[test]
    fn any_text_gives_a_place_on_the_plane_or_none(text: String) {
        if let Some(reading) = read(&text) {
            prop_assert!(!reading.counted.is_empty());
        }
    }

    #[test]
    fn any_words_of_feeling_in_any_order_are_understood(
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "not", "very", "happy", "sad", "but", "or", ",", "tired", "a bit", "?", "was", "wish", "no more",
            ]),
            1..12,
        ),
    ) {
        let text = words.join(" ");
        let feelings = words.iter().filter(|word| ["happy", "sad", "tired"].contains(word)).count();
        prop_assert_eq!(read(&text).map_or(0, |reading| reading.counted.len()), feelings);
    }
}
