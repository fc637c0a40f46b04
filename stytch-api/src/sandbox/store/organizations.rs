//! The Organizations, with unique slugs and external IDs.

use crate::{b2b::Organization, sandbox::store::prelude::*};

/// All Organizations, oldest first.
#[derive(Default)]
pub(crate) struct Organizations(Vec<Organization>);

impl Organizations {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Organization> {
        self.0.iter()
    }

    /// The Organization with this ID, slug or external ID.
    pub(crate) fn get(&self, reference: &str) -> Result<&Organization> {
        self.index_of(reference).map(|index| &self.0[index])
    }

    /// Adds an Organization if its name, slug and external ID are valid and unique.
    pub(crate) fn insert(&mut self, organization: Organization) -> Result<()> {
        self.check(&organization)?;
        self.0.push(organization);
        Ok(())
    }

    /// Replaces the Organization with the same ID, under the same rules as [`insert`](Self::insert).
    pub(crate) fn replace(&mut self, organization: Organization) -> Result<()> {
        self.check(&organization)?;
        let index = self.index_of(&organization.organization_id)?;
        self.0[index] = organization;
        Ok(())
    }

    /// Removes the Organization with this ID, slug or external ID, and returns its ID.
    pub(crate) fn remove(&mut self, reference: &str) -> Result<String> {
        let index = self.index_of(reference)?;
        Ok(self.0.remove(index).organization_id)
    }

    fn index_of(&self, reference: &str) -> Result<usize> {
        let index = self.0.iter().position(|organization| is_named(organization, reference));
        index.ok_or_else(|| {
            let message = "The Organization could not be found.";
            Problem::not_found(ErrorType::OrganizationNotFound, message)
        })
    }

    /// A slug or external ID may not be any reference to another Organization, so that each
    /// reference means only one.
    fn check(&self, organization: &Organization) -> Result<()> {
        let Organization { organization_id, organization_name, organization_slug: slug, .. } =
            organization;
        if !(1..=128).contains(&organization_name.chars().count()) {
            let message = "`organization_name` must have 1 to 128 characters.";
            return Err(Problem::bad_request(ErrorType::InvalidOrganizationName, message));
        }
        if !(2..=128).contains(&slug.len()) || !slug.chars().all(is_slug_character) {
            let message = "`organization_slug` must have 2 to 128 letters, digits or `-._~`.";
            return Err(Problem::bad_request(ErrorType::InvalidOrganizationSlug, message));
        }
        let mut others = self.0.iter().filter(|other| other.organization_id != *organization_id);
        if others.clone().any(|other| is_named(other, slug)) {
            let message = "Another Organization uses this `organization_slug`.";
            return Err(Problem::bad_request(ErrorType::OrganizationSlugAlreadyUsed, message));
        }
        let external_id = organization.organization_external_id.as_ref();
        if external_id.is_some_and(|external_id| others.any(|other| is_named(other, external_id))) {
            let message = "Another Organization uses this `organization_external_id`.";
            return Err(Problem::bad_request(ErrorType::DuplicateOrganization, message));
        }
        Ok(())
    }
}

/// Whether `reference` is the Organization's ID, slug or external ID.
pub(crate) fn is_named(organization: &Organization, reference: &str) -> bool {
    organization.organization_id == reference
        || organization.organization_slug == reference
        || organization.organization_external_id.as_deref() == Some(reference)
}

pub(crate) fn is_slug_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~".contains(character)
}
