//! Filters and pages, common to both searches.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::{
    Json, Metadata,
    b2b::{ResultsMetadata, SearchOperator, SearchQuery},
    sandbox::store::problem::Problem,
};

/// What is searched for: it names the errors.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    Organization,
    Member,
}

impl Subject {
    fn pick(self, organization: &'static str, member: &'static str) -> &'static str {
        match self {
            Self::Organization => organization,
            Self::Member => member,
        }
    }
}

/// What a filter tests in a candidate, and so what its value must be.
pub(crate) enum Test<C> {
    /// An array of strings: one of them is one of these, whatever the case of letters.
    Among(fn(&C) -> Vec<&str>),
    /// A string of three characters or more: it is part of one of these, whatever the case of letters.
    Within(fn(&C) -> Vec<&str>),
    /// True or false, as this is.
    Is(fn(&C) -> bool),
}

/// A query whose operands have been checked: what it accepts is all that is left to ask.
pub(crate) struct Query<'q, C> {
    operator: Option<&'q SearchOperator>,
    filters: Vec<Filter<'q, C>>,
}

/// A [`Test`] with the value that it is to be made with.
enum Filter<'q, C> {
    Among(Vec<&'q str>, fn(&C) -> Vec<&str>),
    Within(String, fn(&C) -> Vec<&str>),
    Is(bool, fn(&C) -> bool),
}

/// One operand of a query as it came.
struct Operand<'q> {
    name: &'q str,
    value: Option<&'q Json>,
    subject: Subject,
}

impl<'q, C> Query<'q, C> {
    /// Checks every operand; `test_named` knows the filters of the search.
    pub(crate) fn check(
        query: Option<&'q SearchQuery>,
        subject: Subject,
        test_named: fn(&str) -> Option<Test<C>>,
    ) -> Result<Self, Problem> {
        let mut filters = Vec::new();
        for operand in query.iter().flat_map(|query| &query.operands) {
            let operand = Operand::read(operand, subject)?;
            let Some(test) = test_named(operand.name) else {
                return Err(operand.not_recognized());
            };
            filters.push(match test {
                Test::Among(texts) => Filter::Among(operand.strings()?, texts),
                Test::Within(texts) => Filter::Within(operand.part()?, texts),
                Test::Is(flag) => Filter::Is(operand.boolean()?, flag),
            });
        }
        Ok(Self { operator: query.map(|query| &query.operator), filters })
    }

    /// Whether the filters let the candidate through; without filters all are.
    pub(crate) fn accepts(&self, candidate: &C) -> bool {
        let mut results = self.filters.iter().map(|filter| filter.accepts(candidate));
        match self.operator {
            Some(SearchOperator::Or) if !self.filters.is_empty() => results.any(|result| result),
            _ => results.all(|result| result),
        }
    }
}

impl<C> Filter<'_, C> {
    fn accepts(&self, candidate: &C) -> bool {
        match self {
            Self::Among(wanted, texts) => texts(candidate)
                .into_iter()
                .any(|text| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(text))),
            Self::Within(part, texts) => {
                texts(candidate).into_iter().any(|text| text.to_lowercase().contains(part))
            }
            Self::Is(wanted, flag) => flag(candidate) == *wanted,
        }
    }
}

impl<'q> Operand<'q> {
    fn read(operand: &'q Metadata, subject: Subject) -> Result<Self, Problem> {
        let Some(name) = operand.get("filter_name").and_then(Json::as_str) else {
            let error_type = subject.pick(
                "organization_search_missing_filter_name",
                "member_search_missing_filter_name",
            );
            return Err(Problem::refused(error_type, "An operand has no `filter_name`."));
        };
        Ok(Self { name, value: operand.get("filter_value"), subject })
    }

    fn strings(&self) -> Result<Vec<&'q str>, Problem> {
        let items = self.value.and_then(Json::as_array);
        items.and_then(|items| items.iter().map(Json::as_str).collect()).ok_or_else(|| {
            let error_type = self.subject.pick(
                "organization_search_expected_array_of_strings",
                "member_search_expected_array_of_strings",
            );
            self.refused(error_type, "takes an array of strings")
        })
    }

    /// In lower case.
    fn part(&self) -> Result<String, Problem> {
        let Some(part) = self.value.and_then(Json::as_str) else {
            let error_type = self
                .subject
                .pick("organization_search_expected_string", "member_search_expected_string");
            return Err(self.refused(error_type, "takes a string"));
        };
        if part.chars().count() < 3 {
            return Err(self.refused(self.too_short(), "takes three characters or more"));
        }
        Ok(part.to_lowercase())
    }

    fn boolean(&self) -> Result<bool, Problem> {
        let flag = self.value.and_then(Json::as_bool);
        flag.ok_or_else(|| self.refused("member_search_expected_boolean", "takes true or false"))
    }

    fn not_recognized(&self) -> Problem {
        let error_type = self.subject.pick(
            "organization_search_filter_name_not_recognized",
            "member_search_filter_name_not_recognized",
        );
        self.refused(error_type, "is no filter of this search that the sandbox knows")
    }

    fn too_short(&self) -> &'static str {
        match (self.subject, self.name) {
            (Subject::Organization, "organization_slug_fuzzy") => {
                "organization_search_organization_slug_fuzzy_too_short"
            }
            (Subject::Organization, "organization_name_fuzzy") => {
                "organization_search_organization_name_fuzzy_too_short"
            }
            (Subject::Organization, "allowed_domain_fuzzy") => {
                "organization_search_allowed_domain_fuzzy_too_short"
            }
            (Subject::Organization, _) => "organization_search_member_email_fuzzy_too_short",
            (Subject::Member, "member_mfa_phone_number_fuzzy") => {
                "member_search_member_mfa_phone_number_fuzzy_too_short"
            }
            (Subject::Member, "organization_slug_fuzzy") => {
                "member_search_organization_slug_fuzzy_too_short"
            }
            (Subject::Member, _) => "member_search_member_email_fuzzy_too_short",
        }
    }

    fn refused(&self, error_type: &'static str, problem: &str) -> Problem {
        Problem::refused(error_type, format!("The filter `{}` {problem}.", self.name))
    }
}

/// The page after `cursor`, of at most `limit`, and where it stands.
///
/// A cursor is the ID of the last result before it, so that what is created or deleted between two
/// pages moves nothing across their border.
pub(crate) fn page<T>(
    mut found: Vec<T>,
    id: impl Fn(&T) -> String,
    cursor: Option<&str>,
    limit: Option<i32>,
) -> Result<(Vec<T>, ResultsMetadata), Problem> {
    let limit = usize::try_from(limit.unwrap_or(100)).unwrap_or_default();
    if !(1..=1000).contains(&limit) {
        return Err(Problem::argument("`limit`: expected 1 to 1000"));
    }
    let total = i32::try_from(found.len()).unwrap_or(i32::MAX);
    let start = match cursor.filter(|cursor| !cursor.is_empty()) {
        None => 0,
        Some(cursor) => {
            let last = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
            let last = found.iter().position(|item| Some(id(item).into_bytes()) == last);
            last.ok_or_else(|| Problem::argument("`cursor`: it is none of this search"))? + 1
        }
    };
    let mut page = found.split_off(start);
    let more = page.len() > limit;
    page.truncate(limit);
    let next_cursor =
        page.last().filter(|_| more).map(|item| BASE64_URL_SAFE_NO_PAD.encode(id(item)));
    Ok((page, ResultsMetadata { total, next_cursor, ..Default::default() }))
}
