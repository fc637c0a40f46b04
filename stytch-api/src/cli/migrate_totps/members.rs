//! Members, as they are now.

use crate::{
    Client, Error,
    b2b::{
        Member,
        organizations::members::{GetRequest, GetResponse},
    },
    cli::authenticators::row::{Person, Reference},
};

/// Reads a Member whom a file names. An email address is unique within its Organization.
pub(super) async fn named(client: &Client, person: &Person) -> Result<Member, Error> {
    let request = GetRequest::new(&person.organization);
    let request = match &person.member {
        Reference::Id(id) => request.member_id(id),
        Reference::Email(email) => request.email_address(email),
    };
    let GetResponse { member, .. } = client.send(request).await?;
    Ok(member)
}

/// Reads a Member by ID.
pub(super) async fn by_id(
    client: &Client,
    organization_id: &str,
    member_id: &str,
) -> Result<Member, Error> {
    let request = GetRequest::new(organization_id).member_id(member_id);
    let GetResponse { member, .. } = client.send(request).await?;
    Ok(member)
}
