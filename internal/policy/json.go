package policy

import "unicode/utf8"

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
