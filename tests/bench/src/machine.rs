//! What machine this is, in one sentence: figures mean nothing without it.
use std::fs;
use std::process::Command;

pub(crate) fn describe() -> String {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cpu = read("/proc/cpuinfo");
    let name = field(&cpu, "model name").unwrap_or_else(|| "a processor without a name".into());
    let flags = field(&cpu, "flags").unwrap_or_default();
    let has = |flag: &str| flags.split(' ').any(|one| one == flag);
    let vectors = ["avx512bw", "avx2", "ssse3"].into_iter().find(|flag| has(flag)).unwrap_or("no vectors known");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory: f64 = field(&read("/proc/meminfo"), "MemTotal")
        .and_then(|text| text.trim_end_matches(" kB").parse::<f64>().ok())
        .unwrap_or(0.0);
    let rustc = Command::new("rustc").arg("--version").output();
    let rustc = rustc.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let load = read("/proc/loadavg").split(' ').next().unwrap_or_default().to_owned();
    format!(
        "{name} ({vectors}), {cores} cores, {:.0} GiB, {} {}, {rustc}; load {load} at the start.",
        memory / 1_048_576.0,
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}
