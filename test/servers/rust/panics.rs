// Each call runs in a thread. faulty panics there and its answer is lost; with --healthy a helper panics and is caught.
use std::io::{stdin, BufRead};
use std::thread;

const INITIALIZE: &str = r#"{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"fixture","version":"1.0.0"}}"#;
const TOOLS: &str = r#"{"tools":[{"name":"echo","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}},{"name":"faulty","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}}]}"#;
const DONE: &str = r#"{"content":[{"type":"text","text":"done"}]}"#;

fn main() {
    for line in stdin().lock().lines() {
        let line = line.unwrap();
        if let Some(id) = after(&line, "\"id\":") {
            let id: String = id.chars().take_while(|c| c.is_ascii_digit()).collect();
            thread::spawn(move || println!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{}}}", answer(&line)));
        }
    }
}

fn after<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    line.find(mark).map(|at| &line[at + mark.len()..])
}

fn answer(line: &str) -> &'static str {
    if line.contains("\"initialize\"") { return INITIALIZE; }
    if line.contains("\"tools/list\"") { return TOOLS; }
    if line.contains("\"ping\"") { return "{}"; }
    if !line.contains("\"faulty\"") { return DONE; }
    if std::env::args().any(|arg| arg == "--healthy") {
        let helper = thread::spawn(|| find(""));
        return if helper.join().is_err() { DONE } else { "{}" };
    }
    find("");
    DONE
}

fn find(text: &str) -> usize {
    text.find('x').unwrap()
}
