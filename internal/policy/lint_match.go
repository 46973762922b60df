package policy

import "strings"

// formToken is a part of an ARN's form: a character, or the placeholder of a
// name, which has one character or more.
type formToken struct {
	char  byte // 0 for a placeholder
	again bool // of a placeholder, the characters after its first
	one   bool // the name ends before the next / and :
}

// form takes an ARN pattern of the Service Authorization Reference apart. Names
// within it end with their part; only the last may have slashes, unless it is a
// bucket's or an access point's.
func form(pattern string) []formToken {
	var tokens []formToken
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '$' {
			tokens = append(tokens, formToken{char: pattern[i]})
			continue
		}
		end := i + strings.IndexByte(pattern[i:], '}')
		name := pattern[i+2 : end]
		one := end+1 < len(pattern) || strings.HasPrefix(name, "Bucket") || strings.HasPrefix(name, "AccessPoint")
		tokens = append(tokens, formToken{one: one}, formToken{again: true, one: one})
		i = end
	}
	return tokens
}

// takes reports whether the character can stand where the token is.
func (t formToken) takes(c byte) bool {
	if t.char != 0 {
		return t.char == c
	}
	return !t.one || c != '/' && c != ':'
}

// reach are the places of a form that a beginning of a pattern can lead to.
type reach []bool

// settle adds the places behind what may be left out.
func (r reach) settle(tokens []formToken) {
	for i := range tokens {
		r[i+1] = r[i+1] || r[i] && tokens[i].again
	}
}

// step goes on by one character; 0 stands for any.
func (r reach) step(tokens []formToken, c byte) {
	for i := len(tokens) - 1; i >= 0; i-- {
		fits := r[i] && (c == 0 || tokens[i].takes(c))
		r[i+1] = r[i+1] && i+1 < len(tokens) && tokens[i+1].again && (c == 0 || tokens[i+1].takes(c)) || fits && !tokens[i].again
	}
	r[0] = false
	r.settle(tokens)
}

// couldBe reports whether some ARN of the form matches the pattern. A variable
// may have any value.
func couldBe(pattern template, tokens []formToken) bool {
	r := make(reach, len(tokens)+1)
	r[0] = true
	for i := range pattern {
		switch p := &pattern[i]; p.kind {
		case literal:
			for j := range len(p.text) {
				r.step(tokens, p.text[j])
			}
		case question:
			r.step(tokens, 0)
		default:
			for j := range tokens {
				r[j+1] = r[j+1] || r[j]
			}
		}
	}
	return r[len(tokens)]
}

// masks are sets of resource types, one for each service of serviceFacts.
type masks [len(serviceFacts)]uint16

func (m *masks) meets(other *masks) bool {
	for i := range m {
		if m[i]&other[i] != 0 {
			return true
		}
	}
	return false
}

func (m *masks) add(other *masks) {
	for i := range m {
		m[i] |= other[i]
	}
}

// typesOf are the resource types of which an ARN can match a resource of a policy.
func (l *linter) typesOf(resource string) (m masks) {
	if found, done := l.types[resource]; done {
		return found
	}
	pattern := newTemplate(resource, l.doc.variables(), true)
	service, _, _ := strings.Cut(after(resource, 2), ":")
	for i := range serviceFacts {
		for j, t := range serviceFacts[i].types {
			its, _, _ := strings.Cut(after(t.arn, 2), ":")
			if (service == its || strings.ContainsAny(service, "*?$") || service == "") && couldBe(pattern, form(t.arn)) {
				m[i] |= 1 << j
			}
		}
	}
	l.types[resource] = m
	return m
}
