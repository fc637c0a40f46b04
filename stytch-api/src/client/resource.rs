//! The trait of resources: types that carry the methods of a group of endpoints.

#[cfg(feature = "management")]
use crate::client::management::ManagementClient;
use crate::{Call, Client, schema::Endpoint};

/// A group of endpoints, reached from the client by a chain of methods such as
/// `client.b2b().totps()`; declared by [`resource!`](crate::resource!).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a resource",
    label = "declare it with `resource!`",
    note = "an endpoint needs no resource: declare `method: POST \"…\";` and call it with `client.send(request)`"
)]
pub trait Resource<'c, C: ApiClient = Client>: Sized {
    /// Creates the resource, which makes its calls through `client`.
    fn new(client: &'c C) -> Self;

    /// Returns the client that the resource makes its calls through.
    fn client(&self) -> &'c C;

    /// Creates the call of `request`.
    fn call<E: Endpoint<Client = C>>(&self, request: E) -> Call<'c, E> {
        self.client().call(request)
    }
}

/// A client of one of Stytch's APIs: [`Client`] or, with feature `management`, `ManagementClient`.
pub trait ApiClient: sealed::Sealed + Sized + 'static {
    /// Creates the call of `request`, as the client's `send` does.
    fn call<E: Endpoint<Client = Self>>(&self, request: E) -> Call<'_, E>;
}

impl ApiClient for Client {
    fn call<E: Endpoint<Client = Self>>(&self, request: E) -> Call<'_, E> {
        self.send(request)
    }
}

#[cfg(feature = "management")]
impl ApiClient for ManagementClient {
    fn call<E: Endpoint<Client = Self>>(&self, request: E) -> Call<'_, E> {
        self.send(request)
    }
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for super::Client {}

    #[cfg(feature = "management")]
    impl Sealed for super::ManagementClient {}
}
