package templates_test

import (
	"bytes"
	"strings"
	"testing"

	"keyporter/internal/fault"
	"keyporter/internal/text"
	"keyporter/templates"
)

// frames are the states of the frame in which every sample is drawn, by name: as it
// mostly is, before anything was read, in trouble, and with words that hurt.
var frames = map[string]func(templates.Page) templates.Page{
	"": func(p templates.Page) templates.Page { return p },
	"unread": func(p templates.Page) templates.Page {
		p.Fresh, p.Counts, p.Account = templates.Freshness{}, templates.Counts{}, templates.AccountChip{Kind: "aws"}
		return p
	},
	"away": func(p templates.Page) templates.Page {
		p.Fresh.Complete, p.Plain = false, true
		p.Fresh.Problem = fault.New(fault.Away, fault.CodeAwsUnreachable, "https://iam."+strings.Repeat("very-long", 14)+".example")
		p.Counts = templates.Counts{Users: 10_000, Groups: 10_000, Policies: 10_000, Known: true}
		return p
	},
	"hostile": func(p templates.Page) templates.Page {
		p.Operator.Name = "<b>" + strings.Repeat("x", 57) + "🔑مفتاح"
		p.Account.Alias, p.RequestID = strings.Repeat("a", 63), hostile
		p.Flash = &templates.Flash{Kind: "ok", Text: hostile + strings.Repeat("x", 128)}
		p.Crumbs = append(p.Crumbs, templates.Crumb{Text: strings.Repeat("x", 128), URL: templates.GroupURL("x")})
		return p
	},
}

// drawn are the samples of a gallery in a frame; the names tell which.
func drawn(gallery func(templates.Page) []sample, frame string, t *text.Text, theme string) []sample {
	list := gallery(frames[frame](basePage(t, theme)))
	for i := range list {
		if frame != "" {
			list[i].name += "-" + frame
		}
	}
	return list
}

// harmless finds no text of a sample that became markup.
func harmless(t *testing.T, body []byte) {
	t.Helper()
	for _, markup := range []string{"<script>alert", "<b>xxx"} {
		if bytes.Contains(body, []byte(markup)) {
			t.Errorf("page holds %s as markup", markup)
		}
	}
}
