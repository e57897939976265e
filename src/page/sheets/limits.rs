//! The limits: what is estimated, how sure, and what can't be known.

use leptos::prelude::*;

/// The words of the sheet.
#[component]
pub fn Limits() -> impl IntoView {
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
        <h3>"Beyond the face"</h3>
        <p>
            "An expression is not a feeling. People smile when they are sad and look stern when they think. You \
             always know better: set the mood by hand, and the camera has no say. Don't use it to judge anybody, \
             least of all at work or school, where the law of the European Union forbids such systems."
        </p>
    }
}
