//! The measured workspace, and runs of cargo in it.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::rustc_log;

/// The directories of the programs and of their builds.
pub(crate) struct Workspace {
    root: PathBuf,
    work: PathBuf,
}

impl Workspace {
    /// Finds the workspace and downloads its dependencies, so that builds don't include downloads.
    pub(crate) fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let mut metadata = cargo(&root);
        metadata.args(["metadata", "--no-deps", "--format-version", "1", "--locked"]);
        let metadata: serde_json::Value = serde_json::from_str(&output_of(&mut metadata)?)?;
        let target =
            metadata["target_directory"].as_str().context("cargo reports the target directory")?;
        let work = Path::new(target).join("measured");
        fs::create_dir_all(&work)?;
        run(cargo(&root).args(["fetch", "--locked"]))?;
        Ok(Self { root, work })
    }

    /// A directory for builds, in the target directory.
    pub(crate) fn work(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// The root of the repository.
    pub(crate) fn repository(&self) -> Result<&Path> {
        self.root.ancestors().nth(2).context("the workspace is in `tests/bench` of the repository")
    }

    /// The text of Cargo.lock.
    pub(crate) fn lock(&self) -> Result<String> {
        Ok(fs::read_to_string(self.root.join("Cargo.lock"))?)
    }

    /// A build of `package` in this workspace.
    pub(crate) fn build(&self, package: &str, level: Level) -> Build {
        let target = self.work("clean").join(package).join(level.name());
        Build { directory: self.root.clone(), package: package.to_owned(), level, target }
    }

    /// A cargo command in this workspace.
    pub(crate) fn cargo(&self) -> Command {
        cargo(&self.root)
    }
}

/// How far a build goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Check,
    Debug,
    Release,
}

impl Level {
    pub(crate) const ALL: [Self; 3] = [Self::Check, Self::Debug, Self::Release];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }

    fn profile(self) -> &'static str {
        if self == Self::Release { "release" } else { "dev" }
    }
}

/// A build of one package, in a separate target directory.
pub(crate) struct Build {
    pub(crate) directory: PathBuf,
    pub(crate) package: String,
    pub(crate) level: Level,
    pub(crate) target: PathBuf,
}

/// The time that a build took.
pub(crate) struct Compiled {
    /// CPU seconds of cargo and all its child processes.
    pub(crate) total: f64,
    crates: BTreeMap<String, f64>,
}

impl Build {
    /// Builds without incremental compilation, as a first build on a CI machine does.
    pub(crate) fn run(&self) -> Result<Compiled> {
        self.run_with(Incremental::Off)
    }

    pub(crate) fn run_with(&self, incremental: Incremental) -> Result<Compiled> {
        eprintln!("{} {}", self.level.name(), self.package);
        fs::create_dir_all(&self.target)?;
        let log = self.target.join("rustc.log");
        let mut cargo = cargo(&self.directory);
        cargo.args(self.level.arguments()).args(["--offline", "--quiet", "-p", &self.package]);
        cargo.arg("--target-dir").arg(&self.target);
        cargo.env("CARGO_INCREMENTAL", if incremental == Incremental::On { "1" } else { "0" });
        cargo.env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
        rustc_log::request(&mut cargo, &log)?;
        let before = rustc_log::children_cpu()?;
        run(&mut cargo)?;
        let total = rustc_log::children_cpu()? - before;
        Ok(Compiled { total, crates: rustc_log::read(&log)? })
    }

    /// Removes all build output.
    pub(crate) fn clean(&self) -> Result<()> {
        match fs::remove_dir_all(&self.target) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes the build output of `package` only.
    pub(crate) fn clean_package(&self, package: &str) -> Result<()> {
        let mut cargo = cargo(&self.directory);
        cargo.args(["clean", "--offline", "--quiet", "-p", package]);
        cargo.args(["--profile", self.level.profile(), "--target-dir"]).arg(&self.target);
        run(&mut cargo)
    }

    /// The size of the rlib of `package`, in bytes.
    pub(crate) fn library_size(&self, package: &str) -> Result<f64> {
        let name = format!("lib{}", package.replace('-', "_"));
        let profile = if self.level == Level::Release { "release" } else { "debug" };
        let files = fs::read_dir(self.target.join(profile).join("deps"))?;
        for file in files {
            let path = file?.path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let is_of_package = stem.rsplit_once('-').is_some_and(|(stem, _)| stem == name);
            if is_of_package && path.extension().is_some_and(|extension| extension == "rlib") {
                // Sizes of files fit into a float exactly.
                #[expect(clippy::cast_precision_loss)]
                return Ok(fs::metadata(path)?.len() as f64);
            }
        }
        bail!("missing library of {package}")
    }

    /// The path of a file in the build output.
    pub(crate) fn artifact(&self, name: &str) -> PathBuf {
        let profile = if self.level == Level::Release { "release" } else { "debug" };
        self.target.join(profile).join(name)
    }
}

impl Compiled {
    /// CPU seconds of rustc on `package`.
    pub(crate) fn of_crate(&self, package: &str) -> Result<f64> {
        let name = package.replace('-', "_");
        self.crates.get(&name).copied().with_context(|| format!("{package} was not compiled"))
    }
}

/// Whether rustc compiles incrementally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Incremental {
    On,
    Off,
}

/// Runs `command`, which must succeed, and discards its standard output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {command:?}"))?;
    if status.success() { Ok(()) } else { bail!("{command:?} failed: {status}") }
}

/// Runs `command`, which must succeed, and returns its standard output.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The cargo that runs this program, without environment variables that would change its builds.
fn cargo(directory: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(directory).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}
