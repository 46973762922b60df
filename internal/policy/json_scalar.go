package policy

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

func (r *reader) word() (string, error) {
	for _, word := range [...]string{"true", "false", "null"} {
		if strings.HasPrefix(r.text[r.at:], word) {
			r.at += len(word)
			return word, nil
		}
	}
	return "", r.fault(CodeSyntax, r.at)
}

func (r *reader) number() (string, error) {
	start := r.at
	if r.text[r.at] == '-' {
		r.at++
	}
	ok := true
	if r.at < len(r.text) && r.text[r.at] == '0' {
		r.at++
	} else {
		ok = r.digits()
	}
	if ok && r.at < len(r.text) && r.text[r.at] == '.' {
		r.at++
		ok = r.digits()
	}
	if ok && r.at < len(r.text) && r.text[r.at]|0x20 == 'e' {
		r.at++
		if r.at < len(r.text) && (r.text[r.at] == '+' || r.text[r.at] == '-') {
			r.at++
		}
		ok = r.digits()
	}
	if !ok {
		return "", r.fault(CodeSyntax, r.at)
	}
	return r.text[start:r.at], nil
}

func (r *reader) digits() bool {
	start := r.at
	for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' {
		r.at++
	}
	return r.at > start
}

// string reads a string, its first quote at the current place.
func (r *reader) string() (string, error) {
	r.at++
	start := r.at
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return r.text[start : r.at-1], nil
		case c == '\\':
			return r.escaped(start)
		case c < 0x20:
			return "", r.fault(CodeSyntax, r.at)
		}
	}
	return "", r.fault(CodeSyntax, r.at)
}

// escaped goes on with a string that needs a copy.
func (r *reader) escaped(start int) (string, error) {
	b := append(make([]byte, 0, 2*(r.at-start)+16), r.text[start:r.at]...)
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return string(b), nil
		case c < 0x20:
			return "", r.fault(CodeSyntax, r.at)
		case c != '\\':
			b = append(b, c)
			r.at++
		default:
			char, ok := r.escape()
			if !ok {
				return "", r.fault(CodeSyntax, r.at)
			}
			b = utf8.AppendRune(b, char)
		}
	}
	return "", r.fault(CodeSyntax, r.at)
}

// escape reads one escaped character. Half a surrogate pair becomes U+FFFD.
func (r *reader) escape() (rune, bool) {
	if r.at+1 >= len(r.text) {
		return 0, false
	}
	c := r.text[r.at+1]
	if c == 'u' {
		first, ok := r.unit()
		if !ok || !utf16.IsSurrogate(first) {
			return first, ok
		}
		before := r.at
		if second, ok := r.unit(); ok {
			if char := utf16.DecodeRune(first, second); char != utf8.RuneError {
				return char, true
			}
		}
		r.at = before
		return utf8.RuneError, true
	}
	i := strings.IndexByte(`"\/bfnrt`, c)
	if i < 0 {
		return 0, false
	}
	r.at += 2
	return rune("\"\\/\b\f\n\r\t"[i]), true
}

// unit reads \uXXXX.
func (r *reader) unit() (rune, bool) {
	if r.at+6 > len(r.text) || r.text[r.at:r.at+2] != `\u` {
		return 0, false
	}
	var n rune
	for _, c := range []byte(r.text[r.at+2 : r.at+6]) {
		i := strings.IndexByte("0123456789abcdef", c|0x20)
		if i < 0 || c < '0' {
			return 0, false
		}
		n = n<<4 | rune(i)
	}
	r.at += 6
	return n, true
}
