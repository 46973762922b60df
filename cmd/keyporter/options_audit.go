package main

import (
	"crypto/tls"
	"crypto/x509"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"keyporter/internal/ledger"
)

// checkpointOptions say where the last checkpoint is kept.
type checkpointOptions struct {
	CheckpointFile string `help:"File with the last signed checkpoint of the audit log; keep it where the database is not. Default: audit.checkpoint in the data folder." env:"KEYPORTER_CHECKPOINT_FILE" placeholder:"FILE"`
}

func (o checkpointOptions) path(state stateOptions) string {
	if o.CheckpointFile != "" {
		return o.CheckpointFile
	}
	return filepath.Join(state.Data, "audit.checkpoint")
}

// sinkOptions say where the audit log is sent.
type sinkOptions struct {
	AuditSyslog       string        `help:"Send the audit log to a syslog server (RFC 5424): udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT." env:"KEYPORTER_AUDIT_SYSLOG" placeholder:"URL"`
	AuditSyslogCA     string        `name:"audit-syslog-ca" help:"File with the authorities of the syslog server, PEM. Default: those of the system." env:"KEYPORTER_AUDIT_SYSLOG_CA" placeholder:"FILE"`
	AuditJSONL        string        `name:"audit-jsonl" help:"Append the audit log to a file, one JSON object a line." env:"KEYPORTER_AUDIT_JSONL" placeholder:"FILE"`
	AuditSinkRequired bool          `help:"Change nothing while the audit log is not taken by where it is sent." env:"KEYPORTER_AUDIT_SINK_REQUIRED"`
	AuditSinkLimit    time.Duration `help:"How old an entry may be that is not taken, with --audit-sink-required." default:"1m" env:"KEYPORTER_AUDIT_SINK_LIMIT" placeholder:"TIME"`
}

// sinks makes what the options say, and refuses what cannot be right.
func (o sinkOptions) sinks(into *ledger.Options) error {
	if o.AuditSyslog != "" {
		to, err := url.Parse(o.AuditSyslog)
		if err != nil {
			return misused("--audit-syslog: want udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT")
		}
		trust, err := o.trust(to)
		if err != nil {
			return err
		}
		host, err := os.Hostname()
		if err != nil {
			host = "-" // as RFC 5424 says where it is not known
		}
		sink, err := ledger.SyslogSink(to, host, trust)
		if err != nil {
			return misused("--audit-syslog: %v", err)
		}
		into.Sinks = append(into.Sinks, sink)
	} else if o.AuditSyslogCA != "" {
		return misused("--audit-syslog-ca goes with --audit-syslog tls://HOST:PORT")
	}
	if o.AuditJSONL != "" {
		path, err := filepath.Abs(o.AuditJSONL)
		if err != nil {
			return misused("--audit-jsonl %s: %v", o.AuditJSONL, err)
		}
		into.Sinks = append(into.Sinks, ledger.FileSink(path))
	}
	if o.AuditSinkRequired {
		if len(into.Sinks) == 0 {
			return misused("--audit-sink-required needs --audit-syslog or --audit-jsonl")
		}
		if o.AuditSinkLimit <= 0 {
			return misused("--audit-sink-limit %s: want more than nothing", o.AuditSinkLimit)
		}
		into.Owing = o.AuditSinkLimit
	}
	return nil
}

// trust reads the authorities of the syslog server; nil: those of the system.
func (o sinkOptions) trust(to *url.URL) (*tls.Config, error) {
	if o.AuditSyslogCA == "" {
		return nil, nil
	}
	if to.Scheme != "tls" {
		return nil, misused("--audit-syslog-ca goes with --audit-syslog tls://HOST:PORT")
	}
	text, err := os.ReadFile(o.AuditSyslogCA)
	if err != nil {
		return nil, misused("--audit-syslog-ca: %v", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, misused("--audit-syslog-ca %s: it has no certificate", o.AuditSyslogCA)
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, nil
}
