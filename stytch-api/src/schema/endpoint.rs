//! What is known of an endpoint: as a trait for the compiler, as [`EndpointSpec`] at run time.

use std::fmt;

use crate::schema::{Object, Table};

/// A request of one endpoint.
///
/// Written by [`endpoint!`](crate::endpoint!) for each request type; [`Client::send`](crate::Client::send) takes any.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request of an endpoint",
    label = "no request",
    note = "`endpoint!` declares requests: `Resource::method: POST \"/path\";` has `MethodRequest`"
)]
pub trait Endpoint: Object + Sized + 'static {
    /// What Stytch answers.
    type Response: Object + 'static;

    /// Method, path and the rest, with the tables of request and response.
    fn spec() -> &'static EndpointSpec;
}

/// A request whose answer comes page by page: [`Call::pages`](crate::Call::pages) and [`Call::items`](crate::Call::items) read them all.
///
/// Written by [`endpoint!`](crate::endpoint!) for an endpoint with `#[pages(…)]`.
///
/// ```
/// use stytch_api::{b2b::organizations::SearchRequest, schema::Paginated};
///
/// let mut request = SearchRequest::new().limit(10);
/// assert_eq!(request.current_cursor(), None);
/// request.set_cursor(Some("where the page before ended".to_owned()));
/// assert_eq!(request, SearchRequest::new().limit(10).cursor("where the page before ended"));
/// ```
#[diagnostic::on_unimplemented(
    message = "the endpoint of `{Self}` has no pages",
    label = "the answer comes at once: write `.await`",
    note = "an endpoint has pages where its `endpoint!` says `#[pages(…)]`"
)]
pub trait Paginated: Endpoint {
    /// What the pages hold.
    type Item;

    /// The page that is asked for; `None` for the first.
    fn current_cursor(&self) -> Option<&str>;

    /// Asks for another page, all else kept; for the first by `None`.
    fn set_cursor(&mut self, cursor: Option<String>);

    /// What `response` gives as the cursor of the page after it; `None` on the last, and where it is
    /// empty.
    fn next_cursor(response: &Self::Response) -> Option<&str>;

    /// The items of the page.
    fn into_items(response: Self::Response) -> Vec<Self::Item>;
}

/// An endpoint at run time: what its spec says.
#[derive(Debug)]
#[non_exhaustive]
pub struct EndpointSpec {
    /// The resource that has the method, `Totps`; `None` for an endpoint without one.
    pub resource: Option<&'static str>,
    /// The method, `migrate`.
    pub name: &'static str,
    /// The doc comment; lines are separated by `\n`.
    pub docs: &'static str,
    /// Address of the vendor's reference page.
    pub docs_url: Option<&'static str>,
    /// The HTTP method.
    pub method: Method,
    /// The path with its placeholders, `/v1/b2b/organizations/{organization_id}`.
    pub path: &'static str,
    /// The host that serves it.
    pub host: Host,
    /// Whether a repeat does no harm.
    pub retry_safety: RetrySafety,
    /// How the body is sent.
    pub body: BodyFormat,
    /// Who may call it.
    pub auth: Auth,
    /// Whether the response carries `status_code` and `request_id`.
    pub envelope: Envelope,
    /// The list in the response that pages are read from, by its name on the wire; `None` for an
    /// endpoint without pages.
    pub items: Option<&'static str>,
    /// Whether the spec says `#[deprecated]`.
    pub deprecated: bool,
    /// The table of the request.
    pub request: fn() -> &'static Table,
    /// The table of the response.
    pub response: fn() -> &'static Table,
}

impl EndpointSpec {
    /// A spec with everything else at its default: the API host, Basic auth, no body, an envelope,
    /// and safe to repeat for every method but POST and PATCH.
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

    /// Sets the address of the reference page.
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

    /// Sets whether a repeat does no harm.
    #[must_use]
    pub const fn retry_safety(mut self, retry_safety: RetrySafety) -> Self {
        self.retry_safety = retry_safety;
        self
    }

    /// Sets how the body is sent.
    #[must_use]
    pub const fn body(mut self, body: BodyFormat) -> Self {
        self.body = body;
        self
    }

    /// Sends no credentials.
    #[must_use]
    pub const fn no_auth(mut self) -> Self {
        self.auth = Auth::None;
        self
    }

    /// Expects neither `status_code` nor `request_id` in the response.
    #[must_use]
    pub const fn bare(mut self) -> Self {
        self.envelope = Envelope::Bare;
        self
    }

    /// Sets the list in the response that pages are read from.
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

/// `POST /v1/b2b/totp/migrate`
impl fmt::Display for EndpointSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// An HTTP method that Stytch uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Replaces or updates.
    Put,
    /// Updates in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as in HTTP, `POST`.
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
    /// The fraud products' host, `telemetry.stytch.com`.
    Telemetry,
}

/// Whether a second sending of the same request does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetrySafety {
    /// It does none: a request with no answer may be sent again.
    Safe,
    /// It may: a code would be consumed, a message sent, a thing created twice.
    Unsafe,
}

/// How a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// None at all.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// What an endpoint asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// HTTP Basic with project ID and secret.
    Basic,
    /// Nothing.
    None,
}

/// What every response carries beside its own fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Envelope {
    /// `status_code` and `request_id`.
    Stytch,
    /// Nothing.
    Bare,
}
