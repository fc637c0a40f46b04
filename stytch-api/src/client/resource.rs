//! The trait of resources: types that carry the methods of a group of endpoints.

use crate::{Call, Client, schema::Endpoint};

/// A group of endpoints, reached from the client by a chain of methods such as
/// `client.b2b().totps()`; declared by [`resource!`](crate::resource!).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resource",
    label = "declare it with `resource!`",
    note = "an endpoint needs no resource: declare `method: POST \"…\";` and call it with `client.send(request)`"
)]
pub trait Resource<'c>: Sized {
    /// Creates the resource, which makes its calls through `client`.
    fn new(client: &'c Client) -> Self;

    /// Returns the client that the resource makes its calls through.
    fn client(&self) -> &'c Client;

    /// Creates the call of `request`.
    fn call<E: Endpoint>(&self, request: E) -> Call<'c, E> {
        self.client().send(request)
    }
}
