//! Measures decoding and encoding alone: `codec SIDE JOB ROUNDS PER_ROUND` prints the nanoseconds per
//! operation of the median round.

use std::{hint::black_box, time::Instant};

use driver::{BODY, MEMBER_ID, ORGANIZATION_ID, RECOVERY_CODES, SECRET};
use serde::{Serialize, de::DeserializeOwned};
use stytch_api::{Secret, b2b::totps as ours};

fn main() {
    let [side, job, rounds, per_round] = std::env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .expect("four arguments: SIDE JOB ROUNDS PER_ROUND");
    let number = |text: String| text.parse::<u32>().expect("ROUNDS and PER_ROUND are numbers");
    let plan = Plan { rounds: number(rounds), per_round: number(per_round) };
    let nanoseconds = match (side.as_str(), job.as_str()) {
        ("ours", "decode") => plan.decode(validate_and_decode::<ours::MigrateResponse>),
        ("serde", "decode") => {
            plan.decode(|body| serde_json::from_slice::<shapes::MigrateResponse>(body))
        }
        ("vendor", "decode") => {
            plan.decode(|body| serde_json::from_slice::<stytch::b2b::totps::MigrateResponse>(body))
        }
        ("ours", "encode") => plan.encode(&our_request()),
        ("serde", "encode") => plan.encode(&derived_request()),
        ("vendor", "encode") => plan.encode(&vendor_request()),
        _ => panic!("SIDE is ours, serde or vendor; JOB is decode or encode"),
    };
    println!("{nanoseconds}");
}

struct Plan {
    rounds: u32,
    per_round: u32,
}

impl Plan {
    /// Decodes the body and drops the value.
    fn decode<T>(&self, decode: impl Fn(&[u8]) -> serde_json::Result<T>) -> f64 {
        self.measure(|| {
            let value = decode(black_box(BODY)).expect("the body is decoded");
            drop(black_box(value));
        })
    }

    fn encode<T: Serialize>(&self, request: &T) -> f64 {
        self.measure(|| {
            let bytes = serde_json::to_vec(black_box(request)).expect("the request is encoded");
            drop(black_box(bytes));
        })
    }

    fn measure(&self, operation: impl Fn()) -> f64 {
        let mut rounds: Vec<f64> = (0..self.rounds)
            .map(|_| {
                let started = Instant::now();
                for _ in 0..self.per_round {
                    operation();
                }
                started.elapsed().as_secs_f64() * 1e9 / f64::from(self.per_round)
            })
            .collect();
        rounds.sort_by(f64::total_cmp);
        rounds[rounds.len() / 2]
    }
}

/// Decodes as `stytch-api` does: it validates the UTF-8 of the whole body first.
fn validate_and_decode<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    serde_json::from_str(std::str::from_utf8(body).expect("the body is UTF-8"))
}

fn our_request() -> ours::MigrateRequest {
    let codes: Vec<Secret> = RECOVERY_CODES.into_iter().map(Secret::from).collect();
    ours::MigrateRequest::new(ORGANIZATION_ID, MEMBER_ID, SECRET).recovery_codes(codes)
}

fn derived_request() -> shapes::MigrateRequest {
    shapes::MigrateRequest {
        organization_id: ORGANIZATION_ID.to_owned(),
        member_id: MEMBER_ID.to_owned(),
        secret: SECRET.to_owned(),
        recovery_codes: Some(RECOVERY_CODES.into_iter().map(str::to_owned).collect()),
    }
}

fn vendor_request() -> stytch::b2b::totps::MigrateRequest {
    stytch::b2b::totps::MigrateRequest {
        organization_id: ORGANIZATION_ID.to_owned(),
        member_id: MEMBER_ID.to_owned(),
        secret: SECRET.to_owned(),
        recovery_codes: RECOVERY_CODES.into_iter().map(str::to_owned).collect(),
    }
}
