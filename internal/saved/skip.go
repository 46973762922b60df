package saved

import "strings"

// skip reads a value that is not looked at.
func (r *reader) skip() {
	switch c := r.peek(); c {
	case '{':
		for more := r.open('}'); more; more = r.more('}') {
			if r.peek() != '"' {
				r.unexpected()
				return
			}
			r.quoted()
			if r.peek() != ':' {
				r.unexpected()
				return
			}
			r.at++
			r.skip()
		}
	case '[':
		for more := r.open(']'); more; more = r.more(']') {
			r.skip()
		}
	case '"':
		r.quoted()
	case 't':
		r.word("true")
	case 'f':
		r.word("false")
	case 'n':
		r.word("null")
	default:
		r.number()
	}
}

// quoted skips a string and reports whether it has escapes.
func (r *reader) quoted() (escapes bool) {
	for r.at++; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return escapes
		case c == '\\':
			escapes = true
			if !r.escape() {
				r.unexpected()
				return false
			}
		case c < ' ':
			r.unexpected()
			return false
		}
	}
	r.unexpected()
	return false
}

// escape skips all but the last byte of an escape, and reports whether it is one.
func (r *reader) escape() bool {
	r.at++
	if r.at == len(r.text) {
		return false
	}
	if r.text[r.at] != 'u' {
		return strings.IndexByte(`"\/bfnrt`, r.text[r.at]) >= 0
	}
	for range 4 {
		r.at++
		if r.at == len(r.text) || strings.IndexByte("0123456789abcdefABCDEF", r.text[r.at]) < 0 {
			return false
		}
	}
	return true
}

// word skips true, false or null.
func (r *reader) word(want string) {
	for i := range len(want) {
		if r.at == len(r.text) || r.text[r.at] != want[i] {
			r.unexpected()
			return
		}
		r.at++
	}
}

// number skips a number.
func (r *reader) number() {
	if r.byte("-"); !r.byte("0") {
		r.digits()
	}
	if r.byte(".") {
		r.digits()
	}
	if r.byte("eE") {
		r.byte("+-")
		r.digits()
	}
}

// byte skips one of the bytes, if it stands here.
func (r *reader) byte(set string) bool {
	if r.at == len(r.text) || strings.IndexByte(set, r.text[r.at]) < 0 {
		return false
	}
	r.at++
	return true
}

// digits skips at least one digit.
func (r *reader) digits() {
	if !r.byte("0123456789") {
		r.unexpected()
		return
	}
	for r.byte("0123456789") {
		continue
	}
}
