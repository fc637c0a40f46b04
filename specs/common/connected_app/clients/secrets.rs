//! Client secrets of Connected Apps, and their replacement without downtime.

use crate::{
    common::{ConnectedApp, ConnectedAppWithNextClientSecret},
    endpoint, resource,
};

resource! {
    /// Client secrets of Connected Apps.
    pub Secrets {
        endpoints: [RotateRequest, RotateCancelRequest, RotateStartRequest],
    }
}

endpoint! {
    /// Completes a rotation: the next client secret takes the place of the current one.
    ///
    /// The old secret stops working at once.
    #[docs = "https://stytch.com/docs/api/connected-apps-rotate-secret"]
    Secrets::rotate: POST "/v1/connected_apps/clients/{client_id}/secrets/rotate";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {}

    response {
        /// The app as the call left it.
        connected_app!: ConnectedApp,
    }
}

endpoint! {
    /// Calls a rotation off: the next client secret stops working, the current one stays.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/connected-apps/rotate-secret/cancel-secret-rotation"]
    Secrets::rotate_cancel: POST "/v1/connected_apps/clients/{client_id}/secrets/rotate/cancel";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {}

    response {
        /// The app as the call left it.
        connected_app!: ConnectedApp,
    }
}

endpoint! {
    /// Begins a rotation: mints the next client secret, which works beside the current one.
    ///
    /// Put it wherever the current one is used, then complete the rotation. The answer is the only
    /// place to learn it: Stytch keeps a hash of it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/rotate-secret/start-secret-rotation"]
    Secrets::rotate_start: POST "/v1/connected_apps/clients/{client_id}/secrets/rotate/start";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {}

    response {
        /// The app, with its next client secret.
        connected_app!: ConnectedAppWithNextClientSecret,
    }
}
