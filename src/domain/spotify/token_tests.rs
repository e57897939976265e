use super::*;
use crate::domain::spotify::renewal::{ConnectionEnd, RenewalOutcome, RenewalPlan, plan_renewal};
use crate::domain::spotify::scope::Permission;
use rstest::rstest;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000.0);

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands for what a request can come to"
)]
fn response(status: u16, body: &str) -> HttpOutcome {
    Ok(HttpResponse {
        status,
        headers: Vec::new(),
        body: body.into(),
    })
}

fn tokens() -> TokenSet {
    TokenSet {
        access: Secret::new("access-1"),
        refresh: Secret::new("refresh-1"),
        info: TokenInfo {
            generation: Generation(3),
            client_id: ClientId::new(&"a".repeat(32)).unwrap(),
            expires_at: NOW.plus(Millis::from_secs(3600.0)),
            scopes: Scopes::of(Permission::Taste),
            first_authorised_at: NOW,
            account: None,
            presumed: None,
        },
    }
}

const ROTATED: &str = concat!(
    r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600,"#,
    r#""refresh_token":"refresh-2","scope":"user-top-read"}"#,
);
const SAME: &str = r#"{"access_token":"access-2","token_type":"bearer","expires_in":3600,"refresh_token":"refresh-1"}"#;
const OMITTED: &str = r#"{"access_token":"access-2","token_type":"Bearer"}"#;

#[rstest]
#[case(ROTATED, "refresh-2")]
#[case(SAME, "refresh-1")]
#[case(OMITTED, "refresh-1")]
fn a_refresh_token_is_taken_where_there_is_one_and_kept_otherwise(
    #[case] body: &str,
    #[case] refresh: &str,
) {
    let RenewalOutcome::Kept(kept) = tokens().settle(response(200, body), NOW) else {
        panic!("the tokens were not kept");
    };
    assert_eq!(kept.access.expose(), "access-2");
    assert_eq!(kept.refresh.expose(), refresh);
    assert_eq!(kept.info.generation, Generation(4));
    assert_eq!(kept.info.first_authorised_at, NOW);
    assert!(!kept.info.ends_soon(NOW));
}

#[rstest]
#[case(
    400,
    r#"{"error":"invalid_grant","error_description":"Refresh token revoked"}"#
)]
#[case(400, r#"{"error":"invalid_client"}"#)]
#[case(401, r#"{"error":"unauthorized_client"}"#)]
fn a_refusal_is_the_end(#[case] status: u16, #[case] body: &str) {
    let settled = tokens().settle(response(status, body), NOW);
    assert!(matches!(
        settled,
        RenewalOutcome::Over(ConnectionEnd::Refused)
    ));
}

#[rstest]
#[case(response(503, "<html>"), TokenFault::Server(503))]
#[case(response(429, ""), TokenFault::Server(429))]
#[case(
    response(200, "<html>Welcome to the hotel</html>"),
    TokenFault::Unreadable
)]
#[case(Err(HttpFailure::Offline), TokenFault::NoAnswer(HttpFailure::Offline))]
fn trouble_keeps_the_tokens(#[case] outcome: HttpOutcome, #[case] fault: TokenFault) {
    let RenewalOutcome::Later(kept, why) = tokens().settle(outcome, NOW) else {
        panic!("the tokens are gone");
    };
    assert_eq!(kept, tokens());
    assert_eq!(why, fault);
}

#[test]
fn a_good_token_is_used_and_one_that_ends_soon_is_refreshed() {
    assert!(matches!(
        plan_renewal(Some(tokens()), None, NOW),
        RenewalPlan::Use(_)
    ));
    let late = NOW.plus(Millis::from_secs(3550.0));
    let RenewalPlan::Ask(request, _) = plan_renewal(Some(tokens()), None, late) else {
        panic!("not refreshed");
    };
    assert_eq!(request.url, "https://accounts.spotify.com/api/token");
    assert_eq!(request.bearer, None);
    let crate::domain::http::Body::Form(form) = request.body else {
        panic!("no form");
    };
    let mut pairs: Vec<_> = form.expose().split('&').collect();
    pairs.sort_unstable();
    let client = format!("client_id={}", "a".repeat(32));
    assert_eq!(
        pairs,
        [
            client.as_str(),
            "grant_type=refresh_token",
            "refresh_token=refresh-1"
        ]
    );
}

#[test]
fn what_another_tab_has_refreshed_is_used() {
    assert!(matches!(
        plan_renewal(Some(tokens()), Some(Generation(2)), NOW),
        RenewalPlan::Use(_)
    ));
    assert!(matches!(
        plan_renewal(Some(tokens()), Some(Generation(3)), NOW),
        RenewalPlan::Ask(..)
    ));
    assert!(matches!(
        plan_renewal(None, Some(Generation(3)), NOW),
        RenewalPlan::Absent
    ));
}

