package sandbox

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/store"
)

// Bounds of MaxItems in every list of the IAM API.
const (
	defaultItems = 100
	maxItems     = 1000
	onePage      = 1 << 20 // of a server that does not page
)

// page is the part of a list that a call asks for: limit things behind after,
// in the section of that name.
type page struct {
	section, after string
	limit          int
	action         string
	number         int // of the page, from 1, where mischief counts them
	mischief       *Mischief
}

// paging ends a list in a reply.
type paging struct {
	IsTruncated bool
	Marker      string `xml:",omitempty"`
}

// page reads MaxItems and Marker.
func (c *call) page() page {
	p := page{limit: defaultItems, action: c.action, mischief: &c.mischief}
	if c.form.values.Has("MaxItems") {
		text := c.form.text("MaxItems")
		n, err := strconv.Atoi(text)
		switch {
		case err != nil:
			c.form.refuse("MaxItems", text, "Member must be a number")
		case n < 1:
			c.form.refuse("MaxItems", text, "Member must have value greater than or equal to 1")
		case n > maxItems:
			c.form.refuse("MaxItems", text, "Member must have value less than or equal to 1000")
		default:
			p.limit = n
		}
	}
	if c.form.values.Has("Marker") && !p.read(c.form.text("Marker")) && c.form.first == nil {
		c.form.first = validation("Invalid Marker.")
	}
	if c.lesser != nil {
		p.limit = onePage
	}
	p.limit = c.mischief.shorten(p.limit)
	p.number = c.mischief.numberOf(c.form.text("Marker"))
	return p
}

const markerNonce = 6

// marker is opaque to callers, and no two are equal: SDKs stop at a repeated one.
func marker(section, after string) string {
	b := make([]byte, markerNonce)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(append(b, section+"\x00"+after...))
}

func (p *page) read(marker string) bool {
	b, err := base64.RawURLEncoding.DecodeString(marker)
	if err != nil || len(b) < markerNonce {
		return false
	}
	var ok bool
	p.section, p.after, ok = strings.Cut(string(b[markerNonce:]), "\x00")
	return ok
}

// section is a run of things in a list. read takes at most limit of them behind
// after; it tells how many, which was the last, and whether there are more.
type section struct {
	name string
	read func(after string, limit int) (n int, last string, more bool, err error)
}

// walk fills a page from sections, one after the other.
func (p page) walk(sections ...section) (paging, error) {
	if err := p.mischief.failPage(p); err != nil {
		return paging{}, err
	}
	end, err := p.fill(sections)
	if err == nil {
		end = p.mischief.oddEnd(p, end)
	}
	return end, err
}

func (p page) fill(sections []section) (paging, error) {
	first := slices.IndexFunc(sections, func(s section) bool { return s.name == p.section })
	switch {
	case p.section == "" && p.after == "" && first < 0:
		first = 0
	case first < 0:
		return paging{}, validation("Invalid Marker.")
	}
	if len(sections) == 0 {
		return paging{}, nil
	}
	if p.mischief.empty() {
		return paging{IsTruncated: true, Marker: marker(sections[first].name, p.after)}, nil
	}
	left, after := p.limit, p.after
	for i := first; i < len(sections); i++ {
		if left == 0 {
			return paging{IsTruncated: true, Marker: marker(sections[i].name, "")}, nil
		}
		n, last, more, err := sections[i].read(after, left)
		if err != nil {
			return paging{}, err
		}
		if more {
			return paging{IsTruncated: true, Marker: marker(sections[i].name, last)}, nil
		}
		left, after = left-n, ""
	}
	return paging{}, nil
}

// slicePage takes a page of a short list, in the order of its folded keys.
func slicePage[T any](p page, items []T, key func(T) string) ([]T, paging, error) {
	var taken []T
	end, err := p.walk(section{read: func(after string, limit int) (int, string, bool, error) {
		list, last, more := cut(items, after, limit, key)
		taken = list
		return len(list), last, more, nil
	}})
	return taken, end, err
}

// cut takes at most limit items behind after, in the order of their folded keys.
func cut[T any](items []T, after string, limit int, key func(T) string) (taken []T, last string, more bool) {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b T) int { return strings.Compare(fold(key(a)), fold(key(b))) })
	sorted = slices.DeleteFunc(sorted, func(one T) bool { return after != "" && fold(key(one)) <= after })
	if len(sorted) > limit {
		return sorted[:limit], fold(key(sorted[limit-1])), true
	}
	return sorted, "", false
}

// listing is a run of kept documents of one kind.
type listing[T any] struct {
	fetch func(ctx context.Context, after string, limit int) ([]store.Entity, error)
	keep  func(T) bool // nil keeps all
}

// read takes at most limit documents behind after.
func (l listing[T]) read(ctx context.Context, after string, limit int) (docs []T, last string, more bool, err error) {
	for {
		batch, err := l.fetch(ctx, after, limit+1)
		if err != nil {
			return nil, "", false, err
		}
		for _, e := range batch {
			doc, err := decode[T](e)
			if err != nil {
				return nil, "", false, err
			}
			after = e.Name
			if l.keep != nil && !l.keep(doc) {
				continue
			}
			if len(docs) == limit {
				return docs, last, true, nil
			}
			docs, last = append(docs, doc), e.Name
		}
		if len(batch) <= limit {
			return docs, last, false, nil
		}
	}
}

// listPage takes a page of a listing.
func listPage[T any](ctx context.Context, p page, l listing[T]) ([]T, paging, error) {
	var docs []T
	end, err := p.walk(section{read: func(after string, limit int) (int, string, bool, error) {
		list, last, more, err := l.read(ctx, after, limit)
		docs = list
		return len(list), last, more, err
	}})
	return docs, end, err
}

// kind lists all documents of a kind.
func (c *call) kind(kind string) func(ctx context.Context, after string, limit int) ([]store.Entity, error) {
	return func(ctx context.Context, after string, limit int) ([]store.Entity, error) {
		return c.in.List(ctx, kind, after, limit)
	}
}
