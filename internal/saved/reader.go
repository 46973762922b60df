package saved

import (
	"cmp"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"keyporter/internal/fault"
)

// maxDepth is how deep values may nest, as in encoding/json.
const maxDepth = 10_000

// reader reads JSON (RFC 8259) front to back and copies nothing: strings without
// escapes and documents are parts of the text. The first thing that is wrong
// ends it; from then on every list and object is at its end. null stands for
// any value and is empty.
type reader struct {
	file  string
	text  string
	at    int
	depth int
	first *Error
	path  string // of what is wrong, where its fault names a field
}

// newReader begins a file.
func newReader(f *File) *reader {
	r := &reader{file: f.Name, text: strings.TrimPrefix(f.Text, "\ufeff")}
	switch {
	case !utf8.ValidString(r.text):
		r.fail(invalid(r.text), fault.CodeSavedEncoding)
	case r.peek() == 0:
		r.fail(r.at, fault.CodeSavedEmpty)
	}
	return r
}

// invalid finds the first byte that is not UTF-8.
func invalid(s string) int {
	for at := 0; ; {
		c, n := utf8.DecodeRuneInString(s[at:])
		if c == utf8.RuneError && n < 2 {
			return at
		}
		at += n
	}
}

// end refuses what comes behind the value of the file, and returns what is wrong.
func (r *reader) end() error {
	if r.peek() != 0 {
		r.fail(r.at, fault.CodeSavedMore)
	}
	if r.first == nil {
		return nil
	}
	if r.path != "" {
		path := cmp.Or(strings.TrimPrefix(r.path, "."), "$") // as JSONPath calls the whole (RFC 9535)
		r.first.Fault.Args = append([]string{path}, r.first.Fault.Args...)
	}
	return r.first
}

// fail remembers what is wrong at a place.
func (r *reader) fail(at int, code fault.Code, args ...string) {
	if r.first != nil {
		return
	}
	line := r.text[:at]
	n := strings.Count(line, "\n")
	line = line[strings.LastIndexByte(line, '\n')+1:]
	r.first = &Error{File: r.file, Line: n + 1, Column: utf8.RuneCountInString(line) + 1, Fault: fault.New(fault.Invalid, code, args...)}
	r.at = len(r.text)
}

// failField is fail for a member of the object that is being read. The fault's
// first argument is where that is in the file.
func (r *reader) failField(at int, field string, code fault.Code, args ...string) {
	if r.first == nil {
		r.fail(at, code, args...)
		r.path = "." + field
	}
}

// unexpected says that the character here is no JSON, or that there is none.
func (r *reader) unexpected() {
	if r.at >= len(r.text) {
		r.fail(len(r.text), fault.CodeSavedEnd)
		return
	}
	c, _ := utf8.DecodeRuneInString(r.text[r.at:])
	r.fail(r.at, fault.CodeSavedSyntax, strconv.QuoteRune(c))
}

// wrong says that the value here is of another kind than it must be.
func (r *reader) wrong(want string) {
	at := r.at
	if r.skip(); r.first == nil {
		r.fail(at, fault.CodeSavedType, kindOf(r.text[at]), want)
		r.path = "."
	}
}

// kindOf is JSON's name for the kind of a value, by its first byte.
func kindOf(first byte) string {
	switch first {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
}

// peek skips white space and returns the byte there, 0 at the end. A 0 in the
// text is no JSON, and every caller refuses the 1 that stands for it.
func (r *reader) peek() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case ' ', '\n', '\t', '\r':
		case 0:
			return 1
		default:
			return c
		}
	}
	return 0
}

// null skips null.
func (r *reader) null() bool {
	if r.peek() != 'n' {
		return false
	}
	r.word("null")
	return true
}

// object reads an object. member reads the value behind a name.
func (r *reader) object(member func(name string)) {
	if r.null() {
		return
	}
	if r.peek() != '{' {
		r.wrong("object")
		return
	}
	for more := r.open('}'); more; more = r.more('}') {
		if r.peek() != '"' {
			r.unexpected()
			return
		}
		name := r.string()
		if r.peek() != ':' {
			r.unexpected()
			return
		}
		r.at++
		member(name)
		if r.path != "" {
			r.within("." + name)
		}
	}
}

// list reads a list. item reads the value at an index.
func (r *reader) list(item func(i int)) {
	if r.null() {
		return
	}
	if r.peek() != '[' {
		r.wrong("array")
		return
	}
	i := 0
	for more := r.open(']'); more; more = r.more(']') {
		item(i)
		if r.path != "" {
			r.within("[" + strconv.Itoa(i) + "]")
		}
		i++
	}
}

// within says what the wrong field is part of.
func (r *reader) within(part string) { r.path = part + strings.TrimSuffix(r.path, ".") }

// open goes into an object or a list; it reports false where that is empty.
func (r *reader) open(end byte) bool {
	if r.depth++; r.depth > maxDepth {
		r.unexpected()
		return false
	}
	r.at++
	if r.peek() == end {
		r.at++
		r.depth--
		return false
	}
	return true
}

// more reads the comma before another value, or the end.
func (r *reader) more(end byte) bool {
	switch r.peek() {
	case ',':
		r.at++
		return true
	case end:
		r.at++
		r.depth--
	default:
		r.unexpected()
	}
	return false
}

// bool reads a boolean.
func (r *reader) bool() bool {
	switch {
	case r.null():
	case r.peek() == 't':
		r.word("true")
		return true
	case r.peek() == 'f':
		r.word("false")
	default:
		r.wrong("boolean")
	}
	return false
}

// document reads a policy document. AWS percent-encodes it (GetPolicyVersion,
// IAM API reference) and aws-cli decodes it to an object; either is taken, and
// the text of one. Whether it is a policy, the audit tells.
func (r *reader) document() string {
	if r.peek() == '"' {
		s := r.string()
		if strings.HasPrefix(s, "%") {
			if plain, err := url.PathUnescape(s); err == nil {
				return plain
			}
		}
		return s
	}
	begin := r.at
	r.object(func(string) { r.skip() })
	if r.first != nil || r.text[begin] == 'n' {
		return ""
	}
	return r.text[begin:r.at]
}

// string reads a string.
func (r *reader) string() string {
	if r.null() {
		return ""
	}
	if r.peek() != '"' {
		r.wrong("string")
		return ""
	}
	begin := r.at
	switch escapes := r.quoted(); {
	case r.first != nil:
		return ""
	case !escapes:
		return r.text[begin+1 : r.at-1]
	}
	var s string
	_ = json.Unmarshal([]byte(r.text[begin:r.at]), &s) // quoted has looked at it
	return s
}
