//! The `data-trunk` links of index.html: one list of what belongs to the site, for Trunk and for `dist` alike.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What index.html asks to be built or copied.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Binaries of the root package to build for the browser.
    pub binaries: Vec<String>,
    /// Files to copy to the top of the site, by their path in the source tree.
    pub files: Vec<PathBuf>,
    /// Folders to copy, and their names there.
    pub folders: Vec<(PathBuf, String)>,
}

/// Takes the links out of `html`: what they ask for, and the page as a site serves it.
pub fn take(html: &str) -> Result<(Links, String)> {
    let mut links = Links::default();
    let mut page = String::with_capacity(html.len());
    for line in html.split_inclusive('\n') {
        match line.trim_start() {
            link if link.starts_with("<link data-trunk ") => page.push_str(&take_one(link, &mut links)?),
            link if link.contains("data-trunk") => bail!("a data-trunk link needs a line of its own: {link}"),
            _ => page.push_str(line),
        }
    }
    Ok((links, page))
}

/// Notes what one link asks for and returns what stands in its place.
fn take_one(link: &str, links: &mut Links) -> Result<String> {
    let needed = |name| attribute(link, name).with_context(|| format!("no {name}= in {link}"));
    match needed("rel")? {
        "rust" => links.binaries.push(needed("data-bin")?.to_owned()),
        "copy-file" => links.files.push(PathBuf::from(needed("href")?)),
        "copy-dir" => links.folders.push((PathBuf::from(needed("href")?), needed("data-target-path")?.to_owned())),
        "css" => {
            let file = PathBuf::from(needed("href")?);
            let name = file_name(&file)?;
            links.files.push(file);
            return Ok(format!("<link rel=\"stylesheet\" href=\"/{name}\">\n"));
        }
        other => bail!("dist does not know rel=\"{other}\""),
    }
    Ok(String::new())
}

/// The name of `file` at the top of the site.
pub fn file_name(file: &Path) -> Result<String> {
    let name = file.file_name().with_context(|| format!("{} names no file", file.display()))?;
    Ok(name.to_string_lossy().into_owned())
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_a_list_and_leave_the_page() {
        let html = "<head>\n  <link data-trunk rel=\"rust\" data-bin=\"goodword-widget\" />\n  \
                    <link data-trunk rel=\"copy-file\" href=\"src/goodword.js\" />\n  \
                    <link data-trunk rel=\"css\" href=\"styles/page.css\" />\n  <title>x</title>\n</head>\n";
        let (links, page) = take(html).unwrap();
        assert_eq!(links.binaries, ["goodword-widget"]);
        assert_eq!(links.files, [Path::new("src/goodword.js"), Path::new("styles/page.css")]);
        assert_eq!(page, "<head>\n<link rel=\"stylesheet\" href=\"/page.css\">\n  <title>x</title>\n</head>\n");
    }

    #[test]
    fn a_folder_has_a_name_on_the_site() {
        let link = "<link data-trunk rel=\"copy-dir\" href=\"src/locale/tables\" data-target-path=\"locale\" />";
        assert_eq!(take(link).unwrap().0.folders, [(PathBuf::from("src/locale/tables"), "locale".to_owned())]);
        assert!(take("<link data-trunk rel=\"copy-dir\" href=\"a\" />").is_err());
    }

    #[test]
    fn a_link_dist_does_not_understand_is_an_error() {
        for html in [
            "<link data-trunk rel=\"sass\" href=\"a.scss\" />",
            "<link data-trunk href=\"a\" />",
            "<link data-trunk rel=\"copy-file\" />",
            "<meta charset=\"utf-8\"><link data-trunk rel=\"rust\" data-bin=\"a\" />",
        ] {
            assert!(take(html).is_err(), "{html}");
        }
    }

    #[test]
    fn the_shop_lists_the_loader_the_widget_and_the_schema_of_the_summary() {
        let (links, page) = take(include_str!("../../../index.html")).unwrap();
        assert!(links.binaries.iter().any(|binary| binary == "goodword-widget"), "{links:?}");
        for name in ["goodword.js", "summary.schema.json"] {
            let file = links.files.iter().find(|file| file.ends_with(name));
            let file = file.unwrap_or_else(|| panic!("{name} is not served: {links:?}"));
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file).is_file(), "{}", file.display());
        }
        assert!(!page.contains("trunk"), "{page}");
    }
}
