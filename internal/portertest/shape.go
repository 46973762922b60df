package portertest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Shape counts the elements of a page, each with the names of its attributes.
func (v *View) Shape() map[string]int {
	count := map[string]int{}
	if v.doc == nil {
		return count
	}
	for d := range v.doc.Descendants() {
		switch d.Type {
		case html.ElementNode:
			names := []string{}
			for _, a := range d.Attr {
				names = append(names, a.Key)
			}
			slices.Sort(names)
			count[d.Data+"["+strings.Join(names, " ")+"]"]++
		case html.CommentNode:
			count["a comment"]++
		}
	}
	return count
}

// Addresses returns what the page's elements lead to, load or send to.
func (v *View) Addresses() []string {
	if v.doc == nil {
		return nil
	}
	var all []string
	for d := range v.doc.Descendants() {
		for _, a := range d.Attr {
			if slices.Contains([]string{"href", "src", "action", "formaction", "data", "poster", "ping", "srcset", "content"}, a.Key) {
				all = append(all, a.Val)
			}
		}
	}
	return all
}
