package policy

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// maxDepth is far deeper than any policy: Condition nests four deep.
const maxDepth = 32

// node is a JSON value with its place in the text. Exactly one of the fields
// below text is set for a list or an object; scalars have token.
type node struct {
	at, end int
	token   json.Token // string, json.Number, bool or nil
	list    []*node
	members []member
	kind    byte // '[', '{' or 0
}

type member struct {
	name string
	at   int
	node *node
}

// reader turns text into nodes.
type reader struct {
	text []byte
	dec  *json.Decoder
}

func (r *reader) position(offset int) Position {
	before := r.text[:min(max(offset, 0), len(r.text))]
	line := 1 + bytes.Count(before, []byte("\n"))
	return Position{Line: line, Column: 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])}
}

func (r *reader) fault(code Code, at int, arg string) error {
	return &Error{Code: code, Position: r.position(at), Arg: arg}
}

// read parses the whole text as one value. The decoder tells places in two
// ways; a first pass finds what is no JSON with one.
func (r *reader) read() (*node, error) {
	if !utf8.Valid(r.text) {
		return nil, r.fault(CodeSyntax, 0, "")
	}
	var whole json.RawMessage
	var syntax *json.SyntaxError
	if err := json.Unmarshal(r.text, &whole); errors.As(err, &syntax) {
		return nil, r.fault(CodeSyntax, int(syntax.Offset)-1, "")
	}
	r.dec = json.NewDecoder(bytes.NewReader(r.text))
	r.dec.UseNumber()
	return r.value(0)
}

// next returns a token and where it begins: behind white space and separators.
func (r *reader) next() (json.Token, int, error) {
	at := int(r.dec.InputOffset())
	token, err := r.dec.Token()
	for at < len(r.text) && bytes.IndexByte([]byte(" \t\r\n,:"), r.text[at]) >= 0 {
		at++
	}
	if err != nil {
		return nil, at, r.fault(CodeSyntax, at, "")
	}
	return token, at, nil
}

func (r *reader) value(depth int) (*node, error) {
	token, at, err := r.next()
	if err != nil {
		return nil, err
	}
	n := &node{at: at, token: token}
	if delim, ok := token.(json.Delim); ok {
		if depth == maxDepth {
			return nil, r.fault(CodeDeep, at, "")
		}
		n.token, n.kind = nil, byte(delim)
		if err := r.fill(n, depth+1); err != nil {
			return nil, err
		}
	}
	n.end = int(r.dec.InputOffset())
	return n, nil
}

// fill reads the inside of a list or an object, and its end.
func (r *reader) fill(n *node, depth int) error {
	seen := map[string]bool{}
	for r.dec.More() {
		if n.kind == '[' {
			one, err := r.value(depth)
			if err != nil {
				return err
			}
			n.list = append(n.list, one)
			continue
		}
		token, at, err := r.next()
		if err != nil {
			return err
		}
		name, ok := token.(string)
		if !ok {
			return r.fault(CodeSyntax, at, "")
		}
		if seen[name] {
			return r.fault(CodeRepeated, at, name)
		}
		seen[name] = true
		one, err := r.value(depth)
		if err != nil {
			return err
		}
		n.members = append(n.members, member{name: name, at: at, node: one})
	}
	_, _, err := r.next()
	return err
}
