//! The file of profiles: TOML that a person may open and edit. What is not changed keeps its bytes, comments and order.
//!
//! One broken profile does not hide the others. The file itself is read and replaced elsewhere; here it is bytes.
//!
//! Source: TOML 1.1 (toml.io).

use toml_edit::{DocumentMut, Item, TableLike};

use super::error::{Place, ProfileError};
use super::{Keeping, Opening, Profile, read, remove, write};
use crate::name::Name;
use crate::store::Entry;

/// The profiles, and how encrypted files are opened.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// The text with an end to each line, the last one too; it is `\n` where all of them are `\r\n`.
    text: String,
    document: DocumentMut,
    spelling: Spelling,
}

/// How the file is written, apart from its text.
#[derive(Debug, Clone, Copy, Default)]
struct Spelling {
    mark: bool,
    crlf: bool,
    unended: bool,
}

impl Default for Profiles {
    /// A new file: no profile, one comment.
    fn default() -> Self {
        let document = DocumentMut::default();
        Self { text: HEADER.to_owned(), document, spelling: Spelling::default() }
    }
}

impl Profiles {
    /// Reads the file. What a profile says is looked at by [`Profiles::profile`] only.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProfileError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            ProfileError::NotUtf8 { line }
        })?;
        let (text, mark) = text.strip_prefix('\u{feff}').map_or((text, false), |text| (text, true));
        let crlf = text.contains('\n') && text.matches('\n').count() == text.matches("\r\n").count();
        let mut text = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
        let unended = !text.is_empty() && !text.ends_with('\n');
        if unended {
            text.push('\n');
        }
        Self::from_text(text, Spelling { mark, crlf, unended })
    }

    /// The file as it is to be written: byte for byte what was read, where nothing was changed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let text = if self.spelling.unended { self.text.strip_suffix('\n') } else { None };
        let mut text = text.unwrap_or(&self.text).to_owned();
        if self.spelling.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.spelling.mark {
            text.insert(0, '\u{feff}');
        }
        text.into_bytes()
    }

    /// The line on which a key of one of our tables stands, or what of the keys above it is there.
    pub fn line_of(&self, place: &Place, key: &str) -> Option<usize> {
        let document = toml_edit::Document::parse(self.text.as_str()).ok()?;
        let path = match place {
            Place::Profile(name) => vec!["profiles", name.as_str()],
            Place::EncryptedFiles => vec![ENCRYPTED],
        };
        let (mut table, mut at): (&dyn TableLike, _) = (document.as_table(), None);
        for key in path.into_iter().chain(key.split('.')) {
            let Some((found, item)) = table.get_key_value(key) else { break };
            at = found.span();
            let Some(inner) = item.as_table_like() else { break };
            table = inner;
        }
        Some(1 + self.text[..at?.start].matches('\n').count())
    }

    /// The names of the profiles, broken ones too, in the order of the file.
    pub fn names(&self) -> Vec<Name> {
        let keys = self.profiles().into_iter().flat_map(TableLike::iter);
        keys.filter_map(|(key, _)| key.parse().ok()).collect()
    }

    /// Reads one profile, `None` when there is none of that name.
    pub fn profile(&self, name: &Name) -> Result<Option<Profile>, ProfileError> {
        let read = |item| read::profile(name, item).map_err(|fault| fault.at(Place::Profile(name.clone())));
        self.item(name).map(read).transpose()
    }

    /// The profiles that can be read as they stand, in the order of the file.
    pub fn good(&self) -> impl Iterator<Item = Profile> {
        self.names().into_iter().filter_map(|name| self.profile(&name).ok().flatten())
    }

    /// What can be read of a profile that cannot be read as it stands, without the keys that are in the way; and what was wrong
    /// with those. It is good for questions only: a demand that could not be read is not in it, and a `store` counts as `none`.
    ///
    /// The error is the one that nothing can be left out for.
    pub fn readable(&self, name: &Name) -> Result<Option<(Profile, Vec<ProfileError>)>, ProfileError> {
        let Some(mut item) = self.item(name).cloned() else { return Ok(None) };
        let (mut problems, mut store) = (Vec::new(), Some("none"));
        loop {
            let fault = match read::profile(name, &item) {
                Ok(profile) => return Ok(Some((profile, problems))),
                Err(fault) => fault,
            };
            let key = fault.key().to_owned();
            let problem = fault.at(Place::Profile(name.clone()));
            match store.take_if(|_| key == "store") {
                Some(store) => item["store"] = store.into(),
                None if take_key_out(&mut item, &key) => {}
                None => return Err(problem),
            }
            problems.push(problem);
        }
    }

    /// Adds a profile, or changes one where it says something else.
    ///
    /// Nothing is changed when the profile cannot be read as it stands, since it may demand what would go then; when it could not
    /// be read again; or when its keychain entry is another one's.
    pub fn set(&mut self, profile: &Profile) -> Result<(), ProfileError> {
        let name = &profile.name;
        if let Keeping::Keychain(entry) = &profile.token
            && let Some(by) = self.claimed_by(entry).into_iter().find(|by| by != name)
        {
            return Err(ProfileError::EntryTaken { entry: entry.clone(), by });
        }
        let written = |profile: &Profile| {
            write::profile(profile).map_err(|fault| fault.at(Place::Profile(name.clone())))
        };
        let said = written(profile)?;
        let path = ["profiles", name.as_str()];
        let old = self.profile(name)?.as_ref().map(written).transpose()?;
        let text = self.with(&path, old.as_ref(), &said);
        let changed = Self::from_text(text, self.spelling).map_err(|_| ProfileError::Layout(name.clone()))?;
        let reads_as_meant = match changed.profile(name)? {
            Some(again) => write::same(&written(&again)?, &said),
            None => false,
        };
        if !reads_as_meant || !self.others_stay(&changed, name) {
            return Err(ProfileError::Layout(name.clone()));
        }
        *self = changed;
        Ok(())
    }

    /// Takes a profile out, broken or not; whether there was one.
    pub fn remove(&mut self, name: &Name) -> bool {
        let there = self.item(name).is_some();
        if there {
            self.take_out(&["profiles", name.as_str()], name);
        }
        there
    }

    /// How encrypted files are opened.
    pub fn opening(&self) -> Result<Opening, ProfileError> {
        let read = |item| read::opening(item).map_err(|fault| fault.at(Place::EncryptedFiles));
        self.document.get(ENCRYPTED).map_or(Ok(Opening::KeyFile), read)
    }

    /// Says how encrypted files are opened.
    pub fn set_opening(&mut self, opening: &Opening) -> Result<(), ProfileError> {
        let at = |fault: read::Fault| fault.at(Place::EncryptedFiles);
        let said = write::opening(opening).map_err(at)?;
        let old = self.opening()?;
        if old == *opening {
            return Ok(());
        }
        let text = if *opening == Opening::KeyFile { remove::table(&self.text, &[ENCRYPTED]) } else { None };
        let old = self.document.get(ENCRYPTED).map(|_| write::opening(&old)).transpose().map_err(at)?;
        let text = text.unwrap_or_else(|| self.with(&[ENCRYPTED], old.as_ref(), &said));
        let changed = Self::from_text(text, self.spelling)?;
        changed.opening()?;
        *self = changed;
        Ok(())
    }

    /// The profiles that claim a keychain entry, broken ones too: one, unless the file was edited by hand.
    pub fn claimed_by(&self, entry: &Entry) -> Vec<Name> {
        let claims = |name: &Name| self.item(name).and_then(|item| read::entry(name, item));
        self.names().into_iter().filter(|name| claims(name).as_ref() == Some(entry)).collect()
    }

    /// Everything that is wrong with the file.
    pub fn problems(&self) -> Vec<ProfileError> {
        let keys = self.profiles().into_iter().flat_map(TableLike::iter);
        let mut problems: Vec<ProfileError> =
            keys.filter_map(|(key, _)| key.parse::<Name>().err().map(ProfileError::Name)).collect();
        for name in self.names() {
            problems.extend(self.profile(&name).err());
            if let Some(entry) = self.item(&name).and_then(|item| read::entry(&name, item))
                && let Some(by) = self.claimed_by(&entry).into_iter().next().filter(|by| *by != name)
            {
                problems.push(ProfileError::EntryTaken { entry, by });
            }
        }
        problems.extend(self.opening().err());
        problems
    }

    fn from_text(text: String, spelling: Spelling) -> Result<Self, ProfileError> {
        let document: DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| syntax(&text, &error))?;
        if let Some((key, _)) = document.iter().find(|(key, _)| !TABLES.contains(key)) {
            return Err(ProfileError::Unknown { key: key.to_owned() });
        }
        for key in TABLES {
            if let Some(item) = document.get(key).filter(|item| !item.is_table_like()) {
                return Err(ProfileError::NotATable { key, found: read::kind(item) });
            }
        }
        Ok(Self { text, document, spelling })
    }

    fn profiles(&self) -> Option<&dyn TableLike> {
        self.document.get("profiles").and_then(Item::as_table_like)
    }

    fn item(&self, name: &Name) -> Option<&Item> {
        self.profiles().and_then(|profiles| profiles.get(name.as_str()))
    }

    /// The text with a table that says `said`: changed from `old` where it is, else anew at the end.
    fn with(&self, path: &[&str], old: Option<&write::Said>, said: &write::Said) -> String {
        match old {
            Some(old) if write::same(old, said) => self.text.clone(),
            Some(old) => {
                let text = self.edited(path, |table| write::update(table, old, said));
                text.unwrap_or_else(|| self.text.clone())
            }
            None => {
                let blank = if self.text.is_empty() { "" } else { "\n" };
                format!("{}{blank}{}", self.text, write::lines(&path.join("."), said))
            }
        }
    }

    /// The text with a table changed. The library drops a CR: meanwhile each is tabs that no line ends with.
    fn edited(&self, path: &[&str], change: impl Fn(&mut dyn TableLike)) -> Option<String> {
        let with_ends = |end: &str| {
            let mut document: DocumentMut = self.text.replace("\r\n", end).parse().ok()?;
            change(table_at(&mut document, path)?);
            Some(document.to_string())
        };
        let (plain, mut end) = (with_ends("\n")?, "\t\n".to_owned());
        while plain.contains(&end) {
            end.insert(0, '\t');
        }
        Some(with_ends(&end)?.replace(&end, "\r\n"))
    }

    fn take_out(&mut self, path: &[&str], name: &Name) {
        let read = |text| Self::from_text(text, self.spelling).ok();
        let is_good = |changed: &Self| changed.item(name).is_none() && self.others_stay(changed, name);
        let by_the_library = || self.edited(&path[..1], |profiles| drop(profiles.remove(name.as_str())));
        let changed = remove::table(&self.text, path).and_then(read).filter(is_good);
        if let Some(changed) = changed.or_else(|| by_the_library().and_then(read)) {
            *self = changed;
        }
    }

    fn others_stay(&self, changed: &Self, name: &Name) -> bool {
        let others = |file: &Self| -> Vec<_> {
            let names = file.names().into_iter().filter(|other| other != name);
            names.map(|other| (file.profile(&other), other)).collect()
        };
        others(self) == others(changed)
    }
}