#[test]
fn six_months_are_the_end_and_are_announced_a_week_before() {
    let info = tokens().info;
    assert_eq!(info.announced_end(NOW), None);
    let almost = info.over_at().plus(Millis(-6.0 * DAY.0));
    assert_eq!(info.announced_end(almost), Some(info.over_at()));
    let RenewalPlan::Ask(_, tokens) = plan_renewal(Some(tokens()), None, info.over_at()) else {
        panic!("whether it is over, the server says");
    };
    let refused = response(400, r#"{"error":"invalid_grant"}"#);
    assert!(matches!(
        tokens.settle(refused, info.over_at()),
        RenewalOutcome::Over(ConnectionEnd::SixMonths)
    ));
}

#[test]
fn a_clock_that_is_years_ahead_wipes_nothing() {
    let mut server = Server {
        takes: "refresh-1".into(),
        asked: 0,
        refused: 0,
    };
    let far = NOW.plus(Millis(2000.0 * DAY.0));
    let RenewalPlan::Ask(request, old) = plan_renewal(Some(tokens()), None, far) else {
        panic!("not asked");
    };
    let RenewalOutcome::Kept(renewed) = old.settle(server.answer(&request), far) else {
        panic!("what the server gives is kept");
    };
    assert!(renewed.info.generation > tokens().info.generation);
    let no_answer = Err(HttpFailure::Offline);
    let RenewalPlan::Ask(_, old) = plan_renewal(Some(tokens()), None, far) else {
        panic!("not asked");
    };
    assert!(matches!(
        old.settle(no_answer, far),
        RenewalOutcome::Later(..)
    ));
}

#[test]
fn the_record_survives_being_kept_and_prints_no_secret() {
    let text = serde_json::to_string(&tokens()).unwrap();
    assert!(text.contains("refresh-1"), "what is kept can be used again");
    assert_eq!(serde_json::from_str::<TokenSet>(&text).unwrap(), tokens());
    let printed = format!(
        "{:?} {:?}",
        tokens(),
        plan_renewal(Some(tokens()), Some(Generation(9)), NOW)
    );
    assert!(
        !printed.contains("access-1") && !printed.contains("refresh-1"),
        "{printed}"
    );
}

/// A rotating server, which knows the one refresh token that it takes.
struct Server {
    takes: String,
    asked: u32,
    refused: u32,
}

impl Server {
    fn answer(&mut self, request: &HttpRequest) -> HttpOutcome {
        self.asked += 1;
        let crate::domain::http::Body::Form(form) = &request.body else {
            panic!("no form");
        };
        if !form
            .expose()
            .contains(&format!("refresh_token={}", self.takes))
        {
            self.refused += 1;
            return response(400, r#"{"error":"invalid_grant"}"#);
        }
        self.takes = format!("refresh-{}", self.asked + 1);
        let body = format!(
            r#"{{"access_token":"access-{}","token_type":"Bearer","expires_in":3600,"refresh_token":"{}"}}"#,
            self.asked + 1,
            self.takes
        );
        response(200, &body)
    }
}

#[test]
fn five_tabs_refresh_fifty_times_with_one_request_a_round_and_no_refusal() {
    let mut server = Server {
        takes: "refresh-1".into(),
        asked: 0,
        refused: 0,
    };
    let mut record = tokens();
    for round in 1..=50_u32 {
        // Every tab finds the same generation wanting; the lock lets them in one after the other.
        let seen = record.info.generation;
        for _tab in 0..5 {
            record = match plan_renewal(Some(record), Some(seen), NOW) {
                RenewalPlan::Use(tokens) => tokens,
                RenewalPlan::Ask(request, tokens) => {
                    match tokens.settle(server.answer(&request), NOW) {
                        RenewalOutcome::Kept(tokens) => tokens,
                        other => panic!("{other:?}"),
                    }
                }
                other => panic!("{other:?}"),
            };
        }
        assert_eq!((server.asked, server.refused), (round, 0));
    }
}

#[test]
fn a_stolen_token_that_was_used_before_is_refused() {
    let mut server = Server {
        takes: "refresh-9".into(),
        asked: 0,
        refused: 0,
    };
    let RenewalPlan::Ask(request, old) = plan_renewal(Some(tokens()), Some(Generation(3)), NOW)
    else {
        panic!("not refreshed");
    };
    let settled = old.settle(server.answer(&request), NOW);
    assert!(matches!(
        settled,
        RenewalOutcome::Over(ConnectionEnd::Refused)
    ));
    assert_eq!(server.refused, 1);
}
