//! Runs of an endpoint that is chosen at run time, with JSON objects as requests.

use serde_json::json;
use stytch_api::{
    Metadata,
    b2b::totps::MigrateRequest,
    bulk::{Journal, JsonRequest, Outcome},
    catalog::Catalog,
    sandbox::Fault,
    schema::{Endpoint, EndpointSpec},
};

use crate::fixture::{Fixture, Receiver, SECRET, check, finish};

fn migrate() -> &'static EndpointSpec {
    Catalog::stytch().find("b2b.totps.migrate").expect("an endpoint")
}

/// The rows of all Members.
fn rows(fixture: &Fixture) -> Vec<(String, Metadata)> {
    let row = |id: &String| (id.clone(), fields(&fixture.organization_id, id));
    fixture.member_ids.iter().map(row).collect()
}

fn fields(organization_id: &str, member_id: &str) -> Metadata {
    let fields =
        json!({"organization_id": organization_id, "member_id": member_id, "secret": SECRET});
    fields.as_object().expect("an object").clone()
}

fn request(request: &JsonRequest) -> MigrateRequest {
    let text = |name: &str| request.fields()[name].as_str().expect("a text").to_owned();
    MigrateRequest::new(text("organization_id"), text("member_id"), text("secret").as_str())
}

#[tokio::test]
async fn json_rows_have_json_responses() {
    let fixture = Fixture::new(3).await;
    let run = fixture.client.bulk_json(migrate(), rows(&fixture)).run().expect("no journal");
    let mut member_ids = fixture.member_ids.clone();
    member_ids.sort();
    let outcomes = finish(run).await;
    assert_eq!(outcomes.len(), 3);
    for ((key, outcome), member_id) in outcomes.iter().zip(&member_ids) {
        let Outcome::Done(response) = outcome else { panic!("{outcome:?}") };
        assert_eq!(key, member_id);
        assert_eq!(response["member_id"], **member_id);
        let registration_id = response["totp_registration_id"].as_str().expect("a text");
        let member = fixture.member(member_id).await.expect("a Member");
        assert_eq!(member.totp_registration_id, registration_id);
    }
}

#[tokio::test]
async fn json_rows_can_be_a_stream() {
    let fixture = Fixture::new(3).await;
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let rows = rows(&fixture);
    // As rows from a source that blocks.
    tokio::task::spawn_blocking(move || {
        for row in rows {
            sender.blocking_send(row).expect("a run");
        }
    });
    let run = fixture.client.bulk_json_stream(migrate(), Receiver(receiver)).run();
    let outcomes = finish(run.expect("no journal")).await;
    let all_done = outcomes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Done(_)));
    assert!(all_done && outcomes.len() == 3, "{outcomes:?}");
    assert_eq!(fixture.sent(), 3);
}

