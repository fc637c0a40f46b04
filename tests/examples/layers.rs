//! Layers of tower around each attempt: a limit of concurrent requests, a header, and a metric.
//!
//! `cargo run --example layers` calls a sandbox, and prints how often it received each status.

use std::{
    collections::BTreeMap,
    error::Error,
    sync::{Arc, Mutex},
};

use http::{HeaderName, HeaderValue};
use stytch_api::{
    b2b::organizations::{CreateRequest, GetRequest},
    layer::{BoxError, Request, Response},
    sandbox::Sandbox,
};
use tower::{
    limit::GlobalConcurrencyLimitLayer,
    util::{MapRequestLayer, MapResultLayer},
};

/// How often each status was received; `None` counts attempts without a response.
type Statuses = Arc<Mutex<BTreeMap<Option<u16>, u32>>>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let statuses = Statuses::default();
    let counted = statuses.clone();
    let client = sandbox
        .client_builder()
        .layer(MapResultLayer::new(move |result: Result<Response, BoxError>| {
            let status = result.as_ref().ok().map(|response| response.status().as_u16());
            let mut statuses = counted.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *statuses.entry(status).or_default() += 1;
            result
        }))
        .layer(MapRequestLayer::new(|mut request: Request| {
            let (name, value) = ("x-tenant", HeaderValue::from_static("acme"));
            request.headers_mut().insert(HeaderName::from_static(name), value);
            request
        }))
        // Shared by all calls of the client.
        .layer(GlobalConcurrencyLimitLayer::new(2))
        .build()?;
    let organizations = client.b2b().organizations();
    let created = organizations.create(CreateRequest::new("Acme")).await?;
    organizations.get(GetRequest::new(created.organization.organization_id)).await?;
    // Not found: a failed call, but an attempt with a response.
    let missing = organizations.get(GetRequest::new("missing")).await;
    assert!(missing.is_err_and(|error| error.is_api()));
    let statuses = statuses.lock().map_err(|_| "a layer has panicked")?;
    for (status, count) in &*statuses {
        match status {
            Some(status) => println!("status {status}: {count}"),
            None => println!("no response: {count}"),
        }
    }
    Ok(())
}
