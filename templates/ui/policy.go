package ui

import (
	"bytes"
	"encoding/json"
	"strings"
)

// token is a piece of a line of JSON: "k" a key, "s" a string, "n" a number or
// a literal, "" all else.
type token struct{ class, text string }

// policyLines indents a document and cuts it into pieces. Text that is no JSON
// is shown as it stands. Each line ends with its line end.
func policyLines(document string) [][]token {
	var b bytes.Buffer
	if json.Indent(&b, []byte(document), "", "  ") == nil {
		document = b.String()
	}
	var lines [][]token
	for line := range strings.SplitSeq(strings.TrimRight(document, "\n"), "\n") {
		lines = append(lines, append(tokens(line), token{"", "\n"}))
	}
	return lines
}

// tokens cuts one line. In indented JSON no string spans lines.
func tokens(line string) []token {
	var out []token
	for line != "" {
		n := plainEnd(line)
		t := token{"", line[:n]}
		switch {
		case line[0] == '"':
			n = stringEnd(line)
			t = token{"s", line[:n]}
			if strings.HasPrefix(strings.TrimLeft(line[n:], " \t"), ":") {
				t.class = "k"
			}
		case wordStart(line[0]):
			n = wordEnd(line)
			t = token{"n", line[:n]}
		}
		out = append(out, t)
		line = line[n:]
	}
	return out
}

// plainEnd is where punctuation and space end; at least 1.
func plainEnd(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] == '"' || wordStart(s[i]) {
			return i
		}
	}
	return len(s)
}

// stringEnd is behind the quote that closes the string at the beginning of s.
func stringEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}

func wordStart(c byte) bool { return c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' }

func wordEnd(s string) int {
	for i := 1; i < len(s); i++ {
		if !wordStart(s[i]) && s[i] != '.' && s[i] != '+' && s[i] != 'E' {
			return i
		}
	}
	return len(s)
}