#[tokio::test]
async fn json_rows_that_do_not_fit_are_refused() {
    let fixture = Fixture::new(1).await;
    let valid = fields(&fixture.organization_id, &fixture.member_ids[0]);
    let without = |name: &str| {
        let mut fields = valid.clone();
        fields.remove(name);
        fields
    };
    let with = |name: &str, value| {
        let mut fields = valid.clone();
        fields.insert(name.to_owned(), value);
        fields
    };
    let rows = [
        ("missing", without("member_id"), "member_id"),
        ("type", with("secret", json!(7)), "secret"),
        ("unknown", with("sercet", json!(SECRET)), "sercet"),
        ("empty", with("member_id", json!("")), "member_id"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("journal");
    let run = fixture
        .client
        .bulk_json(migrate(), rows.clone().map(|(key, fields, _)| (key.to_owned(), fields)))
        .journal(Journal::open(&path).expect("a journal"))
        .run();
    let outcomes = finish(run.expect("a run")).await;
    assert_eq!(outcomes.len(), rows.len());
    for (key, outcome) in &outcomes {
        let Outcome::Refused(error) = outcome else { panic!("{key}: {outcome:?}") };
        let (.., field) = rows.iter().find(|(row, ..)| row == key).expect("a row");
        assert!(error.is_request() && error.to_string().contains(field), "{key}: {error}");
        assert!(!format!("{error} {error:?}").contains(SECRET), "{key}: {error:?}");
    }
    assert_eq!(fixture.sent(), 0);
    let counts = Journal::open(&path).expect("a journal").counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (0, 4, 0));
}

#[tokio::test]
async fn json_and_typed_runs_share_a_journal() {
    let fixture = Fixture::new(4).await;
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Journal::open(folder.path().join("journal")).expect("a journal");
    let typed = fixture.rows().into_iter().take(2);
    let outcomes = finish(fixture.client.bulk(typed).journal(open()).run().expect("a run")).await;
    assert_eq!(outcomes.len(), 2);

    let json = fixture.client.bulk_json(migrate(), rows(&fixture)).journal(open()).run();
    let outcomes = finish(json.expect("the same run")).await;
    let skipped = outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Skipped));
    assert_eq!(skipped.count(), 2, "{outcomes:?}");
    let outcomes = finish(fixture.bulk().journal(open()).run().expect("the same run")).await;
    let all_skipped = outcomes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Skipped));
    assert!(all_skipped && outcomes.len() == 4, "{outcomes:?}");
    assert_eq!(fixture.sent(), 4);

    let get = Catalog::stytch().find("b2b.organizations.get").expect("an endpoint");
    let error = fixture.client.bulk_json(get, []).journal(open()).run().expect_err("another run");
    assert!(error.to_string().contains(&MigrateRequest::spec().to_string()), "{error}");
}

#[tokio::test]
async fn unknown_json_rows_are_checked_by_their_fields() {
    let fixture = Fixture::new(1).await;
    let folder = tempfile::tempdir().expect("a folder");
    let bulk = || {
        let journal = Journal::open(folder.path().join("journal")).expect("a journal");
        fixture.client.bulk_json(migrate(), rows(&fixture)).journal(journal)
    };
    fixture.sandbox.fail_next(Fault::Disconnect);
    for _ in 0..2 {
        let outcomes = finish(bulk().run().expect("a run")).await;
        assert!(matches!(&outcomes[..], [(_, Outcome::Unknown(_))]), "{outcomes:?}");
    }
    assert_eq!(fixture.sent(), 1, "an unknown row of an unsafe endpoint is not repeated");
    let client = fixture.client.clone();
    let checked = bulk().check_unknown(move |json| {
        assert_eq!(json.endpoint().path, "/v1/b2b/totp/migrate");
        check(client.clone(), request(json))
    });
    let outcomes = finish(checked.run().expect("a run")).await;
    assert!(matches!(&outcomes[..], [(_, Outcome::Done(_))]), "{outcomes:?}");
    assert!(fixture.has_authenticator(&fixture.member_ids[0]).await);
}

#[tokio::test]
async fn no_secret_of_a_json_row_is_printed() {
    let fixture = Fixture::new(1).await;
    let printed = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Journal::open(folder.path().join("journal")).expect("a journal");
    fixture.sandbox.fail_next(Fault::Disconnect);
    finish(fixture.bulk().journal(open()).run().expect("a run")).await;
    let (client, written) = (fixture.client.clone(), printed.clone());
    let bulk = fixture.client.bulk_json(migrate(), rows(&fixture)).journal(open());
    let bulk = bulk.check_unknown(move |json| {
        *written.lock().expect("no panic") = format!("{json:?}");
        check(client.clone(), request(json))
    });
    let settings = format!("{bulk:?}");
    let run = bulk.run().expect("a run");
    let running = format!("{run:?}");
    finish(run).await;
    let printed = printed.lock().expect("no panic");
    let endpoint = MigrateRequest::spec().to_string();
    for text in [&settings, &running, &*printed] {
        assert!(text.contains(&endpoint) && !text.contains(SECRET), "{text}");
    }
}
