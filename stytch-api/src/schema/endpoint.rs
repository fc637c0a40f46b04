//! Endpoints: as a trait for the compiler, and as [`EndpointSpec`] at run time.

use std::fmt;

use crate::schema::{Object, Table};

/// The request type of an endpoint.
///
/// [`endpoint!`](crate::endpoint!) implements it for each request type. Pass a request to
/// [`Client::send`](crate::Client::send) to call its endpoint.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the request type of an endpoint",
    label = "not a request type",
    note = "`endpoint!` declares requests: `Resource::method: POST \"/path\";` has `MethodRequest`"
)]
pub trait Endpoint: Object + Sized + 'static {
    /// The response type.
    type Response: Object + 'static;

    /// The client that can call the endpoint: [`Client`](crate::Client) or, with feature `management`,
    /// `ManagementClient`.
    type Client;

    /// Returns the run-time description of the endpoint.
    fn spec() -> &'static EndpointSpec;
}

/// The request type of a paginated endpoint. [`Call::pages`](crate::Call::pages) and
/// [`Call::items`](crate::Call::items) fetch all pages.
///
/// [`endpoint!`](crate::endpoint!) implements it for each endpoint with `#[pages(…)]`.
///
/// ```
/// use stytch_api::{b2b::organizations::SearchRequest, schema::Paginated};
///
/// let mut request = SearchRequest::new().limit(10);
/// assert_eq!(request.current_cursor(), None);
/// request.set_cursor(Some("cursor-of-page-2".to_owned()));
/// assert_eq!(request, SearchRequest::new().limit(10).cursor("cursor-of-page-2"));
/// ```
#[diagnostic::on_unimplemented(
    message = "the endpoint of `{Self}` is not paginated",
    label = "not paginated; write `.await`",
    note = "an endpoint is paginated if its `endpoint!` has `#[pages(…)]`"
)]
pub trait Paginated: Endpoint {
    /// The type of the items.
    type Item;

    /// The cursor of the requested page; `None` for the first page.
    fn current_cursor(&self) -> Option<&str>;

    /// Sets the cursor of the requested page; `None` for the first page.
    fn set_cursor(&mut self, cursor: Option<String>);

    /// The cursor of the page after `response`; `None` if that is absent or empty, which marks the
    /// last page.
    fn next_cursor(response: &Self::Response) -> Option<&str>;

    /// The items of a page.
    fn into_items(response: Self::Response) -> Vec<Self::Item>;
}

/// The run-time description of an endpoint.
#[derive(Debug)]
#[non_exhaustive]
pub struct EndpointSpec {
    /// The resource that the method is on, `Totps`; `None` for an endpoint without a resource.
    pub resource: Option<&'static str>,
    /// The name of the method, `migrate`.
    pub name: &'static str,
    /// The doc comment, with `\n` between lines.
    pub docs: &'static str,
    /// The URL of the page in Stytch's API reference.
    pub docs_url: Option<&'static str>,
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders, `/v1/b2b/organizations/{organization_id}`.
    pub path: &'static str,
    /// The host that serves the endpoint.
    pub host: Host,
    /// Whether the request can be sent again safely.
    pub retry_safety: RetrySafety,
    /// The format of the request body.
    pub body: BodyFormat,
    /// How the call is authenticated.
    pub auth: Auth,
    /// Whether the response has `status_code` and `request_id`.
    pub envelope: Envelope,
    /// The wire name of the list in the response that holds the items of a page; `None` if the
    /// endpoint is not paginated.
    pub items: Option<&'static str>,
    /// Whether the spec has `#[deprecated]`.
    pub deprecated: bool,
    /// The table of the request.
    pub request: fn() -> &'static Table,
    /// The table of the response.
    pub response: fn() -> &'static Table,
}

/// For generated code.
#[doc(hidden)]
impl EndpointSpec {
    /// Creates a spec with these defaults: the API host, Basic authentication, no body,
    /// `status_code` and `request_id` in the response, and safe to retry unless the method is POST
    /// or PATCH.
    pub const fn new(
        name: &'static str,
        method: Method,
        path: &'static str,
        request: fn() -> &'static Table,
        response: fn() -> &'static Table,
    ) -> Self {
        let retry_safety = match method {
            Method::Get | Method::Put | Method::Delete => RetrySafety::Safe,
            Method::Post | Method::Patch => RetrySafety::Unsafe,
        };
        Self {
            resource: None,
            name,
            docs: "",
            docs_url: None,
            method,
            path,
            host: Host::Api,
            retry_safety,
            body: BodyFormat::None,
            auth: Auth::Basic,
            envelope: Envelope::Stytch,
            items: None,
            deprecated: false,
            request,
            response,
        }
    }

