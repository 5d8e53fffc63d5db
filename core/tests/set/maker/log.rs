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
    format!("c2sp.org/tlog-proof@v1\nindex {index}\n{path}\n{}", checkpoint(leaves, draft))
}
