//! What a request is answered with: route, credentials, fields, then state or shape.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use reqwest::header::{
    AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    RETRY_AFTER, TRANSFER_ENCODING,
};

use crate::{
    Json, Metadata, Secret,
    codec::validate::{Misfit, Strings, check_object},
    sandbox::{
        handlers::{default_response::default_response, handle::check_member_credential},
        http::{
            fault::Fault,
            parse_request::parse_request,
            received::Received,
            routing::{Route, RouteMatch, Routes},
        },
        store::{problem::Problem, random, state::State},
    },
    schema::{Auth, EndpointSpec, Envelope},
};

/// Headers that hyper writes by itself: it panics on a second opinion.
const FRAMING: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];

/// Everything behind the sockets.
pub(crate) struct Service {
    project_id: String,
    secret: Secret,
    routes: Routes,
    state: Mutex<State>,
    faults: Mutex<VecDeque<Fault>>,
    received: Mutex<Vec<Received>>,
}

impl Service {
    pub(crate) fn new(routes: Routes) -> Self {
        let project_id = random::id("project");
        Self {
            secret: Secret::from(format!("secret-test-{}", random::token())),
            state: Mutex::new(State::new(&project_id)),
            project_id,
            routes,
            faults: Mutex::default(),
            received: Mutex::default(),
        }
    }

    pub(crate) fn project_id(&self) -> &str {
        &self.project_id
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    pub(crate) fn routes(&self) -> &Routes {
        &self.routes
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        lock(&self.received).clone()
    }

    pub(crate) fn queue(&self, fault: Fault) {
        lock(&self.faults).push_back(fault);
    }

    /// Looks at the state, or changes it.
    pub(crate) fn with_state<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut lock(&self.state))
    }

    /// How many requests there were for this endpoint.
    pub(crate) fn count(&self, endpoint: &'static EndpointSpec) -> usize {
        let received = lock(&self.received);
        let endpoints = received.iter().filter_map(|received| received.endpoint);
        endpoints.filter(|each| std::ptr::eq(*each, endpoint)).count()
    }

    /// Records a request and hands out the fault that waits for it.
    pub(crate) fn record(&self, received: Received) -> Option<Fault> {
        lock(&self.received).push(received);
        lock(&self.faults).pop_front()
    }

    pub(crate) fn answer(&self, received: &Received) -> SandboxResponse {
        let request_id = random::id("request-id");
        match self.carry_out(received, &request_id) {
            Ok(body) => SandboxResponse::json(200, &body),
            Err(problem) => SandboxResponse::problem(&problem, &request_id),
        }
    }

    fn carry_out(&self, received: &Received, request_id: &str) -> Result<Json, Problem> {
        let Received { method, path, .. } = received;
        let Some(found) = self.routes.find(method, path) else {
            // Not the path: one that leads nowhere may hold anything.
            let message = format!("No endpoint takes {method} at this path.");
            return Err(Problem::not_found("route_not_found", message));
        };
        let spec = found.route.spec;
        if spec.auth == Auth::Basic {
            self.check_credentials(received)?;
        }
        let request = parse_request(&found, received)?;
        check_object((spec.request)(), &request, Strings::Known).map_err(
            |Misfit { path, problem }| Problem::argument(format!("`{path}`: {problem}")),
        )?;
        let mut response = self.respond(&found, request)?;
        if spec.envelope == Envelope::Stytch {
            response.insert("status_code".to_owned(), Json::from(200));
            response.insert("request_id".to_owned(), Json::from(request_id));
        }
        Ok(Json::Object(response))
    }

    fn check_credentials(&self, received: &Received) -> Result<(), Problem> {
        let given = received
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Basic "))
            .and_then(|encoded| BASE64_STANDARD.decode(encoded).ok())
            .and_then(|decoded| String::from_utf8(decoded).ok());
        let due = format!("{}:{}", self.project_id, self.secret.expose());
        // `Secret` compares in constant time.
        if given.is_some_and(|given| Secret::from(given) == Secret::from(due)) {
            return Ok(());
        }
        let message = "Basic authentication with the project's ID and secret is required.";
        Err(Problem::unproved("unauthorized_credentials", message))
    }

    fn respond(&self, found: &RouteMatch<'_>, request: Metadata) -> Result<Metadata, Problem> {
        let Route { spec, handler } = found.route;
        let mut state = lock(&self.state);
        check_member_credential(&state, (spec.request)(), &request)?;
        match handler {
            Some(handler) => handler(&mut state, request),
            None => Ok(default_response((spec.response)(), &request)),
        }
    }
}

/// A lock whose holder panicked is taken all the same: one failed request is enough.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An answer before it is HTTP.
pub(crate) struct SandboxResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl SandboxResponse {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let headers =
            HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(content_type))]);
        Self { status, headers, body: body.into() }
    }

    pub(crate) fn problem(problem: &Problem, request_id: &str) -> Self {
        Self::json(problem.status, &problem.to_json(request_id))
    }

    fn json(status: u16, body: &Json) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// An answer of the user's making; status 500 with the reason when it cannot be made.
    pub(crate) fn custom(status: u16, headers: &[(String, String)], body: Vec<u8>) -> Self {
        let mut answer = Self { status, headers: HeaderMap::new(), body: body.into() };
        // hyper sends no 1xx as an answer.
        if !(200..1000).contains(&status) {
            return Self::new(500, "text/plain", "Fault::Respond: the status must be 200 to 999");
        }
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes());
            let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) else {
                return Self::new(500, "text/plain", "Fault::Respond: a header is invalid");
            };
            if FRAMING.contains(&name) {
                let reason = format!("Fault::Respond: the server itself writes the header {name}");
                return Self::new(500, "text/plain", reason);
            }
            answer.headers.append(name, value);
        }
        answer
    }

    pub(crate) fn retry_after(mut self, wait: Option<Duration>) -> Self {
        if let Some(wait) = wait {
            let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
            self.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        self
    }
}
