//! Makes small sets by hand, with every part open to be made wrong. It shares no code with the
//! curator's tools and none with the checks: what both understand is the format.

pub mod delta;
pub mod file;
pub mod keys;
pub mod log;
pub mod rows;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use keys::Key;
use rows::Section;

pub const NOW: u64 = 1_800_000_000;
pub const DAY: u64 = 86_400;

/// What becomes a set.
#[derive(Clone)]
pub struct Draft {
    pub set: String,
    pub version: u64,
    pub valid: (u64, u64),
    pub sunset: u64,
    pub purpose: String,
    pub actions: String,
    pub recipient: String,
    pub salt: [u8; 32],
    pub previous: Option<(u64, [u8; 32])>,
    pub authorities: Vec<String>,
    /// Name and length of the lent hash.
    pub lent: String,
    pub sections: Vec<Section>,
    /// Who signs, by name.
    pub signers: Vec<Key>,
    /// Leaves of the log before this one.
    pub log_before: Vec<[u8; 32]>,
    /// How long the log was when earlier versions were made: ascending, the last 32.
    pub heads_before: Vec<usize>,
    pub log: Key,
    pub witnesses: Vec<Key>,
    pub witness_time: u64,
}

/// A file, and what one needs to make the next one.
pub struct Made {
    pub bytes: Vec<u8>,
    pub leaf: [u8; 32],
    pub log: Vec<[u8; 32]>,
}

impl Draft {
    /// Version 1 of a sound set: three authorities, two jurisdictions, quorum reached by each row.
    pub fn sound() -> Self {
        let salt = [7; 32];
        Self {
            set: "made-up/images".into(),
            version: 1,
            valid: (NOW - DAY, NOW + 30 * DAY),
            sunset: NOW + 365 * DAY,
            purpose: "known-images".into(),
            actions: "warn,ask,block".into(),
            recipient: "none".into(),
            salt,
            previous: None,
            authorities: ["one.example", "two.example", "three.example"].map(String::from).to_vec(),
            lent: "made-up 144".into(),
            sections: rows::sound_sections(salt),
            signers: ["one.example", "two.example", "three.example"].map(Key::note).to_vec(),
            log_before: (0..5).map(|n| [n; 32]).collect(),
            heads_before: Vec::new(),
            log: Key::note("log.example/sets"),
            witnesses: ["w1.example", "w2.example"].map(Key::witness).to_vec(),
            witness_time: NOW - 60,
        }
    }

    /// The next version, in the log behind this one.
    pub fn after(&self, made: &Made) -> Self {
        let mut heads_before = self.heads_before.clone();
        heads_before.retain(|size| *size < made.log.len());
        heads_before.push(made.log.len());
        let too_many = heads_before.len().saturating_sub(32);
        Self {
            heads_before: heads_before.split_off(too_many),
            version: self.version + 1,
            previous: Some((self.version, made.leaf)),
            log_before: made.log.clone(),
            ..self.clone()
        }
    }

    pub fn text(&self) -> String {
        let mut text = format!("presend/manifest/v1\nset {}\nversion {}\n", self.set, self.version);
        text += &format!(
            "valid {} {}\nbasis urn:example:law {}\n",
            self.valid.0, self.valid.1, self.sunset
        );
        text += &format!("purpose {}\nactions {}\n", self.purpose, self.actions);
        text += &format!("threshold 3 30\nnotice immediate\nrecipient {}\n", self.recipient);
        text += &format!("salt {}\n", base64(&self.salt));
        text += &match self.previous {
            None => "prev none\n".to_owned(),
            Some((version, leaf)) => format!("prev {version} {}\n", base64(&leaf)),
        };
        self.authorities.iter().for_each(|name| text += &format!("authority {name}\n"));
        if self.sections.iter().any(|section| section.algorithm == "lent") {
            text += &format!("lent {}\n", self.lent);
        }
        for section in &self.sections {
            let (rows, items) = (section.rows.len(), section.items());
            let digest = base64(&sha256(&section.bytes()));
            text += &format!("section {} {rows} {items} {digest}\n", section.algorithm);
        }
        for section in &self.sections {
            text += match section.algorithm {
                "pdq" | "pdq512" => section.matching(" 31 36 10 50"),
                "vpdq" => section.matching(" 31 31 10 50 80 0"),
                _ => String::new(),
            }
            .as_str();
        }
        for section in &self.sections {
            for (bit, name) in self.authorities.iter().enumerate() {
                let (rows, digest) = section.attested(bit);
                text +=
                    &format!("attest {} {name} {rows} {}\n", section.algorithm, base64(&digest));
            }
        }
        text
    }

    /// The text with every signature.
    pub fn manifest(&self) -> String {
        sign(&self.text(), &self.signers)
    }

    pub fn make(&self) -> Made {
        self.make_with(&self.manifest())
    }

    /// The file with this manifest in place of its own.
    pub fn make_with(&self, manifest: &str) -> Made {
        let leaf = log::leaf(manifest.as_bytes());
        let mut leaves = self.log_before.clone();
        leaves.push(leaf);
        let proof = log::proof(&leaves, leaves.len() - 1, self);
        Made { bytes: self.file(manifest, &proof), leaf, log: leaves }
    }

    pub fn file(&self, manifest: &str, proof: &str) -> Vec<u8> {
        let sections: Vec<u8> = self.sections.iter().flat_map(Section::bytes).collect();
        file::file(manifest.as_bytes(), proof.as_bytes(), &sections)
    }
}

pub fn sign(text: &str, keys: &[Key]) -> String {
    text.to_owned() + "\n" + &keys.iter().map(|key| key.sign(text)).collect::<String>()
}

/// Pins that a sound set passes.
pub fn pins() -> String {
    let vkey = |name: &str| Key::note(name).vkey();
    let witness = |name: &str| Key::witness(name).vkey();
    format!(
        "presend/pins/v1\nset made-up/images\npurpose known-images\nquorum 2 2\nauthority nl {}\n\
         authority nl {}\nauthority de {}\nlog {}\nwitness {}\nwitness {}\nwitness {}\n\
         witness-quorum 2\ncaps 1000000 10000 {} {}\nsince 0 0\nrecipient none\n",
        vkey("one.example"),
        vkey("two.example"),
        vkey("three.example"),
        vkey("log.example/sets"),
        witness("w1.example"),
        witness("w2.example"),
        witness("w3.example"),
        90 * DAY,
        730 * DAY,
    )
}

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    ring::digest::digest(&ring::digest::SHA256, bytes).as_ref().try_into().unwrap()
}
