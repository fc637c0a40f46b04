//! Declarations in a module where the names of the standard library have other meanings.

#![allow(dead_code, missing_docs, unused_macros)]

use crate::api::{endpoint, object, open_enum, resource};

mod alloc {}
mod core {}
mod std {}

struct Box;
struct Err;
struct None;
struct Ok;
struct Option;
struct Result;
struct Some;
struct String;
struct Vec;

trait Clone {}
trait Copy {}
trait Debug {}
trait Default {}
trait Eq {}
trait From {}
trait Hash {}
trait Into {}
trait Iterator {}
trait PartialEq {}
trait Sized {}

fn drop() {}

macro_rules! assert {
    () => {};
}
macro_rules! matches {
    () => {};
}
macro_rules! vec {
    () => {};
}

/// Has the name of a crate.
pub mod time {
    crate::api::object! { Window { days: Vec<i32> } }
}

resource! {
    pub Gates { endpoints: [OpenRequest, ListRequest], cells: Cells }
}

resource! {
    pub Cells { endpoints: [] }
}

endpoint! {
    Gates::open: POST "/v1/gates/{gate_id}";
    path { gate_id: String }
    query { state?: State, states?: Vec<String> }
    header { key?: String = "Key" }
    body {
        name: String,
        weight: f64,
        note: Nullable<String>,
        keys: Vec<Key>,
        labels: BTreeMap<String, String>,
    }
    response {
        gate_id!: String,
        state: State,
        window?: time::Window,
        #[flatten]
        rest: Metadata,
    }
}

endpoint! {
    #[pages(cells)]
    Gates::list: GET "/v1/gates";
    query { cursor?: String }
    response { cells: Vec<Cell>, results_metadata: Position }
}

object! { Position { next_cursor?: String } }

object! {
    Cell {
        label?: String,
        parent?: Box<Cell>,
        parts?: HashMap<String, Json>,
        opened_at?: Timestamp,
    }
}

object! {
    #[request]
    Key { number: i32, pin?: Secret, extra: Vec<String> }
}

open_enum! { State { Open = "open", Closed = "closed" } }

/// `String` in a spec is that of the standard library.
pub fn gate_id(response: OpenResponse) -> ::std::string::String {
    response.gate_id
}
