//! Measures the build of the API crate alone, with prebuilt dependencies.

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
    pub(crate) program: &'static str,
    /// The features, as part of a dependency in a manifest.
    pub(crate) features: &'static str,
}

pub(crate) const OURS: ApiCrate =
    ApiCrate { package: "stytch-api", label: "stytch-api", program: "program-ours", features: "" };
const OURS_B2B: ApiCrate = ApiCrate {
    label: "stytch-api, only feature `b2b`",
    program: "program-ours-b2b",
    features: ", default-features = false, features = [\"b2b\", \"rustls\"]",
    ..OURS
};
const VENDOR: ApiCrate = ApiCrate {
    package: "stytch",
    label: "stytch (the vendor's)",
    program: "program-vendor",
    features: "",
};

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "The API crate alone",
        format!(
            "CPU seconds of rustc on this one crate, its dependencies prebuilt, median of {}: without \
             incremental compilation; and with it, after an endpoint was added to one file. The library is \
             the rlib of the release build.",
            options.runs()
        ),
        &["crate", "check", "debug", "release", "check again", "debug again", "library, MB"],
    );
    let levels = options.pick(&Level::ALL[..], &Level::ALL[..1]);
    for api in [OURS, OURS_B2B, VENDOR] {
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
        let size = workspace.build(api.program, Level::Release).library_size(api.package);
        cells.push(size.map_or_else(|_| "n/a".to_owned(), |bytes| format!("{:.2}", bytes / 1e6)));
        table.row(cells);
    }
    Ok(table)
}

/// Compiles the crate in the directory of the program's clean build, which contains the dependencies.
fn compile(workspace: &Workspace, options: &Options, api: &ApiCrate, level: Level) -> Result<f64> {
    let build = workspace.build(api.program, level);
    build.run()?;
    median_of(options.runs(), || {
        build.clean_package(api.package)?;
        build.run()?.of_crate(api.package)
    })
}
