//! A message of the reference implementations of Standard Webhooks, and what may be wrong with it.

use reqwest::header::{HeaderName, HeaderValue};

use crate::webhook::*;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIME: u64 = 1_614_265_330;
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn headers(family: &str, id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [("id", id), ("timestamp", timestamp), ("signature", signature)] {
        let name: HeaderName = format!("{family}-{name}").parse().unwrap();
        headers.insert(name, value.parse().unwrap());
    }
    headers
}

fn signed(signature: &str) -> HeaderMap {
    headers("svix", ID, &TIME.to_string(), signature)
}

fn webhook() -> Webhook {
    Webhook::new(SECRET).unwrap()
}

fn outcome(headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
    webhook().verify_at(headers, body, at(TIME)).map(|_| ())
}

#[test]
fn the_known_message_is_taken_under_either_name() {
    for family in ["svix", "webhook"] {
        let headers = headers(family, ID, &TIME.to_string(), SIGNATURE);
        let webhook = webhook();
        let message = webhook.verify_at(&headers, BODY, at(TIME)).unwrap();
        assert_eq!((message.id, message.timestamp, message.body), (ID, at(TIME), BODY));
        assert_eq!(message.json::<crate::Json>().unwrap()["test"], 2_432_232_314_u64);
    }
}

#[test]
fn the_clock_is_the_systems_unless_one_is_given() {
    let headers = signed(SIGNATURE);
    assert_eq!(webhook().verify(&headers, BODY).unwrap_err(), WebhookError::TooOld);
    let century = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    assert!(webhook().tolerance(century).verify(&headers, BODY).is_ok());
}

#[test]
fn the_time_may_be_off_by_the_tolerance_and_no_more() {
    let headers = signed(SIGNATURE);
    let tick = Duration::from_millis(1);
    let cases = [
        (at(TIME + 300), None),
        (at(TIME + 300) + tick, Some(WebhookError::TooOld)),
        (at(TIME - 300), None),
        (at(TIME - 300) - tick, Some(WebhookError::TooNew)),
    ];
    for (now, problem) in cases {
        assert_eq!(webhook().verify_at(&headers, BODY, now).err(), problem, "{now:?}");
    }
    let strict = webhook().tolerance(Duration::ZERO);
    assert!(strict.verify_at(&headers, BODY, at(TIME)).is_ok());
    let late = strict.verify_at(&headers, BODY, at(TIME + 1));
    assert_eq!(late.unwrap_err(), WebhookError::TooOld);
}

#[test]
fn nothing_that_is_signed_may_change() {
    let refused = Err(WebhookError::NoMatchingSignature);
    let time = TIME.to_string();
    assert_eq!(outcome(&signed(SIGNATURE), br#"{"test": 2432232315}"#), refused);
    assert_eq!(outcome(&signed(SIGNATURE), b""), refused);
    assert_eq!(outcome(&headers("svix", "msg_1", &time, SIGNATURE), BODY), refused);
    let later = (TIME + 1).to_string();
    assert_eq!(outcome(&headers("svix", ID, &later, SIGNATURE), BODY), refused);
    // The same number, but not the same text.
    assert_eq!(outcome(&headers("svix", ID, &format!("0{time}"), SIGNATURE), BODY), refused);
    let other = Webhook::new(OTHER).unwrap();
    assert_eq!(other.verify_at(&signed(SIGNATURE), BODY, at(TIME)).map(|_| ()), refused);
}

#[test]
fn one_signature_among_several_is_enough() {
    let wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    let taken = [
        format!("{wrong} {SIGNATURE}"),
        format!("{SIGNATURE} {wrong}"),
        format!("v1a,AAAA v2,AAAA v1,no-base64 {SIGNATURE}"),
    ];
    for signatures in taken {
        assert_eq!(outcome(&signed(&signatures), BODY), Ok(()), "{signatures}");
    }
    let value = &SIGNATURE["v1,".len()..];
    let refused = [
        "",
        "v1,",
        "v1",
        wrong,
        value,
        &format!("v2,{value}"),
        &format!("V1,{value}"),
        &format!("v1,{}", &value[..40]),
        &SIGNATURE.replace('=', ""),
    ];
    for signatures in refused {
        let problem = Err(WebhookError::NoMatchingSignature);
        assert_eq!(outcome(&signed(signatures), BODY), problem, "{signatures}");
    }
}

#[test]
fn either_secret_is_taken_while_it_is_changed() {
    let (old_first, new_first) = ([SECRET, OTHER], [OTHER, SECRET]);
    for [first, second] in [old_first, new_first] {
        let webhook = Webhook::new(first).unwrap().or_secret(second).unwrap();
        assert!(webhook.verify_at(&signed(SIGNATURE), BODY, at(TIME)).is_ok());
    }
}

#[test]
fn every_header_must_be_there_and_be_text() {
    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        let mut headers = signed(SIGNATURE);
        headers.remove(name);
        assert_eq!(outcome(&headers, BODY), Err(WebhookError::MissingHeader { name }));
        headers.insert(name, HeaderValue::from_bytes(b"\xff").unwrap());
        assert_eq!(outcome(&headers, BODY), Err(WebhookError::MissingHeader { name }));
    }
    for timestamp in ["", "now", "-1", "1.5", "1614265330 ", "18446744073709551616"] {
        let headers = headers("svix", ID, timestamp, SIGNATURE);
        assert_eq!(outcome(&headers, BODY), Err(WebhookError::BadTimestamp), "{timestamp}");
    }
    let headers = headers("svix", ID, &u64::MAX.to_string(), SIGNATURE);
    assert!(outcome(&headers, BODY).is_err());
}

#[test]
fn a_secret_that_cannot_be_meant_is_refused() {
    assert!(Webhook::new(&SECRET["whsec_".len()..]).is_ok());
    for secret in ["", "whsec_", "secret-test-1", "whsec_no-base64", "whsec_AAAA\n", "whsec_AA"] {
        assert_eq!(Webhook::new(secret).unwrap_err(), WebhookError::BadSecret);
        assert_eq!(webhook().or_secret(secret).unwrap_err(), WebhookError::BadSecret);
    }
}

#[test]
fn debug_shows_neither_secret_nor_body() {
    let (webhook, headers) = (webhook(), signed(SIGNATURE));
    let message = webhook.verify_at(&headers, BODY, at(TIME)).unwrap();
    let text = format!("{webhook:?} {message:?}");
    assert!(text.contains(ID) && text.contains("20 bytes"), "{text}");
    assert!(!text.contains("2432232314") && !text.contains(&SECRET[6..]), "{text}");
}

#[test]
fn a_message_cannot_be_cut_in_other_places() {
    // What an old message says can look like a time and a body, and is signed with it.
    let text = format!("msg_1.{TIME}.then.{}.{{}}", TIME + 9999);
    let tag = hmac::sign(&read_key(&SECRET.into()).unwrap(), text.as_bytes());
    let signature = format!("v1,{}", BASE64_STANDARD.encode(tag));
    let body = format!("then.{}.{{}}", TIME + 9999);
    let sent = headers("svix", "msg_1", &TIME.to_string(), &signature);
    assert_eq!(outcome(&sent, body.as_bytes()), Ok(()));
    let id = format!("msg_1.{TIME}.then");
    let forged = headers("svix", &id, &(TIME + 9999).to_string(), &signature);
    let outcome = webhook().verify_at(&forged, b"{}", at(TIME + 9999)).map(drop);
    assert_eq!(outcome, Err(WebhookError::NoMatchingSignature));
}
