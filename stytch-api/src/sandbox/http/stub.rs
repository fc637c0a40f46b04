//! Stubs: responses and faults that a test chooses for one endpoint.

use std::{fmt, marker::PhantomData, sync::Mutex};

use crate::{
    Json, Metadata, codec,
    sandbox::http::{fault::Fault, lock},
    schema::{Endpoint, EndpointSpec, Envelope, Object},
};

/// Chooses how the sandbox responds to requests of type `E`. Created by
/// [`Sandbox::on`](crate::sandbox::Sandbox::on).
///
/// Only valid requests reach a stub: any other gets its usual error, and uses up no stub. A stubbed
/// request neither reads nor changes the sandbox's state, and its `member_credential` may be any. Of
/// several stubs that accept a request, those with [`once`](Self::once) apply first, in the order in
/// which they were added; after them, the last one that was added.
///
/// Faults take precedence over responses: first those of
/// [`fail_next`](crate::sandbox::Sandbox::fail_next), then those of [`fail`](Self::fail). If a fault
/// carries the request out, as [`Fault::Latency`] does, the request gets its stubbed response.
#[must_use = "it has no effect until `answer`, `answer_with` or `fail` is called"]
pub struct Stub<'s, E: Endpoint> {
    stubs: &'s Stubs,
    matches: Matcher,
    uses: Uses,
    request: PhantomData<fn(E)>,
}

impl<'s, E: Endpoint> Stub<'s, E> {
    pub(crate) fn new(stubs: &'s Stubs) -> Self {
        Self { stubs, matches: Box::new(|_| true), uses: Uses::Always, request: PhantomData }
    }

    /// Applies only to the requests for which `matches` returns true. By default, it applies to all.
    pub fn matching(mut self, matches: impl Fn(&E) -> bool + Send + 'static) -> Self {
        self.matches = Box::new(move |request| {
            let request = codec::deserialize(Json::Object(request.clone()));
            request.is_ok_and(|request: E| matches(&request))
        });
        self
    }

    /// Applies to one request. By default, a stub applies until
    /// [`Sandbox::reset`](crate::sandbox::Sandbox::reset).
    pub fn once(mut self) -> Self {
        self.uses = Uses::Once;
        self
    }

    /// Responds with `response`. Its `status_code` is also the HTTP status; 0 is replaced by 200. An
    /// empty `request_id` is replaced by a new one for each request.
    ///
    /// # Panics
    /// Panics if `status_code` is neither 0 nor 200 to 299: for an error, use [`fail`](Self::fail).
    /// Panics also if the response cannot be written as JSON, for example because a number is not
    /// finite.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "callers make a response for one stub")]
    pub fn answer(self, response: E::Response) {
        let fields = stubbed_fields(E::spec(), &response);
        lock(&self.stubs.responses).push(self.into_entry(fields));
    }

    /// Responds with a response of which `set` sets the fields. All others have their default values.
    ///
    /// # Panics
    /// Panics as [`answer`](Self::answer) does.
    #[track_caller]
    pub fn answer_with(self, set: impl FnOnce(&mut E::Response)) {
        let mut response = E::Response::empty();
        set(&mut response);
        self.answer(response);
    }

    /// Makes the requests fail.
    pub fn fail(self, fault: Fault) {
        lock(&self.stubs.faults).push(self.into_entry(fault));
    }

    fn into_entry<T>(self, effect: T) -> Entry<T> {
        Entry { spec: E::spec(), matches: self.matches, uses: self.uses, effect }
    }
}

impl<E: Endpoint> fmt::Debug for Stub<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stub")
            .field("endpoint", &format_args!("{}", E::spec()))
            .field("uses", &self.uses)
            .finish_non_exhaustive()
    }
}

/// The fields of a response that a test has chosen.
#[track_caller]
fn stubbed_fields(spec: &EndpointSpec, response: &dyn Object) -> Metadata {
    let fields = codec::serialize(response, serde_json::value::Serializer);
    let Ok(Json::Object(fields)) = fields else {
        panic!("the response to `{spec}` cannot be written as JSON");
    };
    let is_success = |status: &Json| matches!(status.as_u64(), Some(0 | 200..300));
    assert!(
        spec.envelope == Envelope::Bare || is_success(&fields["status_code"]),
        "the response to `{spec}` has the status code of an error; use `fail`"
    );
    fields
}

/// How often a stub applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Uses {
    Once,
    Always,
}

/// Whether a stub applies to a request with these fields.
type Matcher = Box<dyn Fn(&Metadata) -> bool + Send>;

/// All stubs of a sandbox.
#[derive(Default)]
pub(crate) struct Stubs {
    responses: Mutex<Vec<Entry<Metadata>>>,
    faults: Mutex<Vec<Entry<Fault>>>,
}

struct Entry<T> {
    spec: &'static EndpointSpec,
    matches: Matcher,
    uses: Uses,
    effect: T,
}

impl Stubs {
    /// The fields of the stubbed response to a request. It uses up a stub for one request.
    pub(crate) fn take_response(
        &self,
        spec: &EndpointSpec,
        request: &Metadata,
    ) -> Option<Metadata> {
        take(&mut lock(&self.responses), spec, request)
    }

    /// The stubbed fault of a request. It uses up a stub for one request.
    pub(crate) fn take_fault(&self, spec: &EndpointSpec, request: &Metadata) -> Option<Fault> {
        take(&mut lock(&self.faults), spec, request)
    }

    /// Removes the stubs of an endpoint.
    pub(crate) fn remove(&self, spec: &EndpointSpec) {
        lock(&self.responses).retain(|entry| !std::ptr::eq(entry.spec, spec));
        lock(&self.faults).retain(|entry| !std::ptr::eq(entry.spec, spec));
    }
}

fn take<T: Clone>(
    entries: &mut Vec<Entry<T>>,
    spec: &EndpointSpec,
    request: &Metadata,
) -> Option<T> {
    let accepts = |entry: &Entry<T>, uses| {
        std::ptr::eq(entry.spec, spec) && entry.uses == uses && (entry.matches)(request)
    };
    if let Some(index) = entries.iter().position(|entry| accepts(entry, Uses::Once)) {
        return Some(entries.remove(index).effect);
    }
    let entry = entries.iter().rev().find(|entry| accepts(entry, Uses::Always));
    entry.map(|entry| entry.effect.clone())
}
