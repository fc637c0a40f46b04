//! Compares `stytch-api` with the vendor's crate and with hand-written clients, and prints the results
//! as Markdown tables.

mod alone;
mod calls;
mod codec;
mod growth;
mod incremental;
mod machine;
mod options;
mod programs;
mod rustc_log;
mod table;
mod valgrind;
mod verify;
mod workspace;

use anyhow::Result;

use options::{Options, Section};
use workspace::Workspace;

fn main() -> Result<()> {
    if let Some(log) = rustc_log::requested() {
        return rustc_log::run_rustc(&log);
    }
    let Some(options) = Options::from_args()? else {
        println!("{}", options::HELP);
        return Ok(());
    };
    let workspace = Workspace::open()?;
    println!("{}", machine::describe(&workspace)?);
    if options.wants(Section::Build) {
        println!("{}", programs::measure(&workspace, &options)?);
        println!("{}", alone::measure(&workspace, &options)?);
    }
    if options.wants(Section::Growth) {
        println!("{}", growth::measure(&workspace, &options)?);
    }
    if options.wants(Section::Calls) {
        println!("{}", calls::measure(&workspace, &options)?);
    }
    if options.wants(Section::Codec) {
        println!("{}", codec::measure(&workspace, &options)?);
    }
    if options.wants(Section::Verify) {
        println!("{}", verify::measure(&workspace, &options)?);
    }
    Ok(())
}
