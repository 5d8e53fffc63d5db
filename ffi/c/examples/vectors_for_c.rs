//! Prints core/testdata/vectors.json as C tables, for `bindings/c/tests/vectors.c`: see scripts/test-c.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use serde_json::Value;

const VECTORS: &str = include_str!("../../../core/testdata/vectors.json");

fn main() -> Result<(), serde_json::Error> {
    let all: Value = serde_json::from_str(VECTORS)?;
    let [files, scans] = ["/files/files", "/scans/scans"].map(|section| items(&all, section));
    table("struct vector_file", "vector_files", files.map(file).collect());
    table("struct vector_scan", "vector_scans", scans.map(scan).collect());
    let pictures = items(&all, "/pdq/pictures");
    table("struct vector_picture", "vector_pictures", pictures.map(picture).collect());
    Ok(())
}

fn table(of: &str, name: &str, rows: Vec<String>) {
    println!("static const {of} {name}[] = {{");
    rows.iter().for_each(|row| println!("    {row},"));
    println!("}};");
}

fn file(file: &Value) -> String {
    let texts = ["file", "kind", "sha256", "md5", "undecided"].map(|key| text(file, key));
    let frames = items(file, "/frames").map(|frame| {
        let [pdq, pdq512] = ["pdq", "pdq512"].map(|key| text(frame, key));
        format!("{{{}, {}, {pdq}, {pdq512}}}", number(frame, "/frame"), number(frame, "/quality"))
    });
    row(&[texts.join(", "), counted(frames, "{-1, -1, \"\", \"\"}")])
}

fn scan(scan: &Value) -> String {
    let texts = ["name", "list", "file", "outcome", "decision"].map(|key| text(scan, key));
    let findings = items(scan, "/findings").map(|finding| {
        let distance = number(finding, "/distance_bits");
        format!("{{{}, {distance}, {}}}", text(finding, "evidence"), text(finding, "variant"))
    });
    row(&[texts.join(", "), counted(findings, "{\"\", -1, \"\"}")])
}

fn picture(picture: &Value) -> String {
    let size = [number(picture, "/width"), number(picture, "/height")].join(", ");
    let waves = items(picture, "/channels").map(|wave| {
        let numbers = wave.as_array().into_iter().flatten().map(Value::to_string);
        format!("{{{}}}", numbers.collect::<Vec<_>>().join(", "))
    });
    let turned = picture.get("pdq").and_then(Value::as_object).into_iter().flatten();
    let turned = turned.map(|(name, hash)| {
        format!("{{{}, {}, {}}}", quoted(name), text(hash, "hash"), number(hash, "/quality"))
    });
    let pdq512 = picture.get("pdq512").unwrap_or(&Value::Null);
    let pdq512 =
        format!("{{\"pdq512\", {}, {}}}", text(pdq512, "hash"), number(pdq512, "/quality"));
    row(&[
        text(picture, "name"),
        size,
        counted(waves, "{0, 0, 0, 0}"),
        counted(turned, "{\"\", \"\", -1}"),
        pdq512,
    ])
}

fn row(fields: &[String]) -> String {
    format!("{{{}}}", fields.join(", "))
}

/// The number of them, and then all of them; C has no empty list, so it is written `none`.
fn counted(rows: impl Iterator<Item = String>, none: &str) -> String {
    let rows: Vec<String> = rows.collect();
    let listed = if rows.is_empty() { none.to_owned() } else { rows.join(", ") };
    format!("{}, {{{listed}}}", rows.len())
}

fn items<'v>(value: &'v Value, pointer: &'static str) -> impl Iterator<Item = &'v Value> {
    value.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

/// A number; -1 for null.
fn number(value: &Value, pointer: &str) -> String {
    value
        .pointer(pointer)
        .and_then(Value::as_u64)
        .map_or_else(|| "-1".to_owned(), |n| n.to_string())
}

/// A string; the empty one for null.
fn text(value: &Value, key: &str) -> String {
    quoted(value.get(key).and_then(Value::as_str).unwrap_or(""))
}

/// As C writes it. The vectors hold no other control character.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
