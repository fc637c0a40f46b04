//! The Organizations, with unique slugs and external IDs.

use crate::{
    b2b::Organization,
    sandbox::store::{prelude::*, records::Records},
};

impl Record for Organization {
    const NOT_FOUND: ErrorType = ErrorType::OrganizationNotFound;

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

    /// A slug or external ID may not be any reference to another Organization, so that each
    /// reference means only one.
    fn check(&self, all: &Records<Self>) -> Result<()> {
        reject_if(
            !(1..=128).contains(&self.organization_name.chars().count()),
            ErrorType::InvalidOrganizationName,
        )?;
        let slug = &self.organization_slug;
        reject_if(
            !(2..=128).contains(&slug.len()) || !slug.chars().all(is_slug_character),
            ErrorType::InvalidOrganizationSlug,
        )?;
        let is_taken =
            |name: &String| all.get(name).is_ok_and(|other| other.id() != self.organization_id);
        reject_if(is_taken(slug), ErrorType::OrganizationSlugAlreadyUsed)?;
        reject_if(
            self.organization_external_id.as_ref().is_some_and(is_taken),
            ErrorType::DuplicateOrganization,
        )?;
        Ok(())
    }

    fn touch(&mut self, now: Timestamp) {
        self.updated_at = Some(now);
    }
}

pub(crate) fn is_slug_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~".contains(character)
}
