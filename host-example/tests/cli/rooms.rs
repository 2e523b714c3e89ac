//! The rooms of the command line: each uses only those before it, so that data flows one way.

use std::fs;
use std::path::Path;

/// As `src/command/mod.rs` lists them.
const ROOMS: [&str; 14] = [
    "terminal",
    "exit",
    "arguments",
    "input",
    "output",
    "policy",
    "settings",
    "work",
    "tell",
    "flow",
    "fix",
    "tools",
    "view",
    "mode",
];

#[test]
fn no_room_uses_a_later_one() {
    let command = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/command");
    let mut files = Vec::new();
    collect(&command, &mut files);
    assert!(files.len() > 30);
    for file in files {
        let room = file.strip_prefix(&command).unwrap().iter().next().unwrap().to_str().unwrap().to_owned();
        let room = room.trim_end_matches(".rs");
        let Some(rank) = ROOMS.iter().position(|known| *known == room) else {
            assert_eq!(room, "mod");
            continue;
        };
        for used in fs::read_to_string(&file).unwrap().split("crate::command::").skip(1) {
            for name in used.trim_start_matches('{').split(';').next().unwrap().split(", ") {
                let name = name.split([':', ';', '}', ' ']).next().unwrap();
                let later = ROOMS.iter().position(|known| *known == name).is_some_and(|other| other > rank);
                assert!(!later, "{}: uses {name}", file.display());
                if !used.starts_with('{') {
                    break;
                }
            }
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for found in fs::read_dir(folder).unwrap() {
        let path = found.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}
