//! The API crate alone: its dependencies are there already.

use anyhow::Result;

use crate::{
    incremental,
    options::Options,
    table::{Table, median_of, seconds},
    workspace::{Level, Workspace},
};

/// A crate that offers the whole API.
pub(crate) struct ApiCrate {
    pub(crate) package: &'static str,
    pub(crate) label: &'static str,
    program: &'static str,
}

pub(crate) const OURS: ApiCrate =
    ApiCrate { package: "stytch-api", label: "stytch-api", program: "program-ours" };
pub(crate) const VENDOR: ApiCrate =
    ApiCrate { package: "stytch", label: "stytch (the vendor's)", program: "program-vendor" };

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "The API crate alone",
        format!(
            "CPU seconds of rustc on this one crate, its dependencies prebuilt, median of {}: without \
             incremental compilation; and with it, after an endpoint was added to one file.",
            options.runs()
        ),
        &["crate", "check", "debug", "release", "check again", "debug again"],
    );
    let levels = options.pick(&Level::ALL[..], &Level::ALL[..1]);
    for api in [OURS, VENDOR] {
        let mut cells = vec![api.label.to_owned()];
        for level in Level::ALL {
            cells.push(if levels.contains(&level) {
                seconds(compile(workspace, options, &api, level)?)
            } else {
                "n/a".to_owned()
            });
        }
        for level in [Level::Check, Level::Debug] {
            cells.push(if levels.contains(&level) {
                seconds(incremental::measure(workspace, options, &api, level)?)
            } else {
                "n/a".to_owned()
            });
        }
        table.row(cells);
    }
    Ok(table)
}

/// In the directory of the program's clean build, where the dependencies are.
fn compile(workspace: &Workspace, options: &Options, api: &ApiCrate, level: Level) -> Result<f64> {
    let build = workspace.build(api.program, level);
    build.run()?;
    median_of(options.runs(), || {
        build.clean_package(api.package)?;
        build.run()?.of_crate(api.package)
    })
}
