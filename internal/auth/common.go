package auth

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the list is a file beside this one
	"fmt"
	"io"
	"strings"
	"unicode"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/seal"
)

// commonList has one common password a line, in lower case; tools/passwords
// makes it.
//
//go:embed common.txt.gz
var commonList []byte

const (
	leastOwn  = 8 // characters that are left when names are taken out of a password
	mostFrill = 6 // characters around a common word that make it no better
	mostUnit  = 4 // characters of something that is only repeated
)

// commonWords is the list, ready to be searched.
func commonWords() ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(commonList))
	if err != nil {
		return nil, fmt.Errorf("open the common passwords: %w", err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("read the common passwords: %w", err)
	}
	return append([]byte("\n"), all...), nil
}

// checkGuessable returns the fault of a new password that is among the first
// that anybody tries, or nil. Name is the operator's.
func checkGuessable(password seal.Secret, name string) error {
	typed := strings.ToLower(canonical(password))
	words, err := commonWords()
	if err != nil {
		return err
	}
	if named(typed, name) || plain(words, typed) {
		return fault.Field("password", fault.CodePasswordCommon)
	}
	return nil
}

// named reports whether little is left of the password without the names that
// everybody knows here, however they are spaced.
func named(typed, name string) bool {
	rest := lettersAndDigits(typed)
	had := false
	for _, word := range []string{lettersAndDigits(desk.NameKey(name)), "keyporter"} {
		if word != "" && strings.Contains(rest, word) {
			had, rest = true, strings.ReplaceAll(rest, word, "")
		}
	}
	return had && len([]rune(rest)) < leastOwn
}

func lettersAndDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// plain reports whether the password is a common one: as it is, with letters
// instead of the signs that look like them, with a few digits and signs around
// it, or again and again; or something short that is only repeated.
func plain(words []byte, typed string) bool {
	core := strings.TrimFunc(typed, func(r rune) bool { return !unicode.IsLetter(r) })
	frill := len([]rune(typed)) - len([]rune(core))
	unit := repeated(typed)
	if len([]rune(unit)) <= mostUnit {
		return true
	}
	return listed(words, typed) || listed(words, unit) || frill <= mostFrill && listed(words, core) ||
		frill <= mostFrill && listed(words, repeated(core))
}

// listed reports whether the word, or what its signs stand for, is in the list.
func listed(words []byte, word string) bool {
	for _, i := range []string{"i", "l"} {
		spelled := strings.NewReplacer("0", "o", "1", i, "!", i, "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t").Replace(word)
		if bytes.Contains(words, []byte("\n"+spelled+"\n")) {
			return true
		}
	}
	return bytes.Contains(words, []byte("\n"+word+"\n"))
}

// repeated returns what s repeats, or s itself.
func repeated(s string) string {
	runes := []rune(s)
	for n := 1; n <= len(runes)/2; n++ {
		if len(runes)%n == 0 && strings.Repeat(string(runes[:n]), len(runes)/n) == s {
			return string(runes[:n])
		}
	}
	return s
}
