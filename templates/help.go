package templates

import (
	"keyporter/internal/desk"
	"keyporter/internal/text"
)

// The pages of help.

func HelpURL() string      { return "/help" }
func HelpWordsURL() string { return HelpURL() + "/words" }
func HelpKeysURL() string  { return HelpURL() + "/keys" }

// Help is the page of guides, the glossary or the page of shortcuts, by its Part:
// "", "words" or "keys".
type Help struct {
	Page
	Part string
}

// NewHelp makes a page of help.
func NewHelp(p Page, part string) Help {
	w := p.T.Help
	p.Section = SectionHelp
	p.Title = map[string]string{"words": w.WordsTitle, "keys": w.KeysTitle}[part]
	if p.Title == "" {
		p.Title = w.Title
	}
	return Help{Page: p, Part: part}
}

func (p Help) lead() string {
	switch p.Part {
	case "words":
		return p.T.Help.WordsLead
	case "keys":
		return p.T.Help.KeysLead
	}
	return p.T.Help.Lead
}

// guideURL is where a guide begins.
func guideURL(g text.Guide) string {
	return map[string]string{"user": NewUserURL(), "key": UsersURL(), "rotate": RotationsURL(), "explain": ExplainURL(), "unused": UnusedURL()}[g.Page]
}

// begins reports whether the operator may do what a guide is about.
func (p Help) begins(g text.Guide) bool { return g.Page != "user" || p.May(desk.CanUsers) }

// other is the language that the page is not in.
func (p Help) other() *text.Text {
	if p.T.Lang == "ko" {
		return &text.English
	}
	return &text.Korean
}

// shortcuts are the keys whose deeds the words tell, in the same order.
func shortcuts() []string { return []string{"Ctrl K, ⌘ K", "↑ ↓", "Enter", "Esc", "/", "?"} }
