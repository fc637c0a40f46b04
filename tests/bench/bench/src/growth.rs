//! Measures the cost of an additional endpoint: crates of 50 to 400 synthetic endpoints, with
//! `endpoint!` and with serde's derives.

mod source;

use std::path::Path;

use anyhow::Result;

use crate::{
    options::Options,
    table::{Table, median, seconds},
    workspace::{Build, Level, Workspace},
};
use source::Side;

/// The figures of the crates of one size.
struct Pair {
    endpoints: u32,
    ours: Figures,
    derive: Figures,
}

#[derive(Clone, Copy)]
struct Figures {
    cpu: f64,
    /// Size of the rlib in KB; `None` for a check.
    rlib: Option<f64>,
}

pub(crate) fn measure(workspace: &Workspace, options: &Options) -> Result<Table> {
    let mut table = Table::new(
        "Growth",
        format!(
            "Crates of N synthetic endpoints, each with 8 request fields and 10 response fields: \
             with `endpoint!`, and with both serde derives, `Debug` and `Clone` on each type and an \
             `async fn` per endpoint. CPU seconds of rustc on that crate, dependencies prebuilt, no \
             incremental compilation, median of {}. The last row of each level is the slope between \
             the smallest and the largest crate.",
            options.runs()
        ),
        &[
            "endpoints",
            "ours, s",
            "derives, s",
            "ratio",
            "ours, ms each",
            "derives, ms each",
            "ours, rlib KB each",
            "derives, rlib KB each",
        ],
    );
    let sizes = options.pick(&[50, 100, 200, 400][..], &[50, 100][..]);
    let directory = workspace.work("growth");
    for side in Side::BOTH {
        source::write(workspace, &directory.join(side.name()), side, sizes)?;
    }
    for level in Level::ALL {
        let pairs: Vec<Pair> = sizes
            .iter()
            .map(|&endpoints| measure_pair(options, &directory, level, endpoints))
            .collect::<Result<_>>()?;
        for pair in &pairs {
            table.row(row(level, pair));
        }
        if let [first, .., last] = &pairs[..] {
            table.row(slope(level, first, last));
        }
    }
    Ok(table)
}

/// Measures both sides in turns, so that other load on the machine affects both.
fn measure_pair(options: &Options, directory: &Path, level: Level, endpoints: u32) -> Result<Pair> {
    let builds = Side::BOTH.map(|side| {
        let directory = directory.join(side.name());
        let target = directory.join("target").join(level.name());
        Build { directory, package: side.package(endpoints), level, target }
    });
    let mut cpu = [Vec::new(), Vec::new()];
    for build in &builds {
        build.run()?;
    }
    for _ in 0..options.runs() {
        for (build, cpu) in builds.iter().zip(&mut cpu) {
            build.clean_package(&build.package)?;
            cpu.push(build.run()?.of_crate(&build.package)?);
        }
    }
    let [ours, derive] = cpu.map(median);
    Ok(Pair {
        endpoints,
        ours: Figures { cpu: ours, rlib: rlib_size(&builds[0])? },
        derive: Figures { cpu: derive, rlib: rlib_size(&builds[1])? },
    })
}

fn rlib_size(build: &Build) -> Result<Option<f64>> {
    if build.level == Level::Check {
        return Ok(None);
    }
    Ok(Some(build.library_size(&build.package)? / 1000.0))
}

fn row(level: Level, pair: &Pair) -> Vec<String> {
    let Pair { endpoints, ours, derive } = *pair;
    let mut cells = vec![
        format!("{} {endpoints}", level.name()),
        seconds(ours.cpu),
        seconds(derive.cpu),
        format!("1 : {:.1}", derive.cpu / ours.cpu),
    ];
    cells.extend(each(ours, derive, endpoints));
    cells
}

fn slope(level: Level, first: &Pair, last: &Pair) -> Vec<String> {
    let less = |last: Figures, first: Figures| Figures {
        cpu: last.cpu - first.cpu,
        rlib: last.rlib.zip(first.rlib).map(|(last, first)| last - first),
    };
    let (ours, derive) = (less(last.ours, first.ours), less(last.derive, first.derive));
    let mut cells = vec![
        format!("{} {} to {}", level.name(), first.endpoints, last.endpoints),
        String::new(),
        String::new(),
        format!("1 : {:.1}", derive.cpu / ours.cpu),
    ];
    cells.extend(each(ours, derive, last.endpoints - first.endpoints));
    cells
}

fn each(ours: Figures, derive: Figures, endpoints: u32) -> [String; 4] {
    let endpoints = f64::from(endpoints);
    let milliseconds = |figures: Figures| format!("{:.1}", figures.cpu * 1000.0 / endpoints);
    let kilobytes = |figures: Figures| {
        figures.rlib.map_or_else(String::new, |rlib| format!("{:.1}", rlib / endpoints))
    };
    [milliseconds(ours), milliseconds(derive), kilobytes(ours), kilobytes(derive)]
}
