//! Filters and pages, common to both searches.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use super::problem::Problem;
use crate::{
    Json,
    b2b::{ResultsMetadata, SearchOperator, SearchQuery},
};

/// What is searched for: it names the errors.
#[derive(Clone, Copy)]
pub(super) enum Subject {
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

/// One operand of a query.
pub(super) struct Filter<'q> {
    pub(super) name: &'q str,
    value: Option<&'q Json>,
    subject: Subject,
}

/// Whether a query accepts what `test` tests; without operands it accepts everything.
pub(super) fn matches(
    query: Option<&SearchQuery>,
    subject: Subject,
    test: impl Fn(&Filter<'_>) -> Result<bool, Problem>,
) -> Result<bool, Problem> {
    let Some(query) = query.filter(|query| !query.operands.is_empty()) else {
        return Ok(true);
    };
    let mut results = Vec::with_capacity(query.operands.len());
    for operand in &query.operands {
        let Some(name) = operand.get("filter_name").and_then(Json::as_str) else {
            let error_type = subject.pick(
                "organization_search_missing_filter_name",
                "member_search_missing_filter_name",
            );
            return Err(Problem::refused(error_type, "An operand has no `filter_name`."));
        };
        results.push(test(&Filter { name, value: operand.get("filter_value"), subject })?);
    }
    Ok(match query.operator {
        SearchOperator::Or => results.contains(&true),
        _ => !results.contains(&false),
    })
}

impl Filter<'_> {
    /// Whether the filter's list has one of `texts`, whatever the case of letters.
    pub(super) fn is_among<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<bool, Problem> {
        let wanted = self
            .value
            .and_then(Json::as_array)
            .and_then(|items| items.iter().map(Json::as_str).collect::<Option<Vec<_>>>());
        let Some(wanted) = wanted else {
            let error_type = self.subject.pick(
                "organization_search_expected_array_of_strings",
                "member_search_expected_array_of_strings",
            );
            return Err(self.refused(error_type, "takes an array of strings"));
        };
        let is_wanted = |text: &str| wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(text));
        Ok(texts.into_iter().any(is_wanted))
    }

    /// Whether the filter's text is part of one of `texts`, whatever the case of letters.
    pub(super) fn is_within<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<bool, Problem> {
        let Some(part) = self.value.and_then(Json::as_str) else {
            let error_type = self
                .subject
                .pick("organization_search_expected_string", "member_search_expected_string");
            return Err(self.refused(error_type, "takes a string"));
        };
        if part.chars().count() < 3 {
            return Err(self.refused(self.too_short(), "takes three characters or more"));
        }
        let part = part.to_lowercase();
        Ok(texts.into_iter().any(|text| text.to_lowercase().contains(&part)))
    }

    /// Whether `flag` is what the filter asks for.
    pub(super) fn is(&self, flag: bool) -> Result<bool, Problem> {
        match self.value.and_then(Json::as_bool) {
            Some(wanted) => Ok(wanted == flag),
            None => Err(self.refused("member_search_expected_boolean", "takes true or false")),
        }
    }

    pub(super) fn not_recognized(&self) -> Problem {
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
pub(super) fn page<T>(
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
