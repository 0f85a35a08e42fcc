//! Files that an entry refers to by where its own file lies.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::Client;
use super::reference::{self, Syntax};
use super::value::Value;

impl Client {
    /// An entry of the file at `path` that says of each file which one it is: what is relative lies beside its own.
    ///
    /// - `home`: what a path there begins with is `~` instead, as the reference would have it.
    pub(super) fn anchored<'v>(&self, entry: &'v Value, path: &Path, home: &Path) -> Cow<'v, Value> {
        let Some(folder) = path.parent().filter(|_| self.files_beside) else { return Cow::Borrowed(entry) };
        let folder = folder.strip_prefix(home).map_or(folder.to_owned(), |inner| Path::new("~").join(inner));
        Cow::Owned(with_texts(entry, &|text| {
            reference::filled(text, |reference, _| {
                let is_file = matches!(reference.syntax, Syntax::File | Syntax::CurlyFile);
                let is_relative =
                    !Path::new(&reference.name).is_absolute() && !reference.name.starts_with("~/");
                let file: PathBuf = folder.join(&reference.name).components().collect();
                let file = file.to_str().filter(|_| is_file && is_relative)?;
                Some(reference.syntax.write(file))
            })
        }))
    }
}

/// A value with others in the place of its texts.
fn with_texts(value: &Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::Text(text) => Value::Text(change(text)),
        Value::List(values) => Value::List(values.iter().map(|value| with_texts(value, change)).collect()),
        Value::Map(members) => {
            let changed = members.iter().map(|(name, value)| (name.clone(), with_texts(value, change)));
            Value::Map(changed.collect())
        }
        scalar => scalar.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_file_lies_beside_the_one_that_refers_to_it() {
        let of = |client: &str, path: &str, text: &str| {
            let entry = Value::Map(vec![("headers".to_owned(), Value::texts([text]))]);
            let anchored = Client::named(client).unwrap().anchored(&entry, Path::new(path), Path::new("/h"));
            anchored.inner().flat_map(Value::words).collect::<String>()
        };
        let user = "/h/.config/opencode/opencode.json";
        for (text, anchored) in [
            ("Bearer {file:tok}", "Bearer {file:~/.config/opencode/tok}"),
            (
                "{file:./a/./tok}-{file:../tok}",
                "{file:~/.config/opencode/a/tok}-{file:~/.config/opencode/../tok}",
            ),
            ("Bearer {file:~/tok}", "Bearer {file:~/tok}"),
            ("Bearer {file:/run/tok}", "Bearer {file:/run/tok}"),
            ("Bearer {env:TOK}", "Bearer {env:TOK}"),
        ] {
            assert_eq!(of("opencode", user, text), anchored);
        }
        assert_eq!(of("opencode", "/p/opencode.json", "{file:tok}"), "{file:/p/tok}");
        assert_eq!(of("windsurf", user, "${file:tok}"), "${file:tok}");
    }
}
