use super::*;
use crate::domain::http::{Body, HttpFailure, HttpResponse, Method};
use crate::domain::spotify::callback;
use crate::domain::spotify::pkce::EntropyBytes;
use crate::domain::spotify::scope::Permission;
use oauth2::url::Url;
use proptest::prelude::*;
use std::collections::HashMap;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000.0);
const VERIFIER: [u8; 32] = [0xAB; 32];
const STATE: &str = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd";

fn app() -> SpotifyApp {
    SpotifyApp {
        client_id: ClientId::new(&"0".repeat(32)).unwrap(),
        redirect: RedirectUri::for_page("http://127.0.0.1:8080/").unwrap(),
    }
}

fn departure() -> Departure {
    let entropy = Entropy {
        verifier: EntropyBytes(VERIFIER),
        state: EntropyBytes([0xCD; 16]),
    };
    plan_departure(&app(), Scopes::of(Permission::Taste), &entropy, NOW).unwrap()
}

fn redeem(query: &str) -> Result<(HttpRequest, Redemption), SignInFault> {
    let callback = callback::read_callback(query)?.ok_or(SignInFault::NotAsked)?;
    departure().pending.redeem(callback, NOW)
}

#[test]
fn the_challenge_is_that_of_rfc_7636_appendix_b() {
    let verifier = CodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into()).unwrap();
    assert_eq!(
        verifier.challenge().as_str(),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
    assert_eq!(verifier.challenge().method().as_str(), "S256");
}

#[test]
fn a_verifier_has_43_to_128_unreserved_characters() {
    for length in [43, 128] {
        assert!(CodeVerifier::new("a".repeat(length)).is_ok());
    }
    for wrong in [
        "a".repeat(42),
        "a".repeat(129),
        "a+".repeat(30),
        "ä".repeat(30),
    ] {
        assert_eq!(CodeVerifier::new(wrong.clone()), Err(NoVerifier));
        assert!(serde_json::from_str::<CodeVerifier>(&format!("{wrong:?}")).is_err());
    }
}

#[test]
fn the_address_asks_for_a_code_with_pkce_and_state() {
    let address = Url::parse(departure().address.expose()).unwrap();
    assert_eq!(
        (address.host_str(), address.path()),
        (Some("accounts.spotify.com"), "/authorize")
    );
    let pairs: HashMap<_, _> = address.query_pairs().into_owned().collect();
    let has = |name: &str| pairs.get(name).map(String::as_str);
    assert_eq!(has("response_type"), Some("code"));
    assert_eq!(has("client_id"), Some("0".repeat(32).as_str()));
    assert_eq!(has("redirect_uri"), Some("http://127.0.0.1:8080/"));
    assert_eq!(has("state"), Some(STATE));
    assert_eq!(has("code_challenge_method"), Some("S256"));
    assert_eq!(has("code_challenge").map(str::len), Some(43));
    assert_eq!(
        has("scope"),
        Some("user-top-read user-read-recently-played user-library-read")
    );
    assert!(!departure().address.expose().contains(&"ab".repeat(32)));
}

#[test]
fn a_code_is_redeemed_with_the_verifier_and_without_a_header() {
    let (request, _) = redeem(&format!("?code=the%20code&state={STATE}")).unwrap();
    assert_eq!(request.url, "https://accounts.spotify.com/api/token");
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.bearer, None);
    let Body::Form(form) = &request.body else {
        panic!("no form");
    };
    let form = format!("http://x/?{}", form.expose());
    let pairs: HashMap<_, _> = Url::parse(&form)
        .unwrap()
        .query_pairs()
        .into_owned()
        .collect();
    assert_eq!(pairs["grant_type"], "authorization_code");
    assert_eq!(pairs["code"], "the code");
    assert_eq!(pairs["redirect_uri"], "http://127.0.0.1:8080/");
    assert_eq!(pairs["client_id"], "0".repeat(32));
    assert_eq!(pairs["code_verifier"], "ab".repeat(32));
    assert_eq!(pairs.len(), 5);
}

