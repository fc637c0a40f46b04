//! The common part of the user programs: the values of the call, and the loop that makes it.

use std::{
    env,
    future::Future,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

/// The response of the loopback server: Migrate TOTP with a realistic Member and Organization.
pub const BODY: &[u8] = include_bytes!("body.json");

/// The project ID of all calls.
pub const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";
/// The project secret of all calls.
pub const PROJECT_SECRET: &str = "secret-test-111111111111111111111111";
/// The `Authorization` header of these two, for programs without a client library.
pub const AUTHORIZATION: &str = "Basic cHJvamVjdC10ZXN0LTExMTExMTExLTExMTEtNDExMS04MTExLTExMTEx\
    MTExMTExMTpzZWNyZXQtdGVzdC0xMTExMTExMTExMTExMTExMTExMTExMTE=";
/// The path of the endpoint.
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
/// The registration ID in the response; every program checks it.
pub const REGISTRATION_ID: &str = "member-totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c";
/// The timeout of a call, in every program.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// The arguments of a program: `PROGRAM URL CALLS AT_ONCE`.
#[derive(Debug)]
pub struct Plan {
    /// The URL of the server, without a trailing slash.
    pub url: String,
    calls: usize,
    at_once: usize,
}

impl Plan {
    /// Parses the arguments of the program.
    ///
    /// # Panics
    /// Panics if they are not `URL CALLS AT_ONCE`.
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
    /// Panics if a call panics.
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
            while let Some(result) = tasks.join_next().await {
                result.expect("no call panics");
            }
        }
        println!("{}", started.elapsed().as_secs_f64());
    }
}
