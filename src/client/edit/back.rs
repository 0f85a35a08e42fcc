//! Puts an entry back as it stood.

use super::{Document, Tree, Unreadable, comments, comments_gone, without_comments};
use crate::client::value::Value;

impl Document<'_> {
    /// Puts an entry as it stood in the place of the one of that name.
    ///
    /// - `is_in_part`: whether its comments are not in it. Those that stand there may be its own, and stay; so do those of others where
    ///   it had none and no copy would have them.
    /// - `has_copy`: whether the file as it is now is copied.
    pub(in crate::client) fn put_back(
        &mut self,
        server: &str,
        text: &str,
        is_in_part: bool,
        has_copy: bool,
    ) -> Result<(), Unreadable> {
        let root = self.root_of(server);
        let mut whole = Self::parse(self.client, &self.to_bytes())?;
        whole.put(root, server, text)?;
        let has_its_own = !comments(self.client, text).is_empty();
        let takes_none = || comments_gone(self.client, &self.original, &whole.original).is_empty();
        let comes_back_whole = !is_in_part && (has_its_own || has_copy || takes_none());
        if comes_back_whole || self.take_over(root, server, &whole).is_err() {
            *self = whole;
        }
        Ok(())
    }

    /// Makes a member what it is in another document, as it is written there; of a map those of its members that differ.
    fn take_over(&mut self, keys: &[String], name: &str, other: &Self) -> Result<(), Unreadable> {
        let inner = [keys, &[name.to_owned()]].concat();
        let closed_up =
            |text: &String| without_comments(self.client, text).split_whitespace().collect::<String>();
        let (now, new) = (self.text_of(keys, name)?, other.text_of(keys, name)?);
        let is_written_alike = now.as_ref().map(closed_up) == new.as_ref().map(closed_up);
        match (self.at(&inner), other.at(&inner)) {
            (now, new) if is_written_alike && now == new => Ok(()),
            (Some(now @ Value::Map(_)), Some(new @ Value::Map(_))) => {
                let mut names = new.members().iter().chain(now.members()).map(|(name, _)| name);
                names.try_for_each(|name| self.take_over(&inner, name, other))
            }
            _ => match new {
                Some(new) => self.put(keys, name, &new),
                None => self.change(keys, name, None, None),
            },
        }
    }

    /// Puts what stood behind a name in the place of what stands there, if anything does.
    fn put(&mut self, keys: &[String], name: &str, text: &str) -> Result<(), Unreadable> {
        if self.text_of(keys, name)?.is_none() {
            self.change(keys, name, None, Some(&Value::Bool(true)))?;
        }
        let text = match &mut self.tree {
            Tree::Json(json) => json.with(&self.original, keys, name, text)?,
            Tree::Toml(toml) => toml.put_back(&self.original, keys, name, text)?,
        };
        self.turn_into(text)
    }
}
