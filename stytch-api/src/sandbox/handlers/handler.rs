//! How a request reaches its handler as its own type.

use std::sync::Arc;

use crate::{
    Json, Metadata, codec,
    sandbox::store::{Store, apply_update::to_json, problem::Problem},
    schema::{Endpoint, EndpointSpec},
};

/// A request that the sandbox carries out.
pub(crate) trait Handler: Endpoint {
    fn handle(self, store: &mut Store) -> Result<Self::Response, Problem>;

    /// The fields of the response as JSON.
    fn encode(response: &Self::Response) -> Metadata {
        to_json(response)
    }
}

/// Carries out a request whose fields are valid.
pub(crate) type HandlerFn =
    Arc<dyn Fn(&mut Store, Metadata) -> Result<Metadata, Problem> + Send + Sync>;

/// The endpoint of a request type, and its handler.
pub(crate) fn handler<E: Handler>() -> (&'static EndpointSpec, HandlerFn) {
    (E::spec(), Arc::new(run::<E>))
}

/// The endpoint of a request type that `handle` carries out.
pub(crate) fn handle_with<E: Endpoint>(
    handle: fn(&mut Store, E) -> Result<E::Response, Problem>,
) -> (&'static EndpointSpec, HandlerFn) {
    let run = move |store: &mut Store, request| {
        handle(store, parse(request)?).map(|response| to_json(&response))
    };
    (E::spec(), Arc::new(run))
}

fn parse<E: Endpoint>(request: Metadata) -> Result<E, Problem> {
    codec::deserialize(Json::Object(request))
        .map_err(|error: serde_json::Error| Problem::invalid_argument(error.to_string()))
}

fn run<E: Handler>(store: &mut Store, request: Metadata) -> Result<Metadata, Problem> {
    parse::<E>(request)?.handle(store).map(|response| E::encode(&response))
}