    /// Sets the resource.
    #[must_use]
    pub const fn resource(mut self, resource: &'static str) -> Self {
        self.resource = Some(resource);
        self
    }

    /// Sets the doc comment.
    #[must_use]
    pub const fn docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Sets the URL of the page in the API reference.
    #[must_use]
    pub const fn docs_url(mut self, url: &'static str) -> Self {
        self.docs_url = Some(url);
        self
    }

    /// Sets the host.
    #[must_use]
    pub const fn host(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    /// Sets whether the request can be sent again safely.
    #[must_use]
    pub const fn retry_safety(mut self, retry_safety: RetrySafety) -> Self {
        self.retry_safety = retry_safety;
        self
    }

    /// Sets the format of the request body.
    #[must_use]
    pub const fn body(mut self, body: BodyFormat) -> Self {
        self.body = body;
        self
    }

    /// Sets that no credentials are sent.
    #[must_use]
    pub const fn no_auth(mut self) -> Self {
        self.auth = Auth::None;
        self
    }

    /// Sets that the response has neither `status_code` nor `request_id`.
    #[must_use]
    pub const fn bare(mut self) -> Self {
        self.envelope = Envelope::Bare;
        self
    }

    /// Sets the wire name of the list that holds the items of a page.
    #[must_use]
    pub const fn items(mut self, items: &'static str) -> Self {
        self.items = Some(items);
        self
    }

    /// Marks the endpoint as deprecated.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.deprecated = true;
        self
    }
}

/// Writes method and path, `POST /v1/b2b/totp/migrate`.
impl fmt::Display for EndpointSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// An HTTP method of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`: reads.
    Get,
    /// `POST`: creates, or performs an action.
    Post,
    /// `PUT`: replaces or updates.
    Put,
    /// `PATCH`: updates partially.
    Patch,
    /// `DELETE`: deletes.
    Delete,
}

impl Method {
    /// The name of the method in HTTP, `POST`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The host that serves an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Host {
    /// `test.stytch.com` or `api.stytch.com`.
    Api,
    /// The host of the fraud products, `telemetry.stytch.com`.
    Telemetry,
    /// The host of the Management API, `management.stytch.com`.
    Management,
}

impl Host {
    /// The name of the host, as in `#[host(telemetry)]`; `api` for the default.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Telemetry => "telemetry",
            Self::Management => "management",
        }
    }

    /// The host's URL; `None` for the API, whose URL depends on the project's environment.
    pub const fn url(self) -> Option<&'static str> {
        match self {
            Self::Api => None,
            Self::Telemetry => Some("https://telemetry.stytch.com"),
            Self::Management => Some("https://management.stytch.com"),
        }
    }

    /// The credentials that the host accepts. No others are ever sent to it.
    pub const fn credentials(self) -> Credentials {
        match self {
            Self::Api | Self::Telemetry => Credentials::Project,
            Self::Management => Credentials::WorkspaceKey,
        }
    }
}

/// What a client authenticates as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// A project, by its ID and secret: a [`Client`](crate::Client).
    Project,
    /// A workspace, by the ID and secret of a key: a `ManagementClient` (feature `management`).
    WorkspaceKey,
}

impl Credentials {
    /// The name of the client that has them.
    pub(crate) const fn client(self) -> &'static str {
        match self {
            Self::Project => "Client",
            Self::WorkspaceKey => "ManagementClient",
        }
    }
}

/// Whether a request that may have been carried out can be sent again safely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetrySafety {
    /// The request is retried even if it may have been carried out.
    Safe,
    /// The request is retried only if it was certainly not carried out: repeating it could consume a
    /// code, send a message or create an object twice.
    Unsafe,
}

/// The format of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// No body.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// How a call is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// HTTP Basic authentication with the [`Credentials`] of the host.
    Basic,
    /// No credentials are sent.
    None,
}

/// The fields that a response has in addition to those of its spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Envelope {
    /// `status_code` and `request_id`.
    Stytch,
    /// No additional fields.
    Bare,
}
