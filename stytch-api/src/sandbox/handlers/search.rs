//! Filters and pagination of the searches.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::{
    b2b::{ResultsMetadata, SearchOperator, SearchQuery},
    sandbox::handlers::prelude::*,
};

/// A search: the filters that a query can have, and the tests behind them.
pub(crate) struct Search<R: 'static> {
    /// What the error types of the search start with.
    pub(crate) resource: &'static str,
    pub(crate) filters: &'static [(&'static str, Test<R>)],
}

/// How a filter tests a record. It decides the type of the filter's value.
pub(crate) enum Test<R> {
    /// An array of strings, one of which equals one of the record's; ASCII case is ignored.
    OneOf(Texts<R>),
    /// A string of at least three characters that one of the record's contains; case is ignored.
    Contains(Texts<R>),
    /// A string that equals one of the record's; ASCII case is ignored.
    #[cfg(feature = "consumer")]
    Equals(Texts<R>),
    /// A boolean that equals the record's.
    Is(fn(&R) -> bool),
}

type Texts<R> = for<'s> fn(&'s Store, &'s R) -> Vec<&'s str>;

/// Whether a record passes a filter.
type Filter<'q, R> = Box<dyn Fn(&Store, &R) -> bool + 'q>;

object! {
    /// The fields of a request that searches.
    SearchFields {
        query?: SearchQuery,
        cursor?: String,
        limit?: i32,
    }
}

impl<R: Record> Search<R> {
    /// Returns the requested page of those of `records` that match the query of the request.
    pub(crate) fn run<'s>(
        &self,
        store: &'s Store,
        request: &dyn Object,
        records: impl Iterator<Item = &'s R>,
    ) -> Result<(Vec<&'s R>, ResultsMetadata)> {
        let SearchFields { query, cursor, limit, .. } = copy_fields(request);
        let filters = query.iter().flat_map(|query| &query.operands).map(|it| self.parse(it));
        let filters = filters.collect::<Result<Vec<_>>>()?;
        let passes = |record| filters.iter().map(move |filter| filter(store, record));
        // Without filters, every record matches.
        let is_or = query.as_ref().is_some_and(|query| query.operator == SearchOperator::Or)
            && !filters.is_empty();
        let matches = |record: &&'s R| {
            let mut results = passes(*record);
            if is_or { results.any(|passes| passes) } else { results.all(|passes| passes) }
        };
        page(records.filter(matches).collect(), cursor.as_deref(), limit)
    }

    fn parse<'q>(&self, operand: &'q Metadata) -> Result<Filter<'q, R>> {
        let operand = Operand::parse(operand, self.resource)?;
        let row = self.filters.iter().find(|(name, _)| *name == operand.name);
        let (_, test) = row.ok_or_else(|| operand.not_recognized())?;
        Ok(match *test {
            Test::OneOf(texts) => {
                let values = operand.strings()?;
                let is_value =
                    move |text: &str| values.iter().any(|value| value.eq_ignore_ascii_case(text));
                Box::new(move |store, record| texts(store, record).into_iter().any(&is_value))
            }
            Test::Contains(texts) => {
                let substring = operand.substring()?;
                let contains = move |text: &str| text.to_lowercase().contains(&substring);
                Box::new(move |store, record| texts(store, record).into_iter().any(&contains))
            }
            #[cfg(feature = "consumer")]
            Test::Equals(texts) => {
                let value = operand.string()?;
                let equals = move |text: &str| text.eq_ignore_ascii_case(value);
                Box::new(move |store, record| texts(store, record).into_iter().any(equals))
            }
            Test::Is(flag) => {
                let value = operand.boolean()?;
                Box::new(move |_, record| flag(record) == value)
            }
        })
    }
}

/// A filter as sent.
struct Operand<'q> {
    name: &'q str,
    value: Option<&'q Json>,
    resource: &'static str,
}

/// The error type of a search whose name ends in `suffix`.
fn error_type(resource: &str, suffix: &str) -> ErrorType {
    // Stytch names these two differently in the search of Users.
    let suffix = match (resource, suffix) {
        ("user", "expected_array_of_strings") => "expected_array_of_string",
        ("user", "expected_boolean") => "expected_bool",
        (_, suffix) => suffix,
    };
    ErrorType::from(format!("{resource}_search_{suffix}").as_str())
}

impl<'q> Operand<'q> {
    fn parse(operand: &'q Metadata, resource: &'static str) -> Result<Self> {
        let name = operand.get("filter_name").and_then(Json::as_str).ok_or_else(|| {
            let message = "An operand has no `filter_name`; add one.";
            Problem::bad_request(error_type(resource, "missing_filter_name"), message)
        })?;
        Ok(Self { name, value: operand.get("filter_value"), resource })
    }

    fn strings(&self) -> Result<Vec<&'q str>> {
        let items = self.value.and_then(Json::as_array);
        items.and_then(|items| items.iter().map(Json::as_str).collect()).ok_or_else(|| {
            self.bad_request("expected_array_of_strings", "requires an array of strings")
        })
    }

    fn string(&self) -> Result<&'q str> {
        let text = self.value.and_then(Json::as_str);
        text.ok_or_else(|| self.bad_request("expected_string", "requires a string"))
    }

    /// Returns it in lower case.
    fn substring(&self) -> Result<String> {
        let substring = self.string()?;
        if substring.chars().count() < 3 {
            let suffix = format!("{}_too_short", self.name);
            return Err(self.bad_request(&suffix, "requires at least three characters"));
        }
        Ok(substring.to_lowercase())
    }

    fn boolean(&self) -> Result<bool> {
        let flag = self.value.and_then(Json::as_bool);
        flag.ok_or_else(|| self.bad_request("expected_boolean", "requires true or false"))
    }

    fn not_recognized(&self) -> Problem {
        self.bad_request("filter_name_not_recognized", "is not supported by the sandbox")
    }

    fn bad_request(&self, suffix: &str, problem: &str) -> Problem {
        let message = format!("The filter `{}` {problem}.", self.name);
        Problem::bad_request(error_type(self.resource, suffix), message)
    }
}

/// Returns at most `limit` of the results after `cursor`, and the cursor of the next page.
///
/// A cursor is the ID of the last result before it, so that objects created or deleted between two
/// requests do not shift the pages.
fn page<'s, R: Record>(
    mut results: Vec<&'s R>,
    cursor: Option<&str>,
    limit: Option<i32>,
) -> Result<(Vec<&'s R>, ResultsMetadata)> {
    let limit = usize::try_from(limit.unwrap_or(100)).unwrap_or_default();
    if !(1..=1000).contains(&limit) {
        return Err(Problem::invalid_argument("`limit`: expected 1 to 1000"));
    }
    let total = i32::try_from(results.len()).unwrap_or(i32::MAX);
    let start = match cursor.filter(|cursor| !cursor.is_empty()) {
        None => 0,
        Some(cursor) => {
            let last_id = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
            let is_last = |record: &&R| Some(record.id().as_bytes()) == last_id.as_deref();
            let last = results.iter().position(is_last);
            let message = "`cursor`: it does not belong to this search";
            last.ok_or_else(|| Problem::invalid_argument(message))? + 1
        }
    };
    let mut page = results.split_off(start);
    let has_more = page.len() > limit;
    page.truncate(limit);
    let last = page.last().filter(|_| has_more);
    let next_cursor = last.map(|item| BASE64_URL_SAFE_NO_PAD.encode(item.id()));
    Ok((page, ResultsMetadata { total, next_cursor, ..Default::default() }))
}
