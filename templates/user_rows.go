package templates

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"keyporter/templates/ui"
)

// The rows of the users' list are written by hand: the page has a budget of
// 4,000 renders a second on a core, of which blocks of templ would use two
// thirds for up to two hundred rows. All data goes through html.text, which
// escapes it; html.mark takes constants only.

// html is markup that grows.
type html []byte

// mark adds markup. Its argument is always a constant.
func (h *html) mark(s string) { *h = append(*h, s...) }

// text adds data, escaped for text and for quoted attributes.
func (h *html) text(s string) {
	from := 0
	for i := range len(s) {
		var safe string
		switch s[i] {
		case '&':
			safe = "&amp;"
		case '<':
			safe = "&lt;"
		case '>':
			safe = "&gt;"
		case '"':
			safe = "&#34;"
		case '\'':
			safe = "&#39;"
		default:
			continue
		}
		*h = append(append(*h, s[from:i]...), safe...)
		from = i + 1
	}
	*h = append(*h, s[from:]...)
}

// rows draws the rows of the list.
func (p UserList) rows() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		const usual = 768 // bytes of a row
		h := make(html, 0, usual*len(p.Rows))
		for i := range p.Rows {
			p.row(&h, &p.Rows[i])
		}
		_, err := w.Write(h)
		return err
	})
}

func (p UserList) row(h *html, r *UserRow) {
	h.mark(`<tr><td><a class="name" href="`)
	h.text(r.URL)
	h.mark(`">`)
	h.text(r.Name)
	h.mark(`</a></td><td class="cut">`)
	p.orNone(h, r.Groups)
	h.mark(`</td><td class="num">`)
	p.orNone(h, r.Policies)
	h.mark(`</td><td>`)
	p.keys(h, r)
	h.mark(`</td><td>`)
	p.stamp(h, &r.LastSignIn)
	h.mark(`</td><td>`)
	p.stamp(h, &r.Created)
	h.mark(`</td></tr>`)
}

func (p UserList) keys(h *html, r *UserRow) {
	switch {
	case r.KeysUnread:
		h.mark(`<span class="dim">`)
		h.text(p.T.Users.KeysUnread)
		h.mark(`</span>`)
		return
	case len(r.Keys) == 0:
		p.orNone(h, "")
	}
	for _, k := range r.Keys {
		h.mark(`<span class="key">`)
		*h = ui.AppendKeyMark(*h, k.ID)
		h.mark(`<code>`)
		h.text(k.ID)
		h.mark(`</code>`)
		switch {
		case k.Inactive:
			h.mark(`<span class="tag warn">`)
			h.text(p.T.Users.Inactive)
			h.mark(`</span>`)
		case k.Age != "":
			h.mark(`<small>`)
			h.text(k.Age)
			h.mark(`</small>`)
		}
		h.mark(`</span>`)
	}
}

func (p UserList) orNone(h *html, s string) {
	if s != "" {
		h.text(s)
		return
	}
	h.mark(`<span class="dash" aria-hidden="true">—</span><span class="vh">`)
	h.text(p.T.Shell.None)
	h.mark(`</span>`)
}

func (p UserList) stamp(h *html, s *Stamp) {
	if s.Text == "" {
		p.orNone(h, "")
		return
	}
	h.mark(`<time datetime="`)
	h.text(s.ISO)
	h.mark(`" title="`)
	h.text(s.Exact)
	h.mark(`">`)
	h.text(s.Text)
	h.mark(`</time>`)
}
