//! How a request reaches its handler as its own type.

use std::sync::Arc;

use crate::{
    Json, Metadata, codec,
    sandbox::store::{
        Store,
        apply_update::{copy_fields, to_json},
        problem::{Problem, Result},
    },
    schema::{Endpoint, EndpointSpec, Object},
};

/// An endpoint, and the function that carries out its requests.
pub(crate) type Handler = (&'static EndpointSpec, HandlerFn);

/// Carries out a request whose fields are valid, and returns the fields of the response.
pub(crate) type HandlerFn = Arc<dyn Fn(&mut Store, Metadata) -> Result<Metadata> + Send + Sync>;

/// The endpoint of a request type that `handle` carries out. The response takes the fields that it has
/// from what `handle` returns.
pub(crate) fn handler<E: Endpoint, R: Object + 'static>(
    handle: fn(&mut Store, &E) -> Result<R>,
) -> Handler {
    edited_handler(handle, |_| {})
}

/// A handler whose response `edit` completes with fields that the type of the response does not have.
pub(crate) fn edited_handler<E: Endpoint, R: Object + 'static>(
    handle: fn(&mut Store, &E) -> Result<R>,
    edit: fn(&mut Metadata),
) -> Handler {
    let run = move |store: &mut Store, request| {
        let request: E = codec::deserialize(Json::Object(request))
            .map_err(|error: serde_json::Error| Problem::invalid_argument(error.to_string()))?;
        let response: E::Response = copy_fields(&handle(store, &request)?);
        let mut fields = to_json(&response);
        edit(&mut fields);
        Ok(fields)
    };
    (E::spec(), Arc::new(run))
}
