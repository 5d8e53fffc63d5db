use super::{Draft, base64, sha256, sign};

pub fn leaf(entry: &[u8]) -> [u8; 32] {
    sha256(&[&[0], entry].concat())
}

fn node(left: [u8; 32], right: [u8; 32]) -> [u8; 32] {
    sha256(&[&[1], &left[..], &right[..]].concat())
}

/// RFC 6962, as its definition is written.
pub fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => sha256(b""),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(root(left), root(right))
        }
    }
}

pub fn path(leaves: &[[u8; 32]], index: usize) -> Vec<[u8; 32]> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut below, sibling) = if index < middle {
        (path(left, index), root(right))
    } else {
        (path(right, index - middle), root(left))
    };
    below.push(sibling);
    below
}

/// RFC 6962, section 2.1.2: SUBPROOF(m, D[n], b).
fn subproof(leaves: &[[u8; 32]], old: usize, whole: bool) -> Vec<[u8; 32]> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut below, other) = if old <= middle {
        (subproof(left, old, whole), root(right))
    } else {
        (subproof(right, old - middle, false), root(left))
    };
    below.push(other);
    below
}

/// That these leaves continue the heads of these sizes; nothing if there is none.
pub fn consistency(leaves: &[[u8; 32]], heads: &[usize]) -> String {
    let mut text = String::new();
    for size in heads.iter().copied().filter(|size| (1..leaves.len()).contains(size)) {
        text += &format!("from {size} {}\n", base64(&root(&leaves[..size])));
        subproof(leaves, size, true).iter().for_each(|hash| text += &(base64(hash) + "\n"));
    }
    if text.is_empty() { text } else { format!("presend/consistency/v1\n{text}\n") }
}

/// The largest power of two under `length`.
fn split(length: usize) -> usize {
    (0..).map(|bit| 1 << bit).take_while(|power| *power < length).last().unwrap()
}

pub fn checkpoint(leaves: &[[u8; 32]], draft: &Draft) -> String {
    let text = format!("{}\n{}\n{}\n", draft.log.name, leaves.len(), base64(&root(leaves)));
    let cosigned: String =
        draft.witnesses.iter().map(|witness| witness.cosign(&text, draft.witness_time)).collect();
    sign(&text, std::slice::from_ref(&draft.log)) + &cosigned
}

pub fn proof(leaves: &[[u8; 32]], index: usize, draft: &Draft) -> String {
    let path: String = path(leaves, index).iter().map(|hash| base64(hash) + "\n").collect();
    let consistency = consistency(leaves, &draft.heads_before);
    format!(
        "{consistency}c2sp.org/tlog-proof@v1\nindex {index}\n{path}\n{}",
        checkpoint(leaves, draft)
    )
}
