//! The book's walk-through, run as it stands there: every command, and what it must print.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::process::Command;

const PAGE: &str = include_str!("../../docs/src/walk-through.md");

/// Between the outputs of two blocks.
const MARK: &str = "==== next block ====";

struct Block {
    commands: String,
    expected: Vec<String>,
}

/// Every `sh` block, with the lines of the `text` block behind it.
fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut parts = PAGE.split("```");
    while let (Some(_), Some(fenced)) = (parts.next(), parts.next()) {
        let (language, content) = fenced.split_once('\n').unwrap();
        match language {
            "sh" => blocks.push(Block { commands: content.to_owned(), expected: Vec::new() }),
            "text" => {
                blocks.last_mut().unwrap().expected = content.lines().map(str::to_owned).collect()
            }
            other => panic!("a block in {other}"),
        }
    }
    blocks
}

fn folder() -> PathBuf {
    let path = std::env::temp_dir().join(format!("presend-walk-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn every_command_of_the_walk_through_does_what_the_page_says() {
    let (blocks, folder) = (blocks(), folder());
    assert!(blocks.len() > 10);
    let script: String =
        blocks.iter().map(|block| format!("{}echo '{MARK}'\n", block.commands)).collect();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_presend"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let run = Command::new("sh")
        .args(["-eu", "-c", &format!("exec 2>&1\n{script}")])
        .current_dir(&folder)
        .env("PATH", path)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&run.stdout).into_owned();
    let outputs: Vec<&str> = output.split(MARK).collect();
    for (block, printed) in blocks.iter().zip(&outputs) {
        let mut rest = *printed;
        for line in &block.expected {
            let Some(at) = rest.find(line.as_str()) else {
                panic!("not printed, or not in this order: {line}\n{}\n{printed}", block.commands)
            };
            rest = rest.split_at(at).1;
        }
    }
    assert!(run.status.success(), "the script ended early:\n{output}");
    assert_eq!(outputs.len(), blocks.len() + 1);
    std::fs::remove_dir_all(folder).unwrap();
}
