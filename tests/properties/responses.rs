//! Altered responses of all endpoints.

use proptest::{prelude::*, sample::Index};
use serde_json::Value;
use stytch_api::{Error, schema::EndpointSpec};
use stytch_tests::{MockResponse, PROJECT_SECRET, Server};

use crate::{
    block_on,
    endpoints::endpoints,
    mutate::{config, mutated},
    sample::{Fields, SECRET, sample},
};

/// An endpoint with an altered response.
fn response() -> impl Strategy<Value = (&'static EndpointSpec, String)> {
    let endpoints = endpoints();
    any::<Index>().prop_flat_map(move |index| {
        let spec = endpoints[index.index(endpoints.len())];
        let response = Value::Object(sample((spec.response)(), Fields::All));
        (Just(spec), mutated(response))
    })
}

proptest! {
    #![proptest_config(config(64))]

    // One client for several responses, because making a client takes longer than a call.
    #[test]
    fn altered_response_is_decoded_or_kept(responses in prop::collection::vec(response(), 1..32)) {
        let results = block_on(async {
            let bodies = responses.iter().map(|(_, body)| MockResponse::json(body));
            let server = Server::start(bodies).await;
            let client = server.clients();
            let mut results = Vec::new();
            for (spec, _) in &responses {
                let request = sample((spec.request)(), Fields::Required);
                results.push(client.send_json(spec, request).await);
            }
            results
        });
        for ((spec, body), result) in responses.iter().zip(results) {
            assert_decoded_or_kept(spec, body, result)?;
        }
    }
}

fn assert_decoded_or_kept(
    spec: &EndpointSpec,
    body: &str,
    result: Result<Value, Error>,
) -> Result<(), TestCaseError> {
    match result {
        // Nothing that was decoded is lost if it is written and read again.
        Ok(_) => {
            let table = (spec.response)();
            let decoded = table.read(body.as_bytes()).expect("the same response");
            let text = serde_json::to_vec(decoded.as_ref()).expect("JSON");
            let again = table.read(&text).expect("the same response");
            prop_assert!(again.as_ref() == decoded.as_ref(), "{} {}", spec, body);
        }
        Err(Error::Decode(error)) => {
            prop_assert_eq!(&*error.body, body.as_bytes());
            let shown = format!("{error} {error:?}");
            let secrets = [SECRET, PROJECT_SECRET];
            prop_assert!(secrets.iter().all(|secret| !shown.contains(secret)), "{}", shown);
        }
        Err(error) => prop_assert!(false, "{:?}", error),
    }
    Ok(())
}
