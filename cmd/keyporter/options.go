package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"keyporter/internal/desk"
	"keyporter/internal/store"
)

// misuse is an option or variable that cannot be right. It names it.
type misuse struct{ text string }

func (m misuse) Error() string { return m.text }

func misused(format string, args ...any) error { return misuse{fmt.Sprintf(format, args...)} }

func isMisuse(err error) bool {
	var m misuse
	return errors.As(err, &m)
}

// stateOptions say where Keyporter keeps its own state.
type stateOptions struct {
	Data        string `help:"Folder for the database and the server key." default:"./keyporter-data" env:"KEYPORTER_DATA" placeholder:"DIR"`
	Database    string `help:"A SQLite file, or postgres://user:password@host/name. Default: keyporter.db in the data folder." env:"KEYPORTER_DATABASE" placeholder:"DSN"`
	SealKeyFile string `help:"File with the server key, 32 bytes as base64; made when absent. Default: seal.key in the data folder." env:"KEYPORTER_SEAL_KEY_FILE" placeholder:"FILE"`
}

func (o stateOptions) dsn() string {
	if o.Database != "" {
		return o.Database
	}
	return filepath.Join(o.Data, "keyporter.db")
}

func (o stateOptions) sealKeyFile() string {
	if o.SealKeyFile != "" {
		return o.SealKeyFile
	}
	return filepath.Join(o.Data, "seal.key")
}

// addressOptions say how people reach the dashboard.
type addressOptions struct {
	Listen    string `help:"Address to listen on." default:"127.0.0.1:8080" env:"KEYPORTER_LISTEN" placeholder:"ADDR"`
	PublicURL string `help:"Address that people use, when a proxy stands in front: https://keys.example.com" env:"KEYPORTER_PUBLIC_URL" placeholder:"URL"`
	TLSCert   string `name:"tls-cert" help:"File with the certificate chain, PEM." env:"KEYPORTER_TLS_CERT" placeholder:"FILE"`
	TLSKey    string `name:"tls-key" help:"File with the private key, PEM." env:"KEYPORTER_TLS_KEY" placeholder:"FILE"`
	PlainHTTP bool   `name:"plain-http" help:"Allow plain HTTP on an address that other machines reach, as behind a TLS proxy." env:"KEYPORTER_PLAIN_HTTP"`
}

// address is what addressOptions come to.
type address struct {
	public   *url.URL // nil without --public-url
	secure   bool     // people reach us by HTTPS
	exposed  bool     // plain HTTP that other machines reach
	loopback bool
}

// check refuses options that contradict each other.
func (o addressOptions) check() (address, error) {
	var a address
	if (o.TLSCert == "") != (o.TLSKey == "") {
		return a, misused("--tls-cert and --tls-key go together")
	}
	host, _, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return a, misused("--listen %q: want HOST:PORT", o.Listen)
	}
	a.loopback = isLoopback(host)
	if o.PublicURL != "" {
		origin, ok := desk.Origin(o.PublicURL)
		if a.public, err = url.Parse(origin); err != nil || !ok {
			return a, misused("--public-url %q: want http://HOST or https://HOST, without a path", o.PublicURL)
		}
	}
	a.secure = o.TLSCert != "" || (a.public != nil && a.public.Scheme == "https")
	if o.TLSCert == "" && !a.loopback && !o.PlainHTTP {
		return a, misused("--listen %s would serve plain HTTP to other machines: give --tls-cert and --tls-key, or --plain-http when a TLS proxy stands in front", o.Listen)
	}
	a.exposed = !a.secure && !a.loopback
	return a, nil
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// base is the address to print in links.
func (o addressOptions) base(a address) string {
	if a.public != nil {
		return a.public.Scheme + "://" + a.public.Host
	}
	scheme := "http"
	if o.TLSCert != "" {
		scheme = "https"
	}
	host, port, err := net.SplitHostPort(o.Listen)
	if err != nil || host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// people is the address that people use: the one of the options, else the one that
// an admin has set, else the one that is listened on.
func (o addressOptions) people(db *store.DB, a address) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		if a.public != nil {
			return o.base(a), nil
		}
		s, err := db.Settings(ctx)
		return cmp.Or(s.General.Public, o.base(a)), err
	}
}

// public is the address of --public-url; "" without one.
func (o addressOptions) public(a address) string {
	if a.public == nil {
		return ""
	}
	return o.base(a)
}

// hosts are the names that a request may ask for; nil is any. Loopback and a
// public address are known; what other machines call us is not.
func (a address) hosts() []string {
	var names []string
	if a.public != nil {
		names = append(names, a.public.Hostname())
	} else if !a.loopback {
		return nil
	}
	return append(names, "localhost", "127.0.0.1", "::1", "[::1]")
}

// The embedded endpoint's root key, when it is to be a known one.
const (
	sandboxKeyID  = "KEYPORTER_SANDBOX_ACCESS_KEY_ID"
	sandboxSecret = "KEYPORTER_SANDBOX_SECRET_ACCESS_KEY"
)

// checkEnvironment refuses a KEYPORTER_ variable that no option reads: a
// misspelt one would else be silently without effect.
func checkEnvironment(model *kong.Application, environ []string) error {
	known := append(hookVariables(), sandboxKeyID, sandboxSecret)
	for _, node := range append(slices.Clone(model.Children), model.Node) {
		for _, group := range node.AllFlags(false) {
			for _, flag := range group {
				known = append(known, flag.Envs...)
			}
		}
	}
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, "KEYPORTER_") && !slices.Contains(known, name) {
			return misused("%s: no option has this variable", name)
		}
	}
	return nil
}
