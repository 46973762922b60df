package ui

import "strings"

// local lets only paths of this site into an attribute whose value templ does
// not check: formaction takes javascript: as well.
func local(url string) string {
	if !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") || strings.HasPrefix(url, `/\`) {
		return ""
	}
	return url
}
