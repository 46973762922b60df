package policy

import "strings"

// pieceKind says what a piece of a template stands for.
type pieceKind byte

const (
	literal  pieceKind = iota
	star               // any characters, or none
	question           // exactly one character
	variable           // the value of a condition key
)

// piece is a part of a template. For a variable, text is the key in lower case.
type piece struct {
	kind       pieceKind
	text       string
	fallback   string // what stands for a variable without value
	fallbackOK bool
}

// template is a pattern taken apart: literals, wildcards and policy variables
// ("Variables and tags", IAM JSON policy elements reference).
type template []piece

// newTemplate takes a pattern apart. Without variables, ${ is plain text;
// without wildcards, * and ? are. ${*}, ${?} and ${$} are the plain characters.
func newTemplate(text string, variables, wildcards bool) template {
	var t template
	plain := 0 // where the literal that is being read begins
	flush := func(end int) {
		if end > plain {
			t = append(t, piece{kind: literal, text: text[plain:end]})
		}
	}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case wildcards && (c == '*' || c == '?'):
			flush(i)
			if c == '?' {
				t = append(t, piece{kind: question})
			} else if len(t) == 0 || t[len(t)-1].kind != star {
				t = append(t, piece{kind: star})
			}
			i++
			plain = i
		case variables && c == '$' && strings.HasPrefix(text[i:], "${"):
			length := strings.IndexByte(text[i:], '}')
			if length < 0 {
				i = len(text) // never closed: plain text
				break
			}
			flush(i)
			t = append(t, newVariable(text[i+2:i+length]))
			i += length + 1
			plain = i
		default:
			i++
		}
	}
	flush(len(text))
	return t
}

// newVariable reads what stands between the braces: a key, and after a comma
// and a space a default in single quotes.
func newVariable(inside string) piece {
	if inside == "*" || inside == "?" || inside == "$" {
		return piece{kind: literal, text: inside}
	}
	key, rest, found := strings.Cut(inside, ",")
	p := piece{kind: variable, text: strings.ToLower(strings.TrimSpace(key))}
	if rest = strings.TrimSpace(rest); found && len(rest) >= 2 && rest[0] == '\'' && rest[len(rest)-1] == '\'' {
		p.fallback, p.fallbackOK = rest[1:len(rest)-1], true
	}
	return p
}

// bound is room for a template on the stack; longer ones go to the heap.
type bound [24]piece

// bind puts values for variables. A variable without a value leaves a template
// that matches nothing: there is no equal and no like value. Wildcards in a
// value are plain characters.
func (t template) bind(c *Context, room *bound) (template, bool) {
	out := room[:0]
	for i := range t {
		p := t[i]
		if p.kind == variable {
			value, ok := c.single(p.text)
			if !ok && !p.fallbackOK {
				return nil, false
			}
			if !ok {
				value = p.fallback
			}
			p = piece{kind: literal, text: value}
		}
		out = append(out, p)
	}
	return out, true
}

func (t template) variables() bool {
	for i := range t {
		if t[i].kind == variable {
			return true
		}
	}
	return false
}

// match reports whether the template covers the whole text, with the values of
// the context for its variables.
func (t template) match(text string, c *Context) bool {
	if !t.variables() {
		return glob(t, text)
	}
	var room bound
	bound, ok := t.bind(c, &room)
	return ok && glob(bound, text)
}

// equalFold reports whether a template without wildcards is the text, without
// regard to case.
func (t template) equalFold(text string, c *Context) bool {
	var room bound
	resolved, ok := t.bind(c, &room)
	var b strings.Builder
	for i := range resolved {
		b.WriteString(resolved[i].text)
	}
	return ok && strings.EqualFold(b.String(), text)
}
