//! From a received request to its response: route, credentials, validation, handler.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    ErrorType, Json, Metadata, Secret,
    codec::validate::{Strictness, validate_object},
    sandbox::{
        handlers::{
            default_response::{add_empty_secrets, default_response},
            oauth::start_login,
        },
        http::{
            credentials::{
                check_member_credential, check_project_credentials, requires_credentials,
            },
            fault::Fault,
            parse_request::{UnknownFields, parse_request},
            received_request::ReceivedRequest,
            request_log::RequestLog,
            response::SandboxResponse,
            routing::{Route, RouteMatch, Routes},
            stub::Stubs,
        },
        store::{Store, problem::Problem, random},
    },
    schema::{EndpointSpec, Envelope},
};

/// The settings of a sandbox.
pub(crate) struct Settings {
    pub(crate) project_id: String,
    pub(crate) secret: Secret,
    pub(crate) unknown_fields: UnknownFields,
    /// The largest number of received requests to keep.
    pub(crate) kept_requests: usize,
}

/// What the server and the `Sandbox` share.
pub(crate) struct Service {
    project_id: String,
    secret: Secret,
    routes: Routes,
    unknown_fields: UnknownFields,
    store: Mutex<Store>,
    faults: Mutex<VecDeque<Fault>>,
    stubs: Stubs,
    received: Mutex<RequestLog>,
}

impl Service {
    pub(crate) fn new(routes: Routes, settings: Settings) -> Self {
        let Settings { project_id, secret, unknown_fields, kept_requests } = settings;
        Self {
            store: Mutex::new(Store::new(&project_id)),
            project_id,
            secret,
            routes,
            unknown_fields,
            faults: Mutex::default(),
            stubs: Stubs::default(),
            received: Mutex::new(RequestLog::new(kept_requests)),
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

    pub(crate) fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.received).to_vec()
    }

    /// The number of requests to an endpoint.
    pub(crate) fn request_count(&self, endpoint: &'static EndpointSpec) -> usize {
        lock(&self.received).count(endpoint)
    }

    pub(crate) fn stubs(&self) -> &Stubs {
        &self.stubs
    }

    pub(crate) fn queue_fault(&self, fault: Fault) {
        lock(&self.faults).push_back(fault);
    }

    /// Locks the store while `access` reads or changes it.
    pub(crate) fn with_store<T>(&self, access: impl FnOnce(&mut Store) -> T) -> T {
        access(&mut lock(&self.store))
    }

    /// Records a request and takes its fault: the next one of the queue, or else one of its endpoint.
    pub(crate) fn record(&self, received: &ReceivedRequest) -> Option<Fault> {
        lock(&self.received).push(received.clone());
        let queued = lock(&self.faults).pop_front();
        queued.or_else(|| {
            let spec = received.endpoint.filter(|spec| self.stubs.has_fault(spec))?;
            let (_, request) = self.validate(received).ok()?;
            self.stubs.take_fault(spec, &request)
        })
    }

    pub(crate) fn respond(&self, received: &ReceivedRequest) -> SandboxResponse {
        let request_id = random::id("request-id");
        if let Some(redirect) = self.start_login(received) {
            return match redirect {
                Ok(location) => SandboxResponse::redirect(&location),
                Err(problem) => SandboxResponse::problem(&problem, &request_id),
            };
        }
        let response = match self.handle(received, &request_id) {
            Ok((status, body)) => SandboxResponse::json(status, &body),
            Err(problem) => SandboxResponse::problem(&problem, &request_id),
        };
        let route_match = self.routes.find(&received.method, &received.path);
        if route_match.is_some_and(|it| it.route.handler.is_none()) {
            response.shape_only()
        } else {
            response
        }
    }

    /// Responds to a browser that opens a start URL; `None` for any other request.
    fn start_login(&self, received: &ReceivedRequest) -> Option<Result<Secret, Problem>> {
        let query = received.query.as_deref().unwrap_or_default();
        if received.method != "GET" {
            return None;
        }
        self.with_store(|store| start_login(store, &received.path, query))
    }

    /// Returns the HTTP status and the body of the response.
    fn handle(&self, received: &ReceivedRequest, request_id: &str) -> Result<(u16, Json), Problem> {
        let (route_match, request) = self.validate(received)?;
        let spec = route_match.route.spec;
        if let Some(stubbed) = self.stubs.take_response(spec, &request) {
            return Ok((stubbed.status, Json::Object(stubbed.into_fields(request_id))));
        }
        let mut response = self.run_handler(&route_match, request)?;
        if spec.envelope == Envelope::Stytch {
            response.insert("status_code".to_owned(), Json::from(200));
            response.insert("request_id".to_owned(), Json::from(request_id));
        }
        Ok((200, Json::Object(response)))
    }

    /// Checks the credentials and the fields of a request.
    fn validate<'r>(
        &'r self,
        received: &'r ReceivedRequest,
    ) -> Result<(RouteMatch<'r>, Metadata), Problem> {
        let ReceivedRequest { method, path, .. } = received;
        let Some(route_match) = self.routes.find(method, path) else {
            // The message omits the path: an unknown path may contain anything.
            let message = format!("No endpoint has the method {method} and this path.");
            return Err(Problem::not_found(ErrorType::RouteNotFound, message));
        };
        let spec = route_match.route.spec;
        if requires_credentials(spec) {
            check_project_credentials(received, &self.project_id, &self.secret)?;
        }
        let request = parse_request(&route_match, received, self.unknown_fields)?;
        validate_object((spec.request)(), &request, Strictness::Strict)?;
        Ok((route_match, request))
    }

    fn run_handler(
        &self,
        route_match: &RouteMatch<'_>,
        request: Metadata,
    ) -> Result<Metadata, Problem> {
        let Route { spec, handler } = route_match.route;
        let mut store = lock(&self.store);
        check_member_credential(&store, (spec.request)(), &request)?;
        let table = (spec.response)();
        let mut response = match handler {
            Some(handler) => handler(&mut store, request)?,
            None => default_response(table, &request),
        };
        add_empty_secrets(table, &mut response);
        Ok(response)
    }
}

/// Locks a mutex even if it is poisoned: a panic fails one request, not those after it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
