//! The key set, which both halves of the API serve.

use crate::{
    b2b::sessions::{GetJwksRequest, GetJwksResponse},
    sandbox::{
        handlers::handle::Handler,
        store::{problem::Problem, state::State},
    },
};

impl Handler for GetJwksRequest {
    fn handle(self, state: &mut State) -> Result<GetJwksResponse, Problem> {
        state.check_project(&self.project_id)?;
        Ok(GetJwksResponse { keys: state.keys.set(), ..Default::default() })
    }
}

#[cfg(feature = "consumer")]
impl Handler for crate::consumer::sessions::GetJwksRequest {
    fn handle(self, state: &mut State) -> Result<Self::Response, Problem> {
        state.check_project(&self.project_id)?;
        Ok(crate::consumer::sessions::GetJwksResponse {
            keys: state.keys.set(),
            ..Default::default()
        })
    }
}
