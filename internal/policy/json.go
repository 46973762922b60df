package policy

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is far deeper than any policy: Condition nests five deep.
const maxDepth = 32

// manyMembers is where looking for a repeated name takes a map.
const manyMembers = 16

// node is a JSON value with its place. kind is the first byte of the value,
// '0' for every number. text is a decoded string, or the literal of a number, a
// boolean or null.
type node struct {
	kind    byte
	at, end int
	text    string
	list    []node
	members []member
}

// member is a name with its value.
type member struct {
	name  string
	at    int
	value node
}

func (n *node) member(name string) *node {
	for i := range n.members {
		if n.members[i].name == name {
			return &n.members[i].value
		}
	}
	return nil
}

// reader turns text into nodes in one pass (RFC 8259). Strings without escapes
// are parts of the text, not copies. Names must not repeat within an object.
type reader struct {
	text string
	at   int
}

func (r *reader) fault(code Code, at int, args ...string) error {
	return newError(r.text, code, at, args...)
}

// read parses the whole text as one value.
func (r *reader) read() (node, error) {
	if !utf8.ValidString(r.text) {
		return node{}, r.fault(CodeSyntax, 0)
	}
	n, err := r.value(0)
	if err == nil && r.peek() != 0 {
		err = r.fault(CodeSyntax, r.at)
	}
	return n, err
}

// peek skips white space and returns the next byte, 0 at the end. A 0 in the
// text itself is no JSON, and every caller refuses it.
func (r *reader) peek() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\r', '\n':
		case 0:
			return 1
		default:
			return c
		}
	}
	return 0
}

func (r *reader) value(depth int) (n node, err error) {
	c := r.peek()
	n.at = r.at
	switch {
	case depth > maxDepth:
		err = r.fault(CodeDeep, r.at)
	case c == '{' || c == '[':
		n.kind = c
		r.at++
		if c == '{' {
			err = r.object(&n, depth)
		} else {
			err = r.array(&n, depth)
		}
	case c == '"':
		n.kind = '"'
		n.text, err = r.string()
	case c == '-' || c >= '0' && c <= '9':
		n.kind = '0'
		n.text, err = r.number()
	default:
		n.kind = c
		n.text, err = r.word()
	}
	n.end = r.at
	return n, err
}

func (r *reader) array(n *node, depth int) error {
	n.list = []node{}
	if r.peek() == ']' {
		r.at++
		return nil
	}
	for {
		one, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		n.list = append(n.list, one)
		if more, err := r.more(']'); !more {
			return err
		}
	}
}

func (r *reader) object(n *node, depth int) error {
	if r.peek() == '}' {
		r.at++
		return nil
	}
	var seen map[string]bool
	for {
		if r.peek() != '"' {
			return r.fault(CodeSyntax, r.at)
		}
		m := member{at: r.at}
		var err error
		if m.name, err = r.string(); err != nil {
			return err
		}
		if len(n.members) == manyMembers {
			seen = make(map[string]bool, 4*manyMembers)
			for i := range n.members {
				seen[n.members[i].name] = true
			}
		}
		if seen[m.name] || seen == nil && n.member(m.name) != nil {
			return r.fault(CodeRepeated, m.at, m.name)
		}
		if seen != nil {
			seen[m.name] = true
		}
		if r.peek() != ':' {
			return r.fault(CodeSyntax, r.at)
		}
		r.at++
		if m.value, err = r.value(depth + 1); err != nil {
			return err
		}
		n.members = append(n.members, m)
		if more, err := r.more('}'); !more {
			return err
		}
	}
}

// more reads a comma, or the end of a list or an object.
func (r *reader) more(end byte) (bool, error) {
	switch r.peek() {
	case ',':
		r.at++
		return true, nil
	case end:
		r.at++
		return false, nil
	}
	return false, r.fault(CodeSyntax, r.at)
}

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
