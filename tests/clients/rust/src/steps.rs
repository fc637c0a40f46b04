//! Steps of the flow. The first one that fails ends the program.

use std::{
    fmt::Debug,
    process,
    sync::atomic::{AtomicUsize, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use aws_lc_rs::hmac;

pub const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// The number of steps so far.
pub fn count() -> usize {
    COUNT.load(Ordering::Relaxed)
}

/// Runs one step and returns its result.
pub async fn step<T>(name: &str, call: impl Future<Output = stytch::Result<T>>) -> T {
    begin();
    call.await.unwrap_or_else(|error| fail(name, &error))
}

/// Runs one step that must fail with this error type.
pub async fn refused<T: Debug>(
    name: &str,
    error_type: &str,
    call: impl Future<Output = stytch::Result<T>>,
) {
    begin();
    match call.await {
        Err(stytch::Error::Response(error)) if error.error_type == error_type => {}
        result => fail(&format!("{name} is refused"), &result),
    }
}

/// Checks the results of earlier steps.
pub fn check<T: Debug + PartialEq>(name: &str, found: T, expected: T) {
    begin();
    if found != expected {
        fail(name, &format_args!("{found:?} instead of {expected:?}"));
    }
}

/// The current code of an authenticator (RFC 6238).
pub fn code(secret: &str) -> String {
    let mut bits = String::new();
    for letter in secret.bytes() {
        let digit = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|it| *it == letter);
        bits += &format!("{:05b}", digit.expect("base32"));
    }
    let bytes = bits.as_bytes().chunks_exact(8);
    let key: Vec<u8> =
        bytes.map(|byte| byte.iter().fold(0, |value, bit| value << 1 | (bit - b'0'))).collect();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
    let counter = now.as_secs() / 30;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key);
    let tag = hmac::sign(&key, &counter.to_be_bytes());
    let digest = tag.as_ref();
    let offset = usize::from(digest[19] & 15);
    let number = digest[offset..offset + 4].iter().fold(0, |it, byte| it << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

fn begin() {
    COUNT.fetch_add(1, Ordering::Relaxed);
}

fn fail(name: &str, error: &dyn Debug) -> ! {
    eprintln!("rust: step {}, {name}: {error:?}", count());
    process::exit(1)
}
