//! The Organizations, with unique slugs and external IDs.

use crate::{
    b2b::Organization,
    sandbox::store::{prelude::*, records::Records},
};

impl Record for Organization {
    fn id(&self) -> &str {
        &self.organization_id
    }

    fn keys(&self) -> Vec<&str> {
        let names = [&self.organization_id, &self.organization_slug].into_iter();
        names.chain(&self.organization_external_id).map(String::as_str).collect()
    }

    fn is_named(&self, reference: &str) -> bool {
        self.keys().contains(&reference)
    }

    fn not_found() -> Problem {
        Problem::not_found(ErrorType::OrganizationNotFound, "The Organization could not be found.")
    }

    /// A slug or external ID may not be any reference to another Organization, so that each
    /// reference means only one.
    fn check(&self, all: &Records<Self>) -> Result<()> {
        if !(1..=128).contains(&self.organization_name.chars().count()) {
            let message = "`organization_name` must have 1 to 128 characters.";
            return Err(Problem::bad_request(ErrorType::InvalidOrganizationName, message));
        }
        let slug = &self.organization_slug;
        if !(2..=128).contains(&slug.len()) || !slug.chars().all(is_slug_character) {
            let message = "`organization_slug` must have 2 to 128 letters, digits or `-._~`.";
            return Err(Problem::bad_request(ErrorType::InvalidOrganizationSlug, message));
        }
        let is_taken =
            |name: &String| all.get(name).is_ok_and(|other| other.id() != self.organization_id);
        if is_taken(slug) {
            let message = "Another Organization uses this `organization_slug`.";
            return Err(Problem::bad_request(ErrorType::OrganizationSlugAlreadyUsed, message));
        }
        if self.organization_external_id.as_ref().is_some_and(is_taken) {
            let message = "Another Organization uses this `organization_external_id`.";
            return Err(Problem::bad_request(ErrorType::DuplicateOrganization, message));
        }
        Ok(())
    }

    fn touch(&mut self, now: Timestamp) {
        self.updated_at = Some(now);
    }
}

pub(crate) fn is_slug_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~".contains(character)
}
