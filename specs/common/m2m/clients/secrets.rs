//! Client secrets of M2M clients, and their replacement without downtime.

use crate::{
    common::{M2mClient, M2mClientWithNextClientSecret},
    endpoint, resource,
};

resource! {
    /// Client secrets of M2M clients.
    pub Secrets {
        endpoints: [RotateRequest, RotateCancelRequest, RotateStartRequest],
    }
}

endpoint! {
    /// Completes a rotation: the next client secret replaces the current one.
    ///
    /// The old secret stops working immediately.
    #[docs = "https://stytch.com/docs/api/m2m-rotate-secret"]
    Secrets::rotate: POST "/v1/m2m/clients/{client_id}/secrets/rotate";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {}

    response {
        /// The client after the call.
        m2m_client!: M2mClient,
    }
}

endpoint! {
    /// Cancels a rotation: the next client secret stops working, the current one stays valid.
    #[docs = "https://stytch.com/docs/api/m2m-rotate-secret-cancel"]
    Secrets::rotate_cancel: POST "/v1/m2m/clients/{client_id}/secrets/rotate/cancel";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {}

    response {
        /// The client after the call.
        m2m_client!: M2mClient,
    }
}

endpoint! {
    /// Starts a rotation: creates the next client secret, which works alongside the current one.
    ///
    /// Deploy it everywhere the current one is used, then complete the rotation. Only this response
    /// contains it: Stytch stores a hash of it.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/m2m/rotate-secret/start-secret-rotation"]
    Secrets::rotate_start: POST "/v1/m2m/clients/{client_id}/secrets/rotate/start";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {}

    response {
        /// The client, with its next client secret.
        m2m_client!: M2mClientWithNextClientSecret,
    }
}
