use std::fs;
use std::path::{Path, PathBuf};

use presend::set::Pins;
use presend::set::manifest::Manifest;
use presend_curator::file;
use presend_curator::key::SigningKey;
use presend_curator::submission::Submission;

use crate::exit::Failure;
use crate::made::{Cast, Version};
use crate::output::printable;
use crate::set::files;
use crate::testkit::must_be_empty;

const README: &str = "\
A rehearsal: a set with everything on the way to it. All keys are published test keys, so that anyone
can sign with them and every finding is marked as a test.

pins.txt            whom an app trusts: it compiles this in
parameters-1.txt    what the assembler publishes before anything is handed in
NAME.submission     what each authority hands in: tags and hashes of its list
1.draft             what is built of them; nobody signed it yet
NAME.sig            what each authority signs after it checked the draft against its list
1.manifest          the signed text of the set, as it is in the log
public-log          the log: static files
1.proof             that the manifest is in the log, and that the witnesses saw it there
1.khs               the set, for devices
keys                private keys, and verifier keys (.vkey)
seen                what each witness remembers of the log

Go on by hand, for example with version 2:
  presend set next 1.khs --until 2027-03-29 --out parameters-2.txt
  presend set --help
";

/// Where a rehearsal is written.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// A new folder, or an empty one: nothing of anybody's is overwritten.
    pub(super) fn empty(path: &Path) -> Result<Self, Failure> {
        must_be_empty(path)?;
        let folder = Self(path.to_owned());
        folder.make(path)?;
        Ok(folder)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The private keys, which only the owner of the files can read, and the verifier keys.
    pub(super) fn keys(&self, cast: &Cast) -> Result<(), Failure> {
        self.make(&self.path("keys"))?;
        let authorities = cast.authorities.iter().map(|(_, key)| key);
        for key in authorities.chain([&cast.log]).chain(&cast.witnesses) {
            let name = short(key);
            let path = self.path(&format!("keys/{name}.key"));
            file::create_private(&path, &key.to_private_text()).map_err(|e| failed(&path, &e))?;
            self.write(&format!("keys/{name}.vkey"), &format!("{}\n", key.public()))?;
        }
        Ok(())
    }

    /// Each text and file of the way to version 1.
    pub(super) fn texts(
        &self,
        pins: &Pins,
        parameters: &Manifest,
        cast: &Cast,
        submissions: &[Submission],
        made: &Version,
    ) -> Result<(), Failure> {
        self.write("README.txt", README)?;
        self.write("pins.txt", &pins.to_string())?;
        self.write("parameters-1.txt", &parameters.parameters())?;
        let handed_in = cast.authorities.iter().zip(submissions).zip(&made.signatures);
        for (((_, key), submission), signature) in handed_in {
            let name = short(key);
            self.write(&format!("{name}.submission"), &submission.to_text())?;
            self.write(&format!("{name}.sig"), signature)?;
        }
        self.write("1.manifest", &made.manifest)?;
        self.write("1.proof", &made.proof)?;
        files::write(&self.path("1.draft"), &made.built.draft)?;
        files::write(&self.path("1.khs"), &made.file)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        files::write(&self.path(name), text.as_bytes())
    }

    fn make(&self, folder: &Path) -> Result<(), Failure> {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
    }
}

/// The last part of a key's name.
fn short(key: &SigningKey) -> &str {
    let name = key.public().name();
    name.rsplit('/').next().unwrap_or(name)
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::internal(format!("{}: {error}", printable(path)))
}
