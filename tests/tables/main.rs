//! Every table there is, run through whatever reads tables: nothing here is written for one endpoint,
//! so that a new spec is tested by being declared.

mod codec;
mod facts;
mod misfits;
mod replay;
mod requests;
mod sample;
mod sandbox;
mod stage;
mod walk;
