//! From a received request to its response: route, credentials, validation, handler.

use std::{collections::VecDeque, sync::Mutex};

use bytes::Bytes;
use hyper::Response;
use reqwest::header::HeaderValue;

use crate::{
    ErrorType, Json, Metadata, Secret,
    codec::validate::{Strictness, validate_object},
    http::credentials::BasicCredentials,
    sandbox::{
        handlers::{
            default_response::{add_empty_secrets, default_response},
            oauth::start_login,
        },
        http::{
            credentials::{check_credentials, check_member_credential, requires_credentials},
            fault::Fault,
            lock,
            parse_request::{UnknownFields, parse_request},
            received_request::ReceivedRequest,
            request_log::RequestLog,
            response::{json_response, problem_response, response},
            routing::{Route, Routes},
            stub::Stubs,
        },
        store::{
            Store,
            problem::{Problem, Result},
            random,
        },
    },
    schema::{Credentials, EndpointSpec, Envelope},
};

/// The settings of a sandbox.
pub(crate) struct Settings {
    pub(crate) project: BasicCredentials,
    pub(crate) workspace_key: BasicCredentials,
    pub(crate) unknown_fields: UnknownFields,
    /// The largest number of received requests to keep.
    pub(crate) kept_requests: usize,
    /// The largest request body in bytes.
    pub(crate) max_body_size: usize,
}

impl Settings {
    /// The credentials that a host accepts.
    pub(crate) fn credentials(&self, kind: Credentials) -> &BasicCredentials {
        match kind {
            Credentials::Project => &self.project,
            Credentials::WorkspaceKey => &self.workspace_key,
        }
    }
}

/// What the server and the `Sandbox` share.
pub(crate) struct Service {
    pub(crate) settings: Settings,
    pub(crate) routes: Routes,
    pub(crate) stubs: Stubs,
    store: Mutex<Store>,
    faults: Mutex<VecDeque<Fault>>,
    received: Mutex<RequestLog>,
}

/// A request to an endpoint, with the project's credentials and valid fields.
pub(crate) struct ValidRequest<'s> {
    route: &'s Route,
    fields: Metadata,
}

impl Service {
    pub(crate) fn new(routes: Routes, settings: Settings) -> Self {
        Self {
            store: Mutex::new(Store::new(&settings.project.id)),
            received: Mutex::new(RequestLog::new(settings.kept_requests)),
            settings,
            routes,
            stubs: Stubs::default(),
            faults: Mutex::default(),
        }
    }

    pub(crate) fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.received).to_vec()
    }

    /// The number of requests to an endpoint.
    pub(crate) fn request_count(&self, endpoint: &'static EndpointSpec) -> usize {
        lock(&self.received).count(endpoint)
    }

    pub(crate) fn queue_fault(&self, fault: Fault) {
        lock(&self.faults).push_back(fault);
    }

    /// Locks the store while `access` reads or changes it.
    pub(crate) fn with_store<T>(&self, access: impl FnOnce(&mut Store) -> T) -> T {
        access(&mut lock(&self.store))
    }

    pub(crate) fn record(&self, received: &ReceivedRequest) {
        lock(&self.received).push(received.clone());
    }

    /// Takes the fault of a request: the next one of the queue, or else one of its endpoint.
    pub(crate) fn take_fault(&self, validated: &Result<ValidRequest<'_>>) -> Option<Fault> {
        let queued = lock(&self.faults).pop_front();
        queued.or_else(|| {
            let request = validated.as_ref().ok()?;
            self.stubs.take_fault(request.route.spec, &request.fields)
        })
    }

    /// Checks the credentials and the fields of a request.
    pub(crate) fn validate(&self, received: &ReceivedRequest) -> Result<ValidRequest<'_>> {
        let ReceivedRequest { method, path, .. } = received;
        let Some(route) = self.routes.find(method, path) else {
            // The message omits the path: an unknown path may contain anything.
            let message = format!("No endpoint has the method {method} and this path.");
            return Err(Problem::not_found(ErrorType::RouteNotFound, message));
        };
        let spec = route.spec;
        if requires_credentials(spec) {
            check_credentials(received, self.settings.credentials(spec.host.credentials()))?;
        }
        let fields = parse_request(spec, received, self.settings.unknown_fields)?;
        validate_object((spec.request)(), &fields, Strictness::Strict)?;
        Ok(ValidRequest { route, fields })
    }

    /// Carries out a request, and returns its normal response.
    pub(crate) fn respond(
        &self,
        received: &ReceivedRequest,
        validated: Result<ValidRequest<'_>>,
    ) -> Response<Bytes> {
        if let Some(login) = self.start_login(received) {
            return match login {
                Ok(location) => response(302, [("location", location.expose())], ""),
                Err(problem) => problem_response(&problem),
            };
        }
        let mut response = match validated.and_then(|request| self.carry_out(request)) {
            Ok((status, fields)) => json_response(status, &Json::Object(fields)),
            Err(problem) => problem_response(&problem),
        };
        let route = self.routes.find(&received.method, &received.path);
        if route.is_some_and(|route| route.handler.is_none()) {
            let mark = HeaderValue::from_static("shape-only");
            response.headers_mut().insert("stytch-sandbox", mark);
        }
        response
    }

    /// Responds to a browser that opens a start URL; `None` for any other request.
    fn start_login(&self, received: &ReceivedRequest) -> Option<Result<Secret>> {
        let query = received.query.as_deref().unwrap_or_default();
        if received.method != "GET" {
            return None;
        }
        self.with_store(|store| start_login(store, &received.path, query))
    }

    /// Returns the HTTP status and the fields of the response.
    fn carry_out(&self, request: ValidRequest<'_>) -> Result<(u16, Metadata)> {
        let spec = request.route.spec;
        let stubbed = self.stubs.take_response(spec, &request.fields);
        let mut fields = stubbed.map_or_else(|| self.run_handler(request), Ok)?;
        add_empty_secrets((spec.response)(), &mut fields);
        if spec.envelope == Envelope::Bare {
            return Ok((200, fields));
        }
        // Only a stub sets them.
        let status = fields.get("status_code").and_then(Json::as_u64).unwrap_or_default();
        let status = u16::try_from(status).ok().filter(|status| *status != 0).unwrap_or(200);
        fields.insert("status_code".to_owned(), status.into());
        if fields.get("request_id").is_none_or(|id| id == "") {
            fields.insert("request_id".to_owned(), random::id("request-id").into());
        }
        Ok((status, fields))
    }

    fn run_handler(&self, ValidRequest { route, fields }: ValidRequest<'_>) -> Result<Metadata> {
        let mut store = lock(&self.store);
        check_member_credential(&store, (route.spec.request)(), &fields)?;
        match &route.handler {
            Some(handler) => handler(&mut store, fields),
            None => Ok(default_response((route.spec.response)(), &fields)),
        }
    }
}
