//! The dialogue that explains: what is estimated, how sure, and what it can't know.

use crate::page::context::Page;
use crate::page::ui::lazy::{Draw, fetched};
use crate::page::ui::modal::Explainer;
use leptos::prelude::*;

/// The dialogue behind "Runs on your device".
#[component]
pub fn About() -> impl IntoView {
    let page = expect_context::<Page>();
    view! {
        <Explainer open=page.about class="about card" id="about-title" fetch=fetch_about>
            "What Feelharmonic can and can't know"
        </Explainer>
    }
}

fetched! {
    /// Fetches the words of the dialogue.
    fetch_about: Draw, in sheets = || view! { <AboutText /> }.into_any()
}

#[component]
fn AboutText() -> impl IntoView {
    view! {
        <h3>"What it does"</h3>
        <p>
            "It finds faces in the picture and estimates, for each, how likely seven expressions are: angry, \
             disgusted, fearful, happy, sad, surprised, neutral. From these it places a mood on two axes, pleasant \
             and energetic, and looks for music near it in a list that came with the page."
        </p>
        <h3>"How sure it is"</h3>
        <p>
            "On the public FER-2013 test pictures it names the expected expression about two times in three, as \
             people do on the same pictures. It says \"not sure\" rather than guess. It is weaker in the dark, from \
             the side, and for faces unlike those it learned from: children, old people, darker skin and glasses are \
             rare among them."
        </p>
        <h3>"What it can't know"</h3>
        <p>
            "An expression is not a feeling. People smile when they are sad and look stern when they think. You \
             always know better: set the mood by hand, and the camera has no say. Don't use it to judge anybody, \
             least of all at work or school, where the law of the European Union forbids such systems."
        </p>
        <h3>"What leaves this device"</h3>
        <p>
            "No picture, no reading, no mood. The page loads its own files and nothing else. When you open or play a \
             track, Spotify is told which track, as by any link; it is never told why. If you connect your account, \
             Spotify is asked what you like and told what you press. The word for a mood goes there only in the name \
             of a playlist that you make, and you read it first. What you teach with thumbs, the last list and the \
             music you bring are kept in this browser, and nowhere else."
        </p>
    }
}
