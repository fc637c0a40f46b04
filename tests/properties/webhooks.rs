//! Altered webhook messages.

use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use stytch_api::{
    reqwest::header::{HeaderMap, HeaderValue},
    webhook::Webhook,
};

use crate::mutate::{apply_edits, config, edits};

/// The example message of Standard Webhooks' reference implementations.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const TIME: u64 = 1_614_265_330;
const MESSAGE: [&str; 4] = [
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "1614265330",
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    r#"{"test": 2432232314}"#,
];

/// Verifies a message: its ID, timestamp, signatures and body.
fn is_accepted([id, timestamp, signatures, body]: &[String; 4]) -> bool {
    let names = ["svix-id", "svix-timestamp", "svix-signature"];
    let mut headers = HeaderMap::new();
    for (name, text) in names.into_iter().zip([id, timestamp, signatures]) {
        // An HTTP server delivers no other values.
        let Ok(value) = HeaderValue::from_bytes(text.as_bytes()) else { return false };
        headers.insert(name, value);
    }
    let webhook = Webhook::new(SECRET).expect("a secret");
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(TIME);
    match webhook.verify_at(&headers, body.as_bytes(), now) {
        Ok(_) => true,
        Err(error) => {
            let shown = format!("{error} {error:?} {webhook:?}");
            assert!(!shown.contains(&SECRET[6..]), "{shown}");
            false
        }
    }
}

#[test]
fn unaltered_message_is_accepted() {
    assert!(is_accepted(&MESSAGE.map(str::to_owned)));
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn altered_message_is_rejected(part in 0..4_usize, edits in edits()) {
        let mut message = MESSAGE.map(str::to_owned);
        message[part] = apply_edits(&message[part], &edits);
        if is_accepted(&message) {
            // The header may contain other signatures, too.
            prop_assert!(message[2].contains(MESSAGE[2]), "{:?}", message);
            for part in [0, 1, 3] {
                prop_assert_eq!(&*message[part], MESSAGE[part]);
            }
        }
    }
}
