use ring::signature::{Ed25519KeyPair, KeyPair};

use super::{base64, sha256};

/// A key made from its name.
#[derive(Clone)]
pub struct Key {
    pub name: String,
    kind: u8,
    seed: [u8; 32],
}

impl Key {
    pub fn note(name: &str) -> Self {
        Self { name: name.into(), kind: 0x01, seed: sha256(name.as_bytes()) }
    }

    pub fn witness(name: &str) -> Self {
        Self { name: name.into(), kind: 0x04, seed: sha256(name.as_bytes()) }
    }

    /// Another key of the same name.
    pub fn another(&self) -> Self {
        Self { seed: sha256(&self.seed), ..self.clone() }
    }

    pub fn vkey(&self) -> String {
        let id: String = self.id().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}+{id}+{}", self.name, base64(&self.typed()))
    }

    /// A signature line over a note's text.
    pub fn sign(&self, text: &str) -> String {
        self.line(self.pair().sign(text.as_bytes()).as_ref())
    }

    /// A cosignature line over a checkpoint that was seen at this time.
    pub fn cosign(&self, text: &str, time: u64) -> String {
        let signed = format!("cosignature/v1\ntime {time}\n{text}");
        let mut bytes = time.to_be_bytes().to_vec();
        bytes.extend(self.pair().sign(signed.as_bytes()).as_ref());
        self.line(&bytes)
    }

    fn line(&self, signature: &[u8]) -> String {
        let mut bytes = self.id().to_vec();
        bytes.extend(signature);
        format!("\u{2014} {} {}\n", self.name, base64(&bytes))
    }

    fn id(&self) -> [u8; 4] {
        let mut bytes = self.name.clone().into_bytes();
        bytes.push(b'\n');
        bytes.extend(self.typed());
        sha256(&bytes)[..4].try_into().unwrap()
    }

    fn typed(&self) -> Vec<u8> {
        let mut bytes = vec![self.kind];
        bytes.extend(self.pair().public_key().as_ref());
        bytes
    }

    fn pair(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.seed).unwrap()
    }
}
