//! What a bulk run sends: requests of one type, whether of an [`Endpoint`] or from JSON.

use std::sync::Arc;

use crate::{
    Call, Error,
    client::{CallOptions, Inner},
    schema::Endpoint,
};

/// A request of a [bulk run](crate::bulk): that of any [`Endpoint`], or with feature `json` a
/// `bulk::JsonRequest`.
///
/// Other implementations are not supported.
pub trait BulkRequest: Send + Sync + 'static {
    /// The response type.
    type Response: Send + 'static;

    /// Sends the request, and decodes its response.
    #[doc(hidden)]
    fn send(
        self,
        settings: &CallSettings,
    ) -> impl Future<Output = Result<Self::Response, Error>> + Send;
}

/// The client and the options of a run's calls. No other crate can name it, so only this one can implement
/// the trait.
pub struct CallSettings {
    pub(super) inner: Arc<Inner>,
    pub(super) options: CallOptions,
}

impl<E: Endpoint> BulkRequest for E {
    type Response = E::Response;

    fn send(
        self,
        settings: &CallSettings,
    ) -> impl Future<Output = Result<E::Response, Error>> + Send {
        Call::with_options(&settings.inner, self, settings.options.clone()).into_future()
    }
}
