//! How a request reaches its handler as its own type.

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
pub(crate) type HandlerFn = fn(&mut Store, Metadata) -> Result<Metadata, Problem>;

/// The endpoint of a request type, and its handler.
pub(crate) fn handler<E: Handler>() -> (&'static EndpointSpec, HandlerFn) {
    (E::spec(), run::<E>)
}

fn run<E: Handler>(store: &mut Store, request: Metadata) -> Result<Metadata, Problem> {
    let request: E = codec::deserialize(Json::Object(request))
        .map_err(|error: serde_json::Error| Problem::invalid_argument(error.to_string()))?;
    request.handle(store).map(|response| E::encode(&response))
}
