//! Streaming of an environment's event logs to another service.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Streaming of an environment's event logs to Datadog or Grafana Loki.
    #[host(management)]
    pub EventLogStreaming {
        endpoints: [
            CreateRequest,
            GetRequest,
            UpdateRequest,
            DeleteRequest,
            EnableRequest,
            DisableRequest,
        ],
    }
}

open_enum! {
    /// A service that event logs can be sent to.
    DestinationType {
        /// Datadog.
        Datadog = "DATADOG",
        /// Grafana Loki.
        GrafanaLoki = "GRAFANA_LOKI",
    }
}

open_enum! {
    /// The region of a Datadog account.
    DatadogSite {
        /// US1: `datadoghq.com`.
        Us = "US",
        /// US3: `us3.datadoghq.com`.
        Us3 = "US3",
        /// US5: `us5.datadoghq.com`.
        Us5 = "US5",
        /// EU1: `datadoghq.eu`.
        Eu = "EU",
        /// AP1: `ap1.datadoghq.com`.
        Ap1 = "AP1",
    }
}

object! {
    /// How to reach Datadog.
    #[request]
    DatadogConfig {
        /// The account's API key.
        api_key: Secret,
        /// Region of the account.
        site?: DatadogSite,
    }
}

object! {
    /// How to reach Grafana Loki.
    #[request]
    GrafanaLokiConfig {
        /// Host that receives the logs.
        hostname: String,
        /// Name to log in with at the host.
        username: String,
        /// Password, or token with permission to write logs.
        password: Secret,
    }
}

object! {
    /// How to reach the service; set the field for its type.
    #[request]
    DestinationConfig {
        /// Present if the service is Datadog.
        datadog?: DatadogConfig,
        /// Present if the service is Grafana Loki.
        grafana_loki?: GrafanaLokiConfig,
    }
}

open_enum! {
    /// Whether events are sent.
    StreamingStatus {
        /// Events are sent.
        Active = "ACTIVE",
        /// Events are not sent until the stream is enabled.
        Disabled = "DISABLED",
        /// The stream is not active yet.
        Pending = "PENDING",
    }
}

object! {
    /// A stream of event logs, with its credentials.
    EventLogStream {
        /// Where the events are sent.
        destination_type?: DestinationType,
        /// Account and credentials at the service.
        destination_config?: DestinationConfig,
        /// Whether events are sent.
        streaming_status?: StreamingStatus,
    }
}

object! {
    /// How Datadog is reached, without the API key.
    MaskedDatadogConfig {
        /// The last four characters of the API key.
        api_key_last_four: String,
        /// Region of the account.
        site?: DatadogSite,
    }
}

object! {
    /// How Grafana Loki is reached, without the password.
    MaskedGrafanaLokiConfig {
        /// Host that receives the logs.
        hostname: String,
        /// Name to log in with at the host.
        username: String,
        /// The last four characters of the password.
        password_last_four: String,
    }
}

object! {
    /// How the service is reached, without secrets.
    MaskedDestinationConfig {
        /// Present if the service is Datadog.
        datadog?: MaskedDatadogConfig,
        /// Present if the service is Grafana Loki.
        grafana_loki?: MaskedGrafanaLokiConfig,
    }
}

object! {
    /// A stream of event logs, without secrets.
    MaskedEventLogStream {
        /// Where the events are sent.
        destination_type?: DestinationType,
        /// Account at the service.
        destination_config?: MaskedDestinationConfig,
        /// Whether events are sent.
        streaming_status?: StreamingStatus,
    }
}

endpoint! {
    /// Creates a stream of event logs.
    ///
    /// Enable it to send events.
    EventLogStreaming::create:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/event_log_streaming";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// Where to send the events; an environment has at most one stream for each service.
        destination_type?: DestinationType,
        /// Account and credentials at the service.
        destination_config?: DestinationConfig,
    }

    response {
        /// The new stream.
        event_log_streaming_config!: EventLogStream,
    }
}

endpoint! {
    /// Reads one stream of event logs.
    EventLogStreaming::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/event_log_streaming/{destination_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Where the events are sent.
        destination_type: DestinationType,
    }

    response {
        /// The stream; its secrets are masked.
        event_log_streaming_config!: MaskedEventLogStream,
    }
}

endpoint! {
    /// Replaces account and credentials of a stream.
    EventLogStreaming::update:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/event_log_streaming/{destination_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Where the events are sent.
        destination_type: DestinationType,
    }

    body {
        /// The new account and credentials at the service.
        destination_config?: DestinationConfig,
    }

    response {
        /// The stream after the call.
        event_log_streaming_config!: EventLogStream,
    }
}

endpoint! {
    /// Deletes a stream of event logs.
    EventLogStreaming::delete:
        DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/event_log_streaming/{destination_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Where the events are sent.
        destination_type: DestinationType,
    }
}

endpoint! {
    /// Starts to send events.
    #[retry(safe)]
    EventLogStreaming::enable:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/event_log_streaming/{destination_type}/enable";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Where the events are sent.
        destination_type: DestinationType,
    }

    body {}
}

endpoint! {
    /// Stops sending events.
    ///
    /// The stream can be enabled again.
    #[retry(safe)]
    EventLogStreaming::disable:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/event_log_streaming/{destination_type}/disable";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Where the events are sent.
        destination_type: DestinationType,
    }

    body {}
}
