//! The ID that Stytch assigned to a request.

use crate::{
    Json,
    schema::{Object, ValueRef},
};

/// A response of a run: typed, or as JSON.
pub(crate) trait RequestId {
    /// Returns the request ID, unless the response has none.
    fn request_id(&self) -> Option<&str>;
}

impl RequestId for Json {
    fn request_id(&self) -> Option<&str> {
        self.get("request_id")?.as_str()
    }
}

impl<R: Object> RequestId for R {
    fn request_id(&self) -> Option<&str> {
        let index = self.table().index_of("request_id", 0)?;
        match self.field(index).present() {
            Some(ValueRef::String(id)) if !id.is_empty() => Some(id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{b2b::organizations::members::DeleteResponse, common::Policy};

    #[test]
    fn typed_and_json_responses_have_request_ids() {
        let json = br#"{"request_id": "request-id-1", "member_id": "member-test-1"}"#;
        let typed: DeleteResponse = serde_json::from_slice(json).unwrap();
        let untyped: Json = serde_json::from_slice(json).unwrap();
        assert_eq!(typed.request_id(), Some("request-id-1"));
        assert_eq!(untyped.request_id(), Some("request-id-1"));
        assert_eq!(Policy::default().request_id(), None);
        assert_eq!(Json::Null.request_id(), None);
    }
}
