//! A feature that is fetched whole, state, reducer and view, into the memory of a page that knows it by its types
//! alone.
//!
//! `.ci/build-fetched-feature` builds it in parts, `fetched_feature.test.mjs` opens it. `write(text)` and `empty()` on
//! the page's global send an event to the feature, which is fetched for the first one, and promise what it shows then.

#[cfg(target_arch = "wasm32")]
mod diary {
    //! The feature: a diary that counts its words.

    use feelharmonic::flow::kit::out::Out;

    /// The lines that were written.
    #[derive(Default)]
    pub struct DiaryState {
        entries: Vec<String>,
    }

    /// The deeds of a person.
    pub enum DiaryEvent {
        /// A line that is added.
        Written(String),
        /// The end of all lines.
        Emptied,
    }

    /// The wishes to the shell.
    pub enum DiaryEffect {
        /// Keeping of this line.
        Keep(String),
    }

    /// The news for other features: none.
    pub enum DiaryNews {}

    /// The outbox of the feature.
    pub type DiaryOut = Out<DiaryEffect, DiaryNews>;

    /// Takes an event of the diary.
    pub fn update(state: &mut DiaryState, event: DiaryEvent, out: &mut DiaryOut) {
        match event {
            DiaryEvent::Written(line) => {
                out.effect(DiaryEffect::Keep(line.clone()));
                state.entries.push(line);
            }
            DiaryEvent::Emptied => state.entries.clear(),
        }
    }

    /// Projects the diary to words.
    pub fn view(state: &DiaryState) -> String {
        let words = state
            .entries
            .iter()
            .flat_map(|line| line.split_whitespace());
        format!(
            "{} words in {} entries of the diary",
            words.count(),
            state.entries.len()
        )
    }
}

#[cfg(target_arch = "wasm32")]
mod root {
    //! The page around it: owns the state, and calls the feature through pointers that a part has brought.

    use crate::diary::{DiaryEffect, DiaryEvent, DiaryOut, DiaryState, update, view};
    use feelharmonic::page::ui::lazy::{PartMissing, fetched};
    use std::cell::RefCell;

    /// The feature as its part hands it over.
    #[derive(Clone, Copy)]
    pub struct Diary {
        update: fn(&mut DiaryState, DiaryEvent, &mut DiaryOut),
        view: fn(&DiaryState) -> String,
    }

    fetched! {
        /// Fetches the feature's code.
        fetch_diary: Diary, in diary = Diary { update, view }
    }

    thread_local! {
        static STATE: RefCell<DiaryState> = RefCell::default();
    }

    /// Sends an event, and gives the view with the effects that were asked for.
    pub async fn dispatch(event: DiaryEvent) -> Result<String, PartMissing> {
        let diary = fetch_diary().await?;
        let mut out = DiaryOut::new();
        let shown = STATE.with_borrow_mut(|state| {
            (diary.update)(state, event, &mut out);
            (diary.view)(state)
        });
        let kept = out
            .effects
            .iter()
            .map(|DiaryEffect::Keep(line)| format!(", kept: {line}"));
        Ok(format!("{shown}{}", kept.collect::<String>()))
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    use crate::diary::DiaryEvent;
    use js_sys::{Promise, Reflect};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen_futures::future_to_promise;

    fn promise(event: DiaryEvent) -> Promise {
        future_to_promise(async {
            let shown = root::dispatch(event).await;
            shown
                .map(JsValue::from)
                .map_err(|missing| missing.to_string().into())
        })
    }
    let write =
        Closure::<dyn Fn(String) -> Promise>::new(|text| promise(DiaryEvent::Written(text)));
    let empty = Closure::<dyn Fn() -> Promise>::new(|| promise(DiaryEvent::Emptied));
    let global = js_sys::global();
    for (name, function) in [
        ("write", write.into_js_value()),
        ("empty", empty.into_js_value()),
    ] {
        Reflect::set(&global, &name.into(), &function).unwrap_or_default();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
