//! Filters and pages of the searches.

use crate::{Metadata, object, open_enum};

object! {
    /// A filter of a search.
    SearchQuery {
        /// How the operands combine.
        operator: SearchOperator,
        /// The conditions, each an object with a `filter_name` and a `filter_value`; everything
        /// matches when empty. Fuzzy filters need three characters or more.
        operands: Vec<Metadata>,
    }
}

open_enum! {
    /// How the operands of a search combine.
    SearchOperator {
        /// One operand must match.
        Or = "OR",
        /// All operands must match.
        And = "AND",
    }
}

object! {
    /// Where a page of results stands among all of them.
    ResultsMetadata {
        /// How many results there are on all pages; -1 where Stytch has turned totals off for your
        /// workspace, which speeds searches up.
        total: i32,
        /// What to send as `cursor` for the next page; absent on the last one.
        next_cursor?: String,
    }
}
