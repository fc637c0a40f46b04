//! Filters and pages of searches.

use crate::{object, open_enum};

object! {
    /// A filter of a search.
    #[request]
    SearchQuery {
        /// How the operands combine.
        operator: SearchOperator,
        /// The conditions, each an object with a `filter_name` and a `filter_value`; everything
        /// matches when empty. Fuzzy filters need at least three characters.
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
    /// The position of a page among all results.
    ResultsMetadata {
        /// Number of results on all pages; -1 if Stytch has disabled totals for your workspace,
        /// which makes searches faster.
        total: i32,
        /// The `cursor` of the next page; absent on the last one.
        next_cursor?: String,
    }
}
