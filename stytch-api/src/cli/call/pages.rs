//! All pages of a search or list, item by item.

use crate::{
    Json, Metadata,
    cli::{
        connection::{Connection, HasInner},
        failure::Failure,
        output::{Reader, print_bytes},
    },
    client::LoopGuard,
    schema::EndpointSpec,
};

/// Fetches the page that `fields` select and all pages after it, and prints each item as one line of JSON.
/// `items` is the name of the list in the response.
pub(crate) async fn print_items<C: HasInner>(
    connection: &Connection<C>,
    endpoint: &'static EndpointSpec,
    items: &str,
    mut fields: Metadata,
    host: &str,
) -> Result<(), Failure> {
    let mut guard = LoopGuard::new(fields.get("cursor").and_then(Json::as_str));
    loop {
        let page = connection.send_json(endpoint, fields.clone()).await;
        let page = page.map_err(|error| resumable(Failure::error(&error, host), &fields))?;
        let items = page[items].as_array().map(Vec::as_slice).unwrap_or_default();
        let lines =
            items.iter().fold(String::new(), |lines, item| lines + &item.to_string() + "\n");
        if print_bytes(lines.as_bytes())? == Reader::Closed {
            return Ok(());
        }
        let Some(cursor) = next_cursor(&page) else { return Ok(()) };
        fields.insert("cursor".to_owned(), Json::from(cursor));
        guard
            .record(items.is_empty(), cursor)
            .map_err(|endless| resumable(Failure::call(endless.problem()), &fields))?;
    }
}

/// The cursor of the next page. `#[pages(…)]` finds it in the same two places.
fn next_cursor(page: &Json) -> Option<&str> {
    let cursors = [&page["results_metadata"]["next_cursor"], &page["next_cursor"]];
    cursors.into_iter().filter_map(Json::as_str).find(|cursor| !cursor.is_empty())
}

/// Adds where to resume. The items before have been printed.
fn resumable(failure: Failure, fields: &Metadata) -> Failure {
    match fields.get("cursor") {
        Some(cursor) => failure.with_hint(&format!("; resume with --cursor {cursor}")),
        None => failure,
    }
}
