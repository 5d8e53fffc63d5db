/// The container, from its parts.
pub fn file(manifest: &[u8], proof: &[u8], sections: &[u8]) -> Vec<u8> {
    let proof_end = 64 + manifest.len() + proof.len();
    let padding = proof_end.div_ceil(64) * 64 - proof_end;
    let total = proof_end + padding + sections.len();
    let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut bytes = b"PKHS\x01\0\r\n".to_vec();
    bytes.extend(u64::try_from(total).unwrap().to_le_bytes());
    bytes.extend(number(64));
    bytes.extend(number(manifest.len()));
    bytes.extend(number(64 + manifest.len()));
    bytes.extend(number(proof.len()));
    bytes.resize(64, 0);
    bytes.extend(manifest);
    bytes.extend(proof);
    bytes.resize(proof_end + padding, 0);
    bytes.extend(sections);
    bytes
}
