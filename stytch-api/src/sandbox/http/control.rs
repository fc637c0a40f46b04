//! The sandbox's own routes, below `/_sandbox/`: what tests in other languages read and set.
//!
//! They require the project's credentials. They are not recorded, and no fault applies to them.

use bytes::Bytes;
use hyper::Response;
use reqwest::header::AUTHORIZATION;
use serde_json::json;

use crate::{
    ErrorType, Json,
    b2b::Policy,
    codec::{
        self,
        validate::{Strictness, validate_object},
    },
    sandbox::{
        http::{
            credentials::check_credentials,
            parse_request::parse_object,
            received_request::ReceivedRequest,
            response::{json_response, problem_response},
            service::Service,
        },
        store::problem::Problem,
    },
    schema::{Credentials, Object as _},
};

const UNKNOWN_ROUTE: &str = "The sandbox has no such route below `/_sandbox/`.";

/// Responds to a request for one of these routes; `None` for any other path.
pub(crate) fn respond(service: &Service, received: &ReceivedRequest) -> Option<Response<Bytes>> {
    let name = received.path.strip_prefix("/_sandbox/")?;
    let checked = check_credentials(received, service.settings.credentials(Credentials::Project));
    Some(match checked.and_then(|()| run(service, received, name)) {
        Ok(body) => json_response(200, &body),
        Err(problem) => problem_response(&problem),
    })
}

fn run(service: &Service, received: &ReceivedRequest, name: &str) -> Result<Json, Problem> {
    match (received.method.as_str(), name) {
        ("GET", "requests") => {
            Ok(json!({ "requests": service.requests().iter().map(to_json).collect::<Vec<_>>() }))
        }
        ("GET", "outbox") => {
            let messages = service.with_store(|store| store.challenges.outbox.to_vec());
            Ok(json!({ "messages": messages }))
        }
        ("PUT", "policy") => set_policy(service, received),
        _ => Err(Problem::not_found(ErrorType::RouteNotFound, UNKNOWN_ROUTE)),
    }
}

/// Replaces the project's RBAC policy. Stytch sets it in the Dashboard or by its Management API.
fn set_policy(service: &Service, received: &ReceivedRequest) -> Result<Json, Problem> {
    let fields = parse_object(&received.body)?;
    validate_object(Policy::default().table(), &fields, Strictness::Strict)?;
    let policy = codec::deserialize(Json::Object(fields))
        .map_err(|error: serde_json::Error| Problem::invalid_argument(error.to_string()))?;
    service.with_store(|store| store.policies.project = policy);
    Ok(json!({}))
}

/// Everything that was sent, except the credentials. A body that is not JSON is text.
fn to_json(received: &ReceivedRequest) -> Json {
    let headers = received.headers.iter().filter(|(name, _)| **name != AUTHORIZATION);
    let headers: Vec<_> = headers
        .map(|(name, value)| json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())]))
        .collect();
    let body = received.json().unwrap_or_else(|| String::from_utf8_lossy(&received.body).into());
    json!({
        "method": received.method,
        "path": received.path,
        "query": received.query,
        "headers": headers,
        "body": body,
        "endpoint": received.endpoint.map(ToString::to_string),
    })
}