fn table_at<'d>(document: &'d mut DocumentMut, path: &[&str]) -> Option<&'d mut dyn TableLike> {
    let item = path.iter().try_fold(document.as_item_mut(), |item, key| item.get_mut(key))?;
    item.as_table_like_mut()
}

/// Whether there was such a key: `demands.min-quota`.
fn take_key_out(item: &mut Item, key: &str) -> bool {
    let (above, last) = key.rsplit_once('.').unwrap_or(("", key));
    let table = above.split('.').filter(|key| !key.is_empty()).try_fold(item, |item, key| item.get_mut(key));
    table.and_then(Item::as_table_like_mut).and_then(|table| table.remove(last)).is_some()
}

fn syntax(text: &str, error: &toml_edit::TomlError) -> ProfileError {
    let at = error.span().map_or(0, |span| span.start);
    let before: String = text.char_indices().take_while(|(index, _)| *index < at).map(|(_, c)| c).collect();
    ProfileError::Syntax {
        what: error.message().lines().collect::<Vec<_>>().join(", "),
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
    }
}

const ENCRYPTED: &str = "encrypted-files";
/// All that the file holds.
const TABLES: [&str; 2] = ["profiles", ENCRYPTED];
/// The first line of a new file.
const HEADER: &str = "# Profiles of mcp-token. No secret is in this file.\n";
