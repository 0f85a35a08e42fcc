//! A session at a real terminal: what is typed and what has to appear, carried out by `expect`.
//!
//! Every wait ends with what was waited for or, after [`PATIENCE`], with a failed test that shows the screen so far.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::sandbox::{PATIENCE, Sandbox, output_of, told, write};

/// A session that is being written down, to be run at the end.
pub(crate) struct Session {
    command: Vec<String>,
    columns: u32,
    env: Vec<(String, String)>,
    steps: String,
}

/// What a session left.
pub(crate) struct Ended {
    /// The exit status of the program.
    pub(crate) code: i32,
    /// Everything that appeared, without carriage returns.
    pub(crate) screen: String,
}

impl Session {
    /// A program at a terminal of 100 columns.
    pub(crate) fn new(command: &[&str]) -> Self {
        Self {
            command: command.iter().map(|&word| word.to_owned()).collect(),
            columns: 100,
            env: vec![("TERM".to_owned(), "xterm".to_owned())],
            steps: String::new(),
        }
    }

    pub(crate) fn columns(mut self, columns: u32) -> Self {
        self.columns = columns;
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Waits until this text appears.
    pub(crate) fn see(mut self, text: &str) -> Self {
        let _ = writeln!(self.steps, "see {}", tcl(text));
        self
    }

    /// Waits until all of these texts have appeared, in any order.
    pub(crate) fn see_all(mut self, texts: &[&str]) -> Self {
        let texts: Vec<_> = texts.iter().map(|text| tcl(text)).collect();
        let _ = writeln!(self.steps, "see_all [list {}]", texts.join(" "));
        self
    }

    /// Presses these keys.
    pub(crate) fn press(mut self, keys: &str) -> Self {
        let _ = writeln!(self.steps, "send -- {}", tcl(keys));
        self
    }

    /// Runs a line of `sh` outside the terminal; `$PROCESS` is the program's process id.
    pub(crate) fn meanwhile(mut self, line: &str) -> Self {
        let _ = writeln!(self.steps, "exec env PROCESS=[exp_pid] sh -c {}", tcl(line));
        self
    }

    /// Runs the session to the end of the program.
    pub(crate) fn run(self, sandbox: &Sandbox) -> Ended {
        let words: Vec<_> = self.command.iter().map(|word| tcl(word)).collect();
        let script = format!(
            "set timeout {patience}\nset stty_init \"rows {ROWS} columns {columns}\"\nlog_user 0\n\
             log_file -a -noappend {log}\n{PROCEDURES}\
             if {{[catch {{\nspawn -noecho {words}\n{steps}\
             see_the_end\n\
             lassign [wait] pid id failed code signal\n\
             if {{$signal ne \"\"}} {{ puts stderr \"killed: $signal\"; exit 99 }}\nputs $code\n}} message]}} {{ lost $message }}\n",
            patience = PATIENCE.as_secs(),
            columns = self.columns,
            words = words.join(" "),
            log = tcl(sandbox.note("screen").to_str().unwrap()),
            steps = self.steps,
        );
        let (file, log) = (sandbox.note("session.exp"), sandbox.note("screen"));
        for old in [&file, &log] {
            let _ = fs::remove_file(old);
        }
        write(&file, script, 0o600);
        let mut command: Command = sandbox.command("expect");
        command.arg("-f").arg(&file).envs(self.env);
        let output = output_of(&mut command);
        let screen = fs::read(&log).map(|bytes| String::from_utf8_lossy(&bytes).replace('\r', ""));
        let screen = screen.unwrap_or_default();
        assert!(output.status.success(), "{}--- screen\n{screen}", told(&output));
        let code = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap();
        Ended { code, screen }
    }
}

/// A terminal of so many columns after the last session of a sandbox; of others from the moment when a text has appeared, if
/// it is resized.
pub(crate) fn terminal(sandbox: &Sandbox, columns: usize, resized: Option<(&str, usize)>) -> avt::Terminal {
    let log = fs::read_to_string(sandbox.note("screen")).unwrap();
    let mut terminal = avt::Terminal::with_scrollback(columns, ROWS, None).unwrap();
    let at = resized.map_or(0, |(text, _)| log.find(text).expect("it appears") + text.len());
    terminal.feed(&log[..at]);
    if let Some((_, columns)) = resized {
        terminal.resize(columns, ROWS);
    }
    terminal.feed(&log[at..]);
    terminal
}

/// How many rows the terminal has.
const ROWS: usize = 40;

/// A word of Tcl: everything but letters and digits as `\uXXXX`.
fn tcl(text: &str) -> String {
    let mut word = String::from("\"");
    for unit in text.encode_utf16() {
        let _ = match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() => write!(word, "{}", char::from(byte)),
            _ => write!(word, "\\u{unit:04x}"),
        };
    }
    word.push('"');
    word
}

const PROCEDURES: &str = r#"
proc lost {what} {
  global spawn_id
  puts stderr $what
  catch {exec kill -KILL [exp_pid]}
  catch {close}
  catch {wait}
  exit 98
}
proc see {text} {
  global spawn_id
  expect {
    -ex $text {}
    timeout { lost "waited in vain for: $text" }
    eof { lost "the program ended before it wrote: $text" }
  }
}
proc see_all {texts} {
  global spawn_id
  set seen ""
  foreach text $texts {
    while {[string first $text $seen] < 0} {
      expect {
        -re ".+" { append seen $expect_out(buffer) }
        timeout { lost "waited in vain for: $text" }
        eof { lost "the program ended before it wrote: $text" }
      }
    }
  }
}
proc see_the_end {} {
  global spawn_id
  expect {
    timeout { lost "waited in vain for the program to end" }
    eof {}
  }
}
"#;
