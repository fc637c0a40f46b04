//! The file of the recovery codes that Stytch creates.

use std::{
    collections::HashSet,
    fs::{File, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use csv::{Reader, Writer};

use crate::{
    Secret,
    cli::{
        failure::Failure,
        run::report::{Existing, complete_lines},
    },
};

const HEADER: [&str; 4] = ["organization_id", "member_id", "email_address", "recovery_codes"];

/// A CSV file with a line per Member, which only its owner can read. The codes are separated by spaces.
#[derive(Clone)]
pub(super) struct CodesFile(Arc<Mutex<Inner>>);

struct Inner {
    file: File,
    /// The IDs of the Members whose codes the file has.
    members: HashSet<String>,
    /// Whether a line may be incomplete, so that no other one may follow.
    has_failed: bool,
}

/// The recovery codes of a Member.
pub(super) struct MemberCodes {
    pub(super) organization_id: String,
    pub(super) member_id: String,
    pub(super) email_address: String,
    pub(super) recovery_codes: Vec<Secret>,
}

impl CodesFile {
    /// Creates the file, or opens that of an earlier run.
    pub(super) fn open(path: &Path, existing: Existing) -> Result<Self, Failure> {
        let failed = |error| {
            Failure::usage(format!("cannot write the codes file {}: {error}", path.display()))
        };
        match create(path) {
            Ok(mut file) => {
                file.write_all(&line(&HEADER).map_err(failed)?).map_err(failed)?;
                file.sync_all().map_err(failed)?;
                sync_folder(path).map_err(failed)?;
                Ok(Self::new(file, HashSet::new()))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match existing {
                Existing::Refuse => Err(Failure::usage(format!(
                    "the codes file {} exists already; choose another name, so that no codes are lost",
                    path.display()
                ))),
                Existing::Append => open_earlier(path),
            },
            Err(error) => Err(failed(error)),
        }
    }

    fn new(file: File, members: HashSet<String>) -> Self {
        Self(Arc::new(Mutex::new(Inner { file, members, has_failed: false })))
    }

    /// Writes the codes of a Member, unless the file has them. They are on disk when this returns.
    pub(super) async fn record(&self, codes: MemberCodes) -> io::Result<()> {
        let inner = self.0.clone();
        let recorded = tokio::task::spawn_blocking(move || {
            inner.lock().unwrap_or_else(PoisonError::into_inner).record(&codes)
        });
        recorded.await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

impl Inner {
    fn record(&mut self, codes: &MemberCodes) -> io::Result<()> {
        if self.members.contains(&codes.member_id) {
            return Ok(());
        }
        if self.has_failed {
            return Err(io::Error::other("the codes file could not be written before"));
        }
        let recovery_codes: Vec<_> = codes.recovery_codes.iter().map(Secret::expose).collect();
        let MemberCodes { organization_id, member_id, email_address, .. } = codes;
        let line = line(&[organization_id, member_id, email_address, &recovery_codes.join(" ")])?;
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        self.has_failed = written.is_err();
        written?;
        self.members.insert(member_id.clone());
        Ok(())
    }
}

/// Creates a file that only its owner can read.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).read(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes sure that a new file is found after a power failure.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
    // Windows cannot open a folder as a file.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Opens the file of an earlier run, and removes an incomplete last line: its row is not recorded as done.
fn open_earlier(path: &Path) -> Result<CodesFile, Failure> {
    let failed =
        |error| Failure::usage(format!("cannot write the codes file {}: {error}", path.display()));
    let mut file = OpenOptions::new().append(true).read(true).open(path).map_err(failed)?;
    let complete = complete_lines(&mut file).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let mut reader = Reader::from_reader((&file).take(complete));
    let other = || {
        Failure::usage(format!(
            "{} is not the codes file of an earlier run; it is left unchanged. Choose another name",
            path.display()
        ))
    };
    if complete > 0 && !reader.headers().is_ok_and(|header| header == HEADER.as_slice()) {
        return Err(other());
    }
    let members = reader.into_records().map(|record| record.map(|record| record[1].to_owned()));
    let members = members.collect::<Result<_, _>>().map_err(|_| other())?;
    file.set_len(complete).map_err(failed)?;
    if complete == 0 {
        file.write_all(&line(&HEADER).map_err(failed)?).map_err(failed)?;
    }
    Ok(CodesFile::new(file, members))
}

fn line(cells: &[&str]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn codes(member: &str) -> MemberCodes {
        MemberCodes {
            organization_id: "organization-test-1".to_owned(),
            member_id: member.to_owned(),
            email_address: "ada@acme.example".to_owned(),
            recovery_codes: ["ckss-2skx-ebow", "spbc-424h-usy0"].map(Secret::from).into(),
        }
    }

    fn lines(path: &Path) -> Vec<String> {
        fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
    }

    #[tokio::test]
    async fn each_member_has_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.csv");
        let file = CodesFile::open(&path, Existing::Refuse).unwrap();
        for member in ["member-test-1", "member-test-2", "member-test-1"] {
            file.record(codes(member)).await.unwrap();
        }
        drop(file);
        let line = |number| {
            format!(
                "organization-test-1,member-test-{number},ada@acme.example,ckss-2skx-ebow spbc-424h-usy0"
            )
        };
        assert_eq!(lines(&path), [HEADER.join(","), line(1), line(2)]);
        assert!(CodesFile::open(&path, Existing::Refuse).is_err());

        // The process was killed while it wrote a line.
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}organization-test-1,mem")).unwrap();
        let file = CodesFile::open(&path, Existing::Append).unwrap();
        for member in ["member-test-2", "member-test-3"] {
            file.record(codes(member)).await.unwrap();
        }
        assert_eq!(lines(&path), [HEADER.join(","), line(1), line(2), line(3)]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.csv");
        CodesFile::open(&path, Existing::Refuse).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn another_file_is_left_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.csv");
        fs::write(&path, "email_address,secret\na@b.c,x").unwrap();
        assert!(CodesFile::open(&path, Existing::Append).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "email_address,secret\na@b.c,x");
    }
}
