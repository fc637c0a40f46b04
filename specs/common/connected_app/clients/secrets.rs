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
    /// Completes a rotation: the next client secret replaces the current one.
    ///
    /// The old secret stops working immediately.
    #[docs = "https://stytch.com/docs/api/connected-apps-rotate-secret"]
    Secrets::rotate: POST "/v1/connected_apps/clients/{client_id}/secrets/rotate";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {}

    response {
        /// The app after the call.
        connected_app!: ConnectedApp,
    }
}

endpoint! {
    /// Cancels a rotation: the next client secret stops working, the current one stays valid.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/connected-apps/rotate-secret/cancel-secret-rotation"]
    Secrets::rotate_cancel: POST "/v1/connected_apps/clients/{client_id}/secrets/rotate/cancel";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {}

    response {
        /// The app after the call.
        connected_app!: ConnectedApp,
    }
}

endpoint! {
    /// Starts a rotation: creates the next client secret, which works alongside the current one.
    ///
    /// Deploy it everywhere the current one is used, then complete the rotation. Only this response
    /// contains it: Stytch stores a hash of it.
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
