//! Tests that secrets do not stay in memory once a call and its client are dropped: the memory of the
//! process is searched for them.
//!
//! The calls are prepared but not sent: the HTTP library and the kernel have copies of everything that
//! they send.

// The memory is read through `/proc`.
#![cfg(target_os = "linux")]

use std::{
    fs::{self, File},
    future::IntoFuture as _,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    io::{BufRead as _, Read as _, Seek as _, SeekFrom},
    sync::{LazyLock, Mutex},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use stytch_api::{
    Client, MemberCredential, Secret, b2b::totps::MigrateRequest, totp::Authenticator,
};
use stytch_downstream::widgets::{ExchangeRequest, ListRequest, ReplaceRequest, WidgetKind};
use stytch_tests::PROJECT_ID;

const MASK: u8 = 0xa5;
const CHUNK: usize = 1 << 16;

/// Text to search for. It is masked, so that the search does not find itself.
struct Needle(Vec<u8>);

impl Needle {
    /// Returns a random text of 32 letters.
    fn random() -> Self {
        let digits =
            [RandomState::new(), RandomState::new()].map(|state| state.build_hasher().finish());
        let digits =
            digits.into_iter().flat_map(|number| (0..64).step_by(4).map(move |bit| number >> bit));
        Self(digits.map(|digit| (b'A' + digit.to_le_bytes()[0] % 16) ^ MASK).collect())
    }

    /// Masks a text in place.
    fn mask(text: String) -> Self {
        let mut bytes = text.into_bytes();
        for byte in &mut bytes {
            *byte ^= MASK;
        }
        Self(bytes)
    }

    fn reveal(&self) -> Secret {
        let mut text = String::with_capacity(self.0.len());
        for byte in &self.0 {
            text.push(char::from(byte ^ MASK));
        }
        Secret::from(text)
    }

    /// Returns the positions of the text in `bytes`.
    fn positions(&self, bytes: &[u8]) -> Vec<usize> {
        let mut positions = Vec::new();
        let mut rest = bytes;
        // Compares only what begins with the first letter: this is fast without optimization, too.
        while rest.skip_until(self.0[0] ^ MASK).unwrap() > 0 {
            let start = bytes.len() - rest.len() - 1;
            let text = bytes[start..].iter().map(|byte| byte ^ MASK);
            if text.take(self.0.len()).eq(self.0.iter().copied()) {
                positions.push(start);
            }
        }
        positions
    }
}

/// The writable memory of this process.
struct Memory {
    file: File,
    /// The buffer is itself part of the memory, but is not searched.
    chunk: Vec<u8>,
}

/// Shared by the tests: the chunk of one must not hold what another searches for.
static MEMORY: LazyLock<Mutex<Memory>> = LazyLock::new(|| {
    let file = File::open("/proc/self/mem").expect("the memory of the process");
    Mutex::new(Memory { file, chunk: vec![0; CHUNK] })
});

/// Returns how often the memory contains the needle.
fn count(needle: &Needle) -> usize {
    MEMORY.lock().expect("no search has failed").count(needle)
}

impl Memory {
    fn count(&mut self, needle: &Needle) -> usize {
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let regions = maps.lines().filter(|line| line.contains(" rw"));
        let address = |text| usize::from_str_radix(text, 16).unwrap();
        let regions = regions.filter_map(|line| line.split(' ').next()?.split_once('-'));
        regions.map(|(start, end)| self.count_in(needle, address(start), address(end))).sum()
    }

    fn count_in(&mut self, needle: &Needle, start: usize, end: usize) -> usize {
        let own = self.chunk.as_ptr().addr();
        let own = own..own + CHUNK;
        let last = needle.0.len() - 1;
        let mut count = 0;
        let mut position = start;
        while position + last < end {
            let chunk = &mut self.chunk[..CHUNK.min(end - position)];
            self.file.seek(SeekFrom::Start(position.try_into().unwrap())).unwrap();
            if self.file.read_exact(chunk).is_err() {
                // The region was unmapped in the meantime.
                break;
            }
            let found = needle.positions(chunk).into_iter();
            count += found.filter(|index| !own.contains(&(position + index))).count();
            position += chunk.len() - last;
        }
        count
    }
}

fn client(secret: Secret) -> Client {
    Client::builder(PROJECT_ID, secret).base_url("http://127.0.0.1:9").build().unwrap()
}

#[test]
fn prepared_requests_are_zeroed() {
    type Prepare = fn(&Client, Secret) -> Box<dyn std::any::Any>;
    let cases: [(&str, Prepare); 6] = [
        ("JSON", |client, secret| {
            let request = MigrateRequest::new("acme", "ada", secret);
            Box::new(client.send(request).into_future())
        }),
        ("JSON that is moved while it grows", |client, secret| {
            let codes = vec![secret.clone(); 100];
            let request = MigrateRequest::new("acme", "ada", secret).recovery_codes(codes);
            Box::new(client.send(request).into_future())
        }),
        ("form", |client, secret| {
            Box::new(client.send(ExchangeRequest::new(secret)).into_future())
        }),
        ("header of the request", |client, secret| {
            let request = ReplaceRequest::new("acme", 7_u64, "Bolt", WidgetKind::Round, 1.5, "pin")
                .idempotency_key(secret);
            Box::new(client.send(request).into_future())
        }),
        ("session", |client, secret| {
            let request = ReplaceRequest::new("acme", 7_u64, "Bolt", WidgetKind::Round, 1.5, "pin")
                .member_credential(MemberCredential::token(secret));
            Box::new(client.send(request).into_future())
        }),
        ("header of the call", |client, secret| {
            let call = client.send(ListRequest::new()).header("X-Api-Key", secret.expose());
            Box::new(call.into_future())
        }),
    ];
    let client = client("secret-test-1".into());
    for (name, prepare) in cases {
        let needle = Needle::random();
        let prepared = prepare(&client, needle.reveal());
        assert!(count(&needle) > 0, "{name}: the search finds nothing");
        drop(prepared);
        assert_eq!(count(&needle), 0, "{name}");
    }
}

#[test]
fn credentials_are_zeroed() {
    let secret = Needle::random();
    let mut credentials = String::with_capacity(100);
    credentials.push_str(PROJECT_ID);
    credentials.push(':');
    credentials.push_str(secret.reveal().expose());
    let encoded = Needle::mask(BASE64_STANDARD.encode(&credentials));
    Needle::mask(credentials);
    let client = client(secret.reveal());
    let call = client.send(ListRequest::new()).into_future();
    for needle in [&secret, &encoded] {
        assert!(count(needle) > 0, "the search finds nothing");
    }
    drop((call, client));
    for needle in [&secret, &encoded] {
        assert_eq!(count(needle), 0);
    }
}

#[test]
fn authenticators_are_zeroed() {
    type Read = fn(&Secret) -> Authenticator;
    // How often an authenticator contains the needle: its key may be the needle, or decoded from it.
    let cases: [(&str, usize, Read); 5] = [
        ("bytes", 20, |secret| Authenticator::from_bytes(secret.expose().as_bytes()).unwrap()),
        ("base32", 0, |secret| Authenticator::from_base32(secret).unwrap()),
        ("URI", 0, |secret| {
            Authenticator::from_otpauth(join("otpauth://totp/a?secret=", secret, "")).unwrap()
        }),
        ("escaped URI", 0, |secret| {
            let uri = join("otpauth://totp/a?secret=%20", secret, "+%3D%3D%3D%3D");
            Authenticator::from_otpauth(uri).unwrap()
        }),
        ("export", 20, |secret| {
            // An account of 645 bytes: the key of 640 bytes, and the type TOTP.
            let mut payload = Vec::with_capacity(1000);
            payload.extend([0x0a, 0x85, 0x05, 0x0a, 0x80, 0x05]);
            payload.extend(secret.expose().as_bytes());
            payload.extend([0x30, 2]);
            let data = Secret::from(BASE64_STANDARD.encode(&payload));
            payload.fill(0);
            let uri = join("otpauth-migration://offline?data=", &data, "");
            let mut export = Authenticator::from_google_export(uri).unwrap();
            export.accounts.remove(0).authenticator.unwrap()
        }),
    ];
    for (name, expected, read) in cases {
        let needle = Needle::random();
        // Repeated, so that a buffer contains the whole needle when it grows, and when its start is overwritten.
        let mut secret = Secret::default();
        for _ in 0..20 {
            secret = join(secret.expose(), &needle.reveal(), "");
        }
        let authenticator = read(&secret);
        assert_eq!(expected == 0, authenticator.secret() == secret, "{name}");
        drop(secret);
        assert_eq!(count(&needle), expected, "{name}");
        let request = MigrateRequest::new("acme", "ada", &authenticator);
        authenticator.code(std::time::SystemTime::now());
        drop((authenticator, request));
        assert_eq!(count(&needle), 0, "{name}");
    }
}

/// Joins the parts of a text, in memory that does not move.
fn join(start: &str, secret: &Secret, end: &str) -> Secret {
    let mut text = String::with_capacity(1000);
    text.push_str(start);
    text.push_str(secret.expose());
    text.push_str(end);
    Secret::from(text)
}
