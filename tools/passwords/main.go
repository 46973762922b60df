// Command passwords makes internal/auth/common.txt.gz, the list of common
// passwords, from passwords.json of the npm package @zxcvbn-ts/language-common
// (MIT licence), which has the most common first:
//
//	npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
//	go run ./passwords package/src/passwords.json ../internal/auth/common.txt.gz
//
// It keeps the first 10,000 and, of the rest, those of twelve characters or
// more; nothing below six characters, for no shorter one can be the greater part
// of a password that is long enough.
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

const (
	most  = 10_000
	whole = 12 // characters of a password that stands for itself
	part  = 6  // of one that may be part of another
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: passwords passwords.json common.txt.gz")
		os.Exit(2)
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "passwords:", err)
		os.Exit(1)
	}
}

func convert(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var all []string
	if err := json.Unmarshal(text, &all); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	var kept []string
	for i, word := range all {
		word = strings.ToLower(strings.TrimSpace(word))
		if n := len([]rune(word)); n >= whole || i < most && n >= part {
			kept = append(kept, word)
		}
	}
	slices.Sort(kept)
	kept = slices.Compact(kept)
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write([]byte(strings.Join(kept, "\n") + "\n")); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Println(len(kept), "passwords")
	return f.Close()
}
