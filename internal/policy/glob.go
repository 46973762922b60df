package policy

import (
	"strings"
	"unicode/utf8"
)

// glob reports whether a template without variables covers the whole text. It
// looks back at most to the last star, so that its time is bounded by the
// product of the lengths, whatever the pattern.
func glob(t template, text string) bool {
	p, at := 0, 0
	after, from := -1, 0 // the piece behind the last star, and the text it is tried on
	for {
		switch {
		case p < len(t) && t[p].kind == star:
			p++
			if p == len(t) {
				return true
			}
			after, from = p, at
			continue
		case p == len(t) && at == len(text):
			return true
		case p < len(t):
			if n := t[p].width(text[at:]); n >= 0 {
				p++
				at += n
				continue
			}
		}
		if after < 0 {
			return false
		}
		next := retry(t[after], text, from)
		if next < 0 {
			return false
		}
		p, at, from = after, next, next
	}
}

// width returns how many bytes the piece takes from the beginning of the text,
// or -1.
func (p *piece) width(text string) int {
	if p.kind == literal {
		if strings.HasPrefix(text, p.text) {
			return len(p.text)
		}
		return -1
	}
	if text == "" {
		return -1
	}
	_, n := utf8.DecodeRuneInString(text)
	return n
}

// retry returns the next place behind from where the piece after a star may
// stand, or -1. It skips to the next occurrence of a literal.
func retry(p piece, text string, from int) int {
	if from >= len(text) {
		return -1
	}
	_, n := utf8.DecodeRuneInString(text[from:])
	from += n
	if p.kind != literal {
		return from
	}
	i := strings.Index(text[from:], p.text)
	if i < 0 {
		return -1
	}
	return from + i
}