#[test]
fn another_state_a_refusal_and_a_long_absence_make_no_token_call() {
    let fault = |query: &str| redeem(query).unwrap_err();
    assert_eq!(fault("code=c&state=forged"), SignInFault::WrongState);
    assert_eq!(
        fault("error=access_denied&state=forged"),
        SignInFault::WrongState
    );
    assert_eq!(
        fault(&format!("error=access_denied&state={STATE}")),
        SignInFault::Refused(SignInRefusal::Denied)
    );
    assert_eq!(
        fault(&format!(
            "code=c&state={STATE}&iss=https%3A%2F%2Fevil.example"
        )),
        SignInFault::Callback(CallbackProblem::WrongIssuer)
    );
    let callback = callback::read_callback(&format!("code=c&state={STATE}"))
        .unwrap()
        .unwrap();
    let late = NOW.plus(Millis::from_secs(1801.0));
    assert_eq!(
        departure().pending.redeem(callback, late).unwrap_err(),
        SignInFault::Stale
    );
}

fn settle(status: u16, body: &str) -> Result<TokenSet, SignInFault> {
    let (_, redemption) = redeem(&format!("code=c&state={STATE}")).unwrap();
    let answer = HttpResponse {
        status,
        headers: Vec::new(),
        body: body.into(),
    };
    redemption.settle(Ok(answer), NOW)
}

#[test]
fn the_answer_becomes_the_tokens_of_a_first_authorisation() {
    let body = concat!(
        r#"{"access_token":"a","token_type":"Bearer","expires_in":3600,"refresh_token":"r","#,
        r#""scope":"user-top-read streaming"}"#,
    );
    let tokens = settle(200, body).unwrap();
    assert_eq!(tokens.access().expose(), "a");
    assert_eq!(tokens.info.first_authorised_at, NOW);
    assert_eq!(String::from(tokens.info.scopes), "user-top-read");
    let silent = r#"{"access_token":"a","token_type":"Bearer","refresh_token":"r"}"#;
    assert_eq!(
        settle(200, silent).unwrap().info.scopes,
        Scopes::of(Permission::Taste)
    );
}

#[test]
fn a_refused_code_says_so() {
    let fault = |status, body| settle(status, body).unwrap_err();
    let refused = r#"{"error":"invalid_grant","error_description":"Invalid authorization code"}"#;
    assert_eq!(
        fault(400, refused),
        SignInFault::Token(TokenFault::GrantEnded)
    );
    assert_eq!(
        fault(400, r#"{"error":"invalid_client"}"#),
        SignInFault::Token(TokenFault::Refused(SignInRefusal::App))
    );
    assert_eq!(
        fault(500, "oops"),
        SignInFault::Token(TokenFault::Server(500))
    );
    assert_eq!(
        fault(200, r#"{"access_token":"a","token_type":"Bearer"}"#),
        SignInFault::Token(TokenFault::Unreadable),
        "no refresh token, no connection"
    );
    let (_, redemption) = redeem(&format!("code=c&state={STATE}")).unwrap();
    assert_eq!(
        redemption
            .settle(Err(HttpFailure::TimedOut), NOW)
            .unwrap_err(),
        SignInFault::Token(TokenFault::NoAnswer(HttpFailure::TimedOut))
    );
}

#[test]
fn a_pending_sign_in_survives_the_journey_and_prints_no_secret() {
    let Departure { pending, address } = departure();
    let text = serde_json::to_string(&pending).unwrap();
    assert_eq!(
        serde_json::from_str::<PendingSignIn>(&text).unwrap(),
        pending
    );
    let redemption = redeem(&format!("code=secret-code&state={STATE}")).unwrap();
    let callback = callback::read_callback(&format!("code=secret-code&state={STATE}"));
    let printed = format!("{pending:?} {address:?} {redemption:?} {callback:?}");
    for secret in ["abab", "cdcd", "secret-code"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

/// Pieces that addresses are made of, so that the fuzzing finds its way past the first check.
fn pieces() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "code", "state", "error", "iss", "scope", "%63ode", "st%61te", "code[]", "",
    ]);
    let values = prop_oneof![
        Just("c".to_string()),
        Just(STATE[..31].to_string()),
        Just(format!("{STATE}0")),
        Just(STATE.to_uppercase()),
        Just("access_denied".to_string()),
        Just("https%3A%2F%2Faccounts.spotify.com".to_string()),
        "[ -~]{0,12}",
        ".{0,6}",
    ];
    (names, values).prop_map(|(name, value)| format!("{name}={value}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_forged_address_makes_a_token_call(
        pairs in prop::collection::vec(pieces(), 0..6), noise in ".{0,20}",
    ) {
        let query = format!("?{}{noise}", pairs.join("&"));
        prop_assume!(!query.contains(&format!("{STATE}&")) && !query.ends_with(STATE));
        prop_assert!(redeem(&query).is_err());
    }
}
