// Settings of Sphinx's search that depend on where the page is read.

// Marking the words on the page found would hand them over in local storage, which may be blocked.
const SPHINX_HIGHLIGHT_ENABLED = false;

// The lines under each result are fetched from its page; a page opened from a file may not fetch.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
