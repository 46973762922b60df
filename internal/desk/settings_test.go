package desk_test

import (
	"testing"

	"keyporter/internal/desk"
)

// TestAnOriginIsWrittenAsBrowsersDo: what a browser sends as Origin is compared with
// it byte by byte (RFC 6454, 6.2; Fetch, "Origin header").
func TestAnOriginIsWrittenAsBrowsersDo(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://keys.example.com":       "https://keys.example.com",
		" https://Keys.Example.COM/ ":    "https://keys.example.com",
		"https://keys.example.com:443":   "https://keys.example.com",
		"http://keys.example.com:80/":    "http://keys.example.com",
		"https://keys.example.com:8443":  "https://keys.example.com:8443",
		"http://keys.example.com:443":    "http://keys.example.com:443",
		"http://10.0.0.7:8080":           "http://10.0.0.7:8080",
		"http://[2001:DB8::1]:8080":      "http://[2001:db8::1]:8080",
		"https://[2001:db8::1]":          "https://[2001:db8::1]",
		"https://xn--9i1bz3n.example":    "https://xn--9i1bz3n.example",
		"https://keys_1.corp":            "https://keys_1.corp",
		"keys.example.com":               "",
		"":                               "",
		"https://":                       "",
		"https://keys.example.com/app":   "",
		"https://keys.example.com?":      "",
		"https://keys.example.com?a=b":   "",
		"https://keys.example.com#x":     "",
		"https://kim@keys.example.com":   "",
		"https://keys.example.com:":      "",
		"https://keys.example.com:99999": "",
		"https://keys.example.com:0":     "",
		"ftp://keys.example.com":         "",
		"javascript:alert(1)":            "",
		"https://keys example.com":       "",
		"https://keys..example.com":      "",
		"https://.example.com":           "",
		"https://열쇠.example":             "",
		"https://<script>":               "",
		"https://keys.example.com\r\nX:": "",
	} {
		if got, ok := desk.Origin(in); got != want || ok != (want != "") {
			t.Errorf("Origin(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}
