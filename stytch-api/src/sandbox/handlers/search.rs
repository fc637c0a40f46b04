//! Filters and pagination of the searches.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::{
    b2b::{ResultsMetadata, SearchOperator, SearchQuery},
    sandbox::handlers::prelude::*,
};

/// The kind of object searched for, which decides the error types.
#[derive(Clone, Copy)]
pub(crate) enum SearchedResource {
    Organization,
    Member,
    M2mClient,
    #[cfg(feature = "consumer")]
    User,
}

impl SearchedResource {
    /// The error type of this search whose name ends in `suffix`.
    fn error_type(self, suffix: &str) -> ErrorType {
        let resource = match self {
            Self::Organization => "organization",
            Self::Member => "member",
            Self::M2mClient => "m2m",
            #[cfg(feature = "consumer")]
            Self::User => "user",
        };
        // Stytch names these two differently in the search of Users.
        let suffix = match (resource, suffix) {
            ("user", "expected_array_of_strings") => "expected_array_of_string",
            ("user", "expected_boolean") => "expected_bool",
            (_, suffix) => suffix,
        };
        ErrorType::from(format!("{resource}_search_{suffix}").as_str())
    }
}

/// How a filter tests a candidate. It decides the type of the filter's value.
pub(crate) enum Test<C> {
    /// An array of strings, one of which equals one of the candidate's; ASCII case is ignored.
    OneOf(fn(&C) -> Vec<&str>),
    /// A string of at least three characters that one of the candidate's contains; case is ignored.
    Contains(fn(&C) -> Vec<&str>),
    /// A string that equals the candidate's; ASCII case is ignored.
    #[cfg(feature = "consumer")]
    Equals(fn(&C) -> &str),
    /// A boolean that equals the candidate's.
    Is(fn(&C) -> bool),
}

/// A search query with valid filters.
pub(crate) struct Query<'q, C> {
    operator: Option<&'q SearchOperator>,
    filters: Vec<Filter<'q, C>>,
}

/// A [`Test`] and the value of its filter.
enum Filter<'q, C> {
    OneOf(Vec<&'q str>, fn(&C) -> Vec<&str>),
    Contains(String, fn(&C) -> Vec<&str>),
    #[cfg(feature = "consumer")]
    Equals(&'q str, fn(&C) -> &str),
    Is(bool, fn(&C) -> bool),
}

/// A filter as sent.
struct Operand<'q> {
    name: &'q str,
    value: Option<&'q Json>,
    resource: SearchedResource,
}

impl<'q, C> Query<'q, C> {
    /// Parses a query. `test_named` returns the test for the name of a filter.
    pub(crate) fn parse(
        query: Option<&'q SearchQuery>,
        resource: SearchedResource,
        test_named: fn(&str) -> Option<Test<C>>,
    ) -> Result<Self> {
        let mut filters = Vec::new();
        for operand in query.iter().flat_map(|query| &query.operands) {
            let operand = Operand::parse(operand, resource)?;
            let Some(test) = test_named(operand.name) else {
                return Err(operand.not_recognized());
            };
            filters.push(match test {
                Test::OneOf(texts) => Filter::OneOf(operand.strings()?, texts),
                Test::Contains(texts) => Filter::Contains(operand.substring()?, texts),
                #[cfg(feature = "consumer")]
                Test::Equals(own) => Filter::Equals(operand.string()?, own),
                Test::Is(flag) => Filter::Is(operand.boolean()?, flag),
            });
        }
        Ok(Self { operator: query.map(|query| &query.operator), filters })
    }

    /// Whether the candidate matches the filters. Without filters, every candidate matches.
    pub(crate) fn matches(&self, candidate: &C) -> bool {
        let mut results = self.filters.iter().map(|filter| filter.matches(candidate));
        if self.operator == Some(&SearchOperator::Or) && !self.filters.is_empty() {
            results.any(|result| result)
        } else {
            results.all(|result| result)
        }
    }
}

impl<C> Filter<'_, C> {
    fn matches(&self, candidate: &C) -> bool {
        match self {
            Self::OneOf(values, texts) => texts(candidate)
                .into_iter()
                .any(|text| values.iter().any(|value| value.eq_ignore_ascii_case(text))),
            Self::Contains(substring, texts) => {
                texts(candidate).into_iter().any(|text| text.to_lowercase().contains(substring))
            }
            #[cfg(feature = "consumer")]
            Self::Equals(value, text) => value.eq_ignore_ascii_case(text(candidate)),
            Self::Is(value, flag) => flag(candidate) == *value,
        }
    }
}

impl<'q> Operand<'q> {
    fn parse(operand: &'q Metadata, resource: SearchedResource) -> Result<Self> {
        let Some(name) = operand.get("filter_name").and_then(Json::as_str) else {
            let error_type = resource.error_type("missing_filter_name");
            let message = "An operand has no `filter_name`; add one.";
            return Err(Problem::bad_request(error_type, message));
        };
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
        Problem::bad_request(self.resource.error_type(suffix), message)
    }
}

/// Returns at most `limit` of the results after `cursor`, and the cursor of the next page.
///
/// A cursor is the ID of the last result before it, so that objects created or deleted between two
/// requests do not shift the pages.
pub(crate) fn page<T>(
    mut results: Vec<T>,
    id: impl Fn(&T) -> String,
    cursor: Option<&str>,
    limit: Option<i32>,
) -> Result<(Vec<T>, ResultsMetadata)> {
    let limit = usize::try_from(limit.unwrap_or(100)).unwrap_or_default();
    if !(1..=1000).contains(&limit) {
        return Err(Problem::invalid_argument("`limit`: expected 1 to 1000"));
    }
    let total = i32::try_from(results.len()).unwrap_or(i32::MAX);
    let start = match cursor.filter(|cursor| !cursor.is_empty()) {
        None => 0,
        Some(cursor) => {
            let last_id = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
            let last = results.iter().position(|item| Some(id(item).into_bytes()) == last_id);
            let message = "`cursor`: it does not belong to this search";
            last.ok_or_else(|| Problem::invalid_argument(message))? + 1
        }
    };
    let mut page = results.split_off(start);
    let has_more = page.len() > limit;
    page.truncate(limit);
    let last = page.last().filter(|_| has_more);
    let next_cursor = last.map(|item| BASE64_URL_SAFE_NO_PAD.encode(id(item)));
    Ok((page, ResultsMetadata { total, next_cursor, ..Default::default() }))
}
