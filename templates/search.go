package templates

import (
	"fmt"
	"unicode"

	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// The search field above every page and that of the palette: their ids, how many
// characters the browser lets one type, and how many are looked for. An ARN has a
// path of 512.
const (
	SearchField  = "search"
	PaletteField = "palette"
	SearchMax    = "700"
	SearchLength = 700
)

// Search is the page of what was found everywhere.
type Search struct {
	Page
	Query   string
	Read    string // how old the account is that was looked at, or ""
	Found   string // how many entries, or ""
	Kinds   []SearchKind
	Notes   []string // what is not known
	TooLong string   // why nothing was searched, or ""
	Nothing string   // nothing was found, or ""
	AskURL  string   // asks AWS for what was not read, or ""
	Ask     string
}

// SearchKind is what was found of one kind.
type SearchKind struct {
	Title string
	Count string // "3", or "10 of 42"
	Hits  []SearchHit
	All   string // the link to the whole list, or ""
	URL   string
}

// SearchHit is one entry, with a note that tells what else of it was looked at.
type SearchHit struct {
	URL   string
	Name  []ui.MarkPart
	Note  []ui.MarkPart
	KeyID string // of an access key, for its mark
}

// NewSearchKind makes a kind of which all entries were found and hits are shown.
// Whole is the list of all of them, or "".
func NewSearchKind(t *text.Text, title string, hits []SearchHit, all int, whole string) SearchKind {
	k := SearchKind{Title: title, Hits: hits, Count: t.Count(all)}
	if all > len(hits) {
		k.Count = fmt.Sprintf(t.Search.Count, t.Count(len(hits)), t.Count(all))
		if whole != "" {
			k.All, k.URL = fmt.Sprintf(t.Search.All, t.Count(all)), whole
		}
	}
	return k
}

// NewSearchHit makes an entry in which what was searched is marked.
func NewSearchHit(q, url, name, note string) SearchHit {
	return SearchHit{URL: url, Name: Marks(name, q), Note: Marks(note, q)}
}

// Marks cuts a text where it has what was searched, without regard to case.
func Marks(s, q string) []ui.MarkPart {
	var parts []ui.MarkPart
	add := func(s string, hit bool) {
		if s != "" {
			parts = append(parts, ui.MarkPart{Text: s, Hit: hit})
		}
	}
	want := folded(q)
	if len(want) == 0 {
		add(s, false)
		return parts
	}
	runes, low := []rune(s), folded(s)
	from := 0
	for i := 0; i+len(want) <= len(low); {
		if string(low[i:i+len(want)]) != string(want) {
			i++
			continue
		}
		add(string(runes[from:i]), false)
		i += len(want)
		add(string(runes[i-len(want):i]), true)
		from = i
	}
	add(string(runes[from:]), false)
	return parts
}

// folded is a text in lower case, rune for rune.
func folded(s string) []rune {
	runes := []rune(s)
	for i, r := range runes {
		runes[i] = unicode.ToLower(r)
	}
	return runes
}
