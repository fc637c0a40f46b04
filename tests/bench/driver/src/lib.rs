//! What the user programs have in common: the values of the call, and how often it is made.

use std::{
    env,
    future::Future,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

/// The answer of the loopback server: Migrate TOTP with a Member and an Organization in use.
pub const BODY: &[u8] = include_bytes!("body.json");

/// Project ID of every call.
pub const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";
/// Secret of every call.
pub const PROJECT_SECRET: &str = "secret-test-111111111111111111111111";
/// The `Authorization` of these two, for the programs that have no library to make it.
pub const AUTHORIZATION: &str = "Basic cHJvamVjdC10ZXN0LTExMTExMTExLTExMTEtNDExMS04MTExLTExMTEx\
    MTExMTExMTpzZWNyZXQtdGVzdC0xMTExMTExMTExMTExMTExMTExMTExMTE=";
/// Path of the endpoint.
pub const PATH: &str = "/v1/b2b/totp/migrate";
/// The Organization of the request.
pub const ORGANIZATION_ID: &str = "organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931";
/// The Member of the request.
pub const MEMBER_ID: &str = "member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f";
/// The authenticator's secret.
pub const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
/// The recovery codes to keep.
pub const RECOVERY_CODES: [&str; 10] = [
    "ckss-2skx-ebow",
    "spbc-424h-usy0",
    "hi08-n5tk-lns5",
    "1n6i-l5na-8axe",
    "aduj-eufq-w6yy",
    "i4l3-dxyt-urmx",
    "ayyi-utb0-gj0s",
    "lz0m-02bi-psbx",
    "l2qm-zrk1-8ujs",
    "c2qd-k7m4-ifmc",
];
/// The registration that the answer names; every program checks it.
pub const REGISTRATION_ID: &str = "member-totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c";
/// How long a call may take, in every program.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// What a program was asked to do: `PROGRAM URL CALLS AT_ONCE`.
#[derive(Debug)]
pub struct Plan {
    /// Where the server listens, without a slash at the end.
    pub url: String,
    calls: usize,
    at_once: usize,
}

impl Plan {
    /// Reads the arguments of the program.
    ///
    /// # Panics
    /// When they are not `URL CALLS AT_ONCE`.
    #[must_use]
    pub fn from_args() -> Self {
        let [url, calls, at_once] = env::args()
            .skip(1)
            .collect::<Vec<_>>()
            .try_into()
            .expect("three arguments: URL CALLS AT_ONCE");
        let number = |text: String| text.parse().expect("CALLS and AT_ONCE are numbers");
        Self { url, calls: number(calls), at_once: number(at_once) }
    }

    /// Makes the calls and prints how many seconds they took.
    ///
    /// # Panics
    /// When a call panics.
    pub async fn run<F, C>(self, call: F)
    where
        F: Fn() -> C + Clone + Send + 'static,
        C: Future<Output = ()> + Send,
    {
        let started = Instant::now();
        if self.at_once == 1 {
            for _ in 0..self.calls {
                call().await;
            }
        } else {
            let mut tasks = JoinSet::new();
            for _ in 0..self.at_once {
                let (call, calls) = (call.clone(), self.calls / self.at_once);
                tasks.spawn(async move {
                    for _ in 0..calls {
                        call().await;
                    }
                });
            }
            while let Some(ended) = tasks.join_next().await {
                ended.expect("a call panicked");
            }
        }
        println!("{}", started.elapsed().as_secs_f64());
    }
}
