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
    /// Completes a rotation: the next client secret takes the place of the current one.
    ///
    /// The old secret stops working at once.
    #[docs = "https://stytch.com/docs/api/m2m-rotate-secret"]
    Secrets::rotate: POST "/v1/m2m/clients/{client_id}/secrets/rotate";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {}

    response {
        /// The client as the call left it.
        m2m_client!: M2mClient,
    }
}

endpoint! {
    /// Calls a rotation off: the next client secret stops working, the current one stays.
    #[docs = "https://stytch.com/docs/api/m2m-rotate-secret-cancel"]
    Secrets::rotate_cancel: POST "/v1/m2m/clients/{client_id}/secrets/rotate/cancel";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {}

    response {
        /// The client as the call left it.
        m2m_client!: M2mClient,
    }
}

endpoint! {
    /// Begins a rotation: mints the next client secret, which works beside the current one.
    ///
    /// Put it wherever the current one is used, then complete the rotation. The answer is the only
    /// place to learn it: Stytch keeps a hash of it.
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
