//! Reading answers that can't be relied on: every field may be missing, and what is odd is left out.

use crate::domain::http::HttpResponse;
use crate::domain::spotify::fault::{ApiFault, Unreadable};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// The JSON of a good answer.
///
/// # Errors
/// [`ApiFault::CaptivePortal`] or [`ApiFault::Unreadable`].
pub fn json<T: DeserializeOwned>(response: &HttpResponse) -> Result<T, ApiFault> {
    let text = std::str::from_utf8(&response.body).map_err(|_where| Unreadable::NoText)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('<') {
        return Err(ApiFault::CaptivePortal);
    }
    if text.is_empty() {
        return Err(Unreadable::Empty.into());
    }
    // A list would be taken for the fields in their order.
    if text.starts_with('[') {
        let list = serde_json::from_str::<serde::de::IgnoredAny>(text);
        return Err(list
            .map_or_else(|error| why(&error), |_list| Unreadable::OtherForm)
            .into());
    }
    serde_json::from_str(text).map_err(|error| why(&error).into())
}

fn why(error: &serde_json::Error) -> Unreadable {
    match error.classify() {
        serde_json::error::Category::Eof => Unreadable::CutOff,
        serde_json::error::Category::Data => Unreadable::OtherForm,
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => Unreadable::NoJson,
    }
}

/// A list of which those items are taken that can be read. Missing and `null` lists are empty.
///
/// # Errors
/// Those of the deserializer, for what is no list.
pub fn readable<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let items = Option::<Vec<serde_json::Value>>::deserialize(deserializer)?;
    let readable = items
        .into_iter()
        .flatten()
        .filter_map(|item| T::deserialize(item).ok());
    Ok(readable.collect())
}

/// A value, or its default where it is missing, `null` or of another form.
///
/// # Errors
/// Those of the deserializer, for what is no JSON.
pub fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(T::deserialize(value).unwrap_or_default())
}

/// A page of a list.
#[derive(Debug, Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
pub struct ItemPage<T> {
    /// The items on it: the one thing that makes an answer a page.
    #[serde(deserialize_with = "readable")]
    pub items: Vec<T>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(body: &[u8]) -> HttpResponse {
        HttpResponse {
            status: 200,
            headers: Vec::new(),
            body: body.to_vec(),
        }
    }

    #[test]
    fn odd_items_are_left_out() {
        let page: ItemPage<u8> =
            json(&answer(br#"{"items":[1,null,"x",{"y":2},3],"more":true}"#)).unwrap();
        assert_eq!(page.items, [1, 3]);
        let page: ItemPage<u8> = json(&answer(br#"{"items":null}"#)).unwrap();
        assert!(page.items.is_empty());
    }

    #[rstest]
    #[case(b"", Unreadable::Empty)]
    #[case(b"\xff\xfe{}", Unreadable::NoText)]
    #[case(br#"{"items":[1,"#, Unreadable::CutOff)]
    #[case(b"{items}", Unreadable::NoJson)]
    #[case(br#"{"things":[]}"#, Unreadable::OtherForm)]
    #[case(br#"{"items":7}"#, Unreadable::OtherForm)]
    #[case(b"[1,2]", Unreadable::OtherForm)]
    #[case(b"[[1]]", Unreadable::OtherForm)]
    #[case(b"[1,2", Unreadable::CutOff)]
    fn what_can_not_be_read_says_why(#[case] body: &[u8], #[case] why: Unreadable) {
        let read = json::<ItemPage<u8>>(&answer(body));
        assert_eq!(read.unwrap_err(), ApiFault::Unreadable(why));
    }

    #[test]
    fn a_page_of_a_hotel_is_no_answer() {
        let read = json::<ItemPage<u8>>(&answer(b"  <!doctype html><title>Welcome</title>"));
        assert_eq!(read.unwrap_err(), ApiFault::CaptivePortal);
    }
}
