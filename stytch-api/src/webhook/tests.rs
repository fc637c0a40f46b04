//! Verifies the example message of Standard Webhooks' reference implementations, and variants of it.

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

fn headers(prefix: &str, id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [("id", id), ("timestamp", timestamp), ("signature", signature)] {
        let name: HeaderName = format!("{prefix}-{name}").parse().unwrap();
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

fn verify(headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
    webhook().verify_at(headers, body, at(TIME)).map(|_| ())
}

#[test]
fn valid_message_is_accepted_with_either_header_prefix() {
    for prefix in ["svix", "webhook"] {
        let headers = headers(prefix, ID, &TIME.to_string(), SIGNATURE);
        let webhook = webhook();
        let message = webhook.verify_at(&headers, BODY, at(TIME)).unwrap();
        assert_eq!((message.id, message.timestamp, message.body), (ID, at(TIME), BODY));
        assert_eq!(message.json::<crate::Json>().unwrap()["test"], 2_432_232_314_u64);
    }
}

#[test]
fn current_time_is_used_by_default() {
    let headers = signed(SIGNATURE);
    assert_eq!(webhook().verify(&headers, BODY).unwrap_err(), WebhookError::TooOld);
    let century = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    assert!(webhook().tolerance(century).verify(&headers, BODY).is_ok());
}

#[test]
fn timestamp_must_be_within_the_tolerance() {
    let headers = signed(SIGNATURE);
    let tick = Duration::from_millis(1);
    let cases = [
        (at(TIME + 300), None),
        (at(TIME + 300) + tick, Some(WebhookError::TooOld)),
        (at(TIME - 300), None),
        (at(TIME - 300) - tick, Some(WebhookError::TooNew)),
    ];
    for (now, expected) in cases {
        assert_eq!(webhook().verify_at(&headers, BODY, now).err(), expected, "{now:?}");
    }
    let strict = webhook().tolerance(Duration::ZERO);
    assert!(strict.verify_at(&headers, BODY, at(TIME)).is_ok());
    let late = strict.verify_at(&headers, BODY, at(TIME + 1));
    assert_eq!(late.unwrap_err(), WebhookError::TooOld);
}

#[test]
fn changed_message_is_rejected() {
    let rejected = Err(WebhookError::NoMatchingSignature);
    let time = TIME.to_string();
    assert_eq!(verify(&signed(SIGNATURE), br#"{"test": 2432232315}"#), rejected);
    assert_eq!(verify(&signed(SIGNATURE), b""), rejected);
    assert_eq!(verify(&headers("svix", "msg_1", &time, SIGNATURE), BODY), rejected);
    let later = (TIME + 1).to_string();
    assert_eq!(verify(&headers("svix", ID, &later, SIGNATURE), BODY), rejected);
    // The same number in different digits.
    assert_eq!(verify(&headers("svix", ID, &format!("0{time}"), SIGNATURE), BODY), rejected);
    let other = Webhook::new(OTHER).unwrap();
    assert_eq!(other.verify_at(&signed(SIGNATURE), BODY, at(TIME)).map(|_| ()), rejected);
}

#[test]
fn one_matching_signature_is_enough() {
    let wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    let accepted = [
        format!("{wrong} {SIGNATURE}"),
        format!("{SIGNATURE} {wrong}"),
        format!("v1a,AAAA v2,AAAA v1,not-base64 {SIGNATURE}"),
    ];
    for signatures in accepted {
        assert_eq!(verify(&signed(&signatures), BODY), Ok(()), "{signatures}");
    }
    let value = &SIGNATURE["v1,".len()..];
    let rejected = [
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
    for signatures in rejected {
        let expected = Err(WebhookError::NoMatchingSignature);
        assert_eq!(verify(&signed(signatures), BODY), expected, "{signatures}");
    }
}

#[test]
fn repeated_signature_headers_are_all_tried() {
    let wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    let names = ["svix-signature", "webhook-signature"];
    for (first, second) in [(wrong, SIGNATURE), (SIGNATURE, wrong)] {
        for name in names {
            let mut headers = signed(first);
            headers.append(name, second.parse().unwrap());
            assert_eq!(verify(&headers, BODY), Ok(()), "{headers:?}");
        }
    }
    let mut headers = signed(wrong);
    headers.append(names[0], HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(verify(&headers, BODY), Err(WebhookError::NoMatchingSignature));
    headers.append(names[0], SIGNATURE.parse().unwrap());
    assert_eq!(verify(&headers, BODY), Ok(()));
}

#[test]
fn parts_are_verified_like_headers() {
    let wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    let time = TIME.to_string();
    let verify = |id, timestamp, signatures: &str| {
        let parts = MessageParts { id, timestamp, signatures, body: BODY };
        webhook().verify_parts_at(parts, at(TIME)).map(|message| message.id.to_owned())
    };
    // Gateways join the values of a repeated header by a comma.
    for separator in [" ", ",", ", ", "  "] {
        for signatures in [[wrong, SIGNATURE], [SIGNATURE, wrong]] {
            assert_eq!(verify(ID, &time, &signatures.join(separator)), Ok(ID.to_owned()));
        }
    }
    let missing = |name| Err(WebhookError::MissingHeader { name });
    let cases = [
        (verify("", &time, SIGNATURE), missing("svix-id")),
        (verify(ID, "", SIGNATURE), missing("svix-timestamp")),
        (verify(ID, &time, ""), missing("svix-signature")),
        (verify(ID, "now", SIGNATURE), Err(WebhookError::InvalidTimestamp)),
        (verify("msg_1", &time, SIGNATURE), Err(WebhookError::NoMatchingSignature)),
        (verify(ID, &time, wrong), Err(WebhookError::NoMatchingSignature)),
        (verify(ID, &time, "v1"), Err(WebhookError::NoMatchingSignature)),
    ];
    for (result, expected) in cases {
        assert_eq!(result, expected);
    }
    let parts = MessageParts { id: ID, timestamp: &time, signatures: SIGNATURE, body: BODY };
    assert_eq!(webhook().verify_parts(parts).unwrap_err(), WebhookError::TooOld);
    assert!(
        format!("{parts:?}").contains("20 bytes") && !format!("{parts:?}").contains("2432232314")
    );
}

#[test]
fn both_secrets_are_accepted_during_rotation() {
    for [first, second] in [[SECRET, OTHER], [OTHER, SECRET]] {
        let webhook = Webhook::new(first).unwrap().or_secret(second).unwrap();
        assert!(webhook.verify_at(&signed(SIGNATURE), BODY, at(TIME)).is_ok());
    }
}

#[test]
fn missing_or_invalid_headers_are_rejected() {
    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        let mut headers = signed(SIGNATURE);
        headers.remove(name);
        assert_eq!(verify(&headers, BODY), Err(WebhookError::MissingHeader { name }));
        headers.insert(name, HeaderValue::from_bytes(b"\xff").unwrap());
        assert_eq!(verify(&headers, BODY), Err(WebhookError::MissingHeader { name }));
    }
    for timestamp in ["", "now", "-1", "1.5", "1614265330 ", "18446744073709551616"] {
        let headers = headers("svix", ID, timestamp, SIGNATURE);
        assert_eq!(verify(&headers, BODY), Err(WebhookError::InvalidTimestamp), "{timestamp}");
    }
    let headers = headers("svix", ID, &u64::MAX.to_string(), SIGNATURE);
    assert!(verify(&headers, BODY).is_err());
}

#[test]
fn invalid_secrets_are_rejected() {
    assert!(Webhook::new(&SECRET["whsec_".len()..]).is_ok());
    for secret in ["", "whsec_", "secret-test-1", "whsec_not-base64", "whsec_AAAA\n", "whsec_AA"] {
        assert_eq!(Webhook::new(secret).unwrap_err(), WebhookError::InvalidSecret);
        assert_eq!(webhook().or_secret(secret).unwrap_err(), WebhookError::InvalidSecret);
    }
}

#[test]
fn secrets_of_fewer_than_24_bytes_are_rejected() {
    for (length, expected) in [
        (1, Some(WebhookError::ShortSecret)),
        (23, Some(WebhookError::ShortSecret)),
        (24, None),
        (64, None),
        (75, None),
    ] {
        let secret = format!("whsec_{}", BASE64_STANDARD.encode(vec![7; length]));
        assert_eq!(Webhook::new(secret.as_str()).err(), expected, "{length}");
        assert_eq!(webhook().or_secret(secret).err(), expected, "{length}");
    }
    assert!(WebhookError::ShortSecret.to_string().contains("fewer than 24 bytes"));
}

#[test]
fn debug_hides_secret_and_body() {
    let (webhook, headers) = (webhook(), signed(SIGNATURE));
    let message = webhook.verify_at(&headers, BODY, at(TIME)).unwrap();
    let text = format!("{webhook:?} {message:?}");
    assert!(text.contains(ID) && text.contains("20 bytes"), "{text}");
    assert!(!text.contains("2432232314") && !text.contains(&SECRET[6..]), "{text}");
}

#[test]
fn signed_parts_cannot_be_split_elsewhere() {
    // The body of an earlier message may contain text that looks like a timestamp and a body.
    let text = format!("msg_1.{TIME}.then.{}.{{}}", TIME + 9999);
    let tag = hmac::sign(&read_key(&SECRET.into()).unwrap(), text.as_bytes());
    let signature = format!("v1,{}", BASE64_STANDARD.encode(tag));
    let body = format!("then.{}.{{}}", TIME + 9999);
    let original = headers("svix", "msg_1", &TIME.to_string(), &signature);
    assert_eq!(verify(&original, body.as_bytes()), Ok(()));
    let id = format!("msg_1.{TIME}.then");
    let forged = headers("svix", &id, &(TIME + 9999).to_string(), &signature);
    let result = webhook().verify_at(&forged, b"{}", at(TIME + 9999)).map(drop);
    assert_eq!(result, Err(WebhookError::NoMatchingSignature));
}
