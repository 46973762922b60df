package oidc_test

import (
	"strings"
	"testing"
	"time"

	"keyporter/internal/oidc"
)

func TestAnIssuerIsHTTPSOrOnLoopback(t *testing.T) {
	t.Parallel()
	for issuer, want := range map[string]bool{
		"https://login.example.com":              true,
		"https://login.example.com/realms/ops":   true,
		"http://127.0.0.1:5556/dex":              true,
		"http://localhost:5556":                  true,
		"http://[::1]:5556":                      true,
		"http://login.example.com":               false,
		"http://169.254.169.254":                 false,
		"https://login.example.com?tenant=a":     false,
		"https://kim:secret@login.example.com":   false,
		"https://login.example.com#a":            false,
		"login.example.com":                      false,
		"file:///etc/passwd":                     false,
		"":                                       false,
		"http://127.0.0.1.example.com":           false,
		"http://localhost.example.com:5556/auth": false,
	} {
		_, err := oidc.New(oidc.Options{Issuer: issuer, ClientID: "keyporter", Clock: time.Now})
		if (err == nil) != want {
			t.Errorf("New with the issuer %q = %v, want it taken: %v", issuer, err, want)
		}
	}
	if _, err := oidc.New(oidc.Options{Issuer: "https://login.example.com", Clock: time.Now}); err == nil {
		t.Error("New without a client id = nil, want an error")
	}
}

func TestAnErrorCodeIsShownOnlyWhenItIsOne(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"access_denied": "access_denied", "temporarily-unavailable2": "temporarily-unavailable2",
		"": "unknown", "<b>": "unknown", "call 555": "unknown", strings.Repeat("a", 65): "unknown",
	} {
		if got := oidc.ErrorCode(code); got != want {
			t.Errorf("ErrorCode(%q) = %q, want %q", code, got, want)
		}
	}
}
