// Package account is the AWS account, spoken to through the SDK: it takes and
// returns the nouns of package iam, and every failure leaves it as a fault.
//
// It does not know who it speaks to. AWS, the embedded endpoint and any other
// server of the IAM protocol differ in nothing but Options; where a server
// lacks a call, that call answers fault.CodeAwsNotOffered. It remembers which
// calls those are and nothing else, and decides nothing: package porter does.
package account

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"keyporter/internal/seal"
)

// Defaults of Options.
const (
	defaultDeadline = 20 * time.Second
	defaultRegion   = "us-east-1" // IAM is one service for all regions and signs for this one
)

// Options say where the account is and whose credentials open it. The zero
// value is AWS itself, with what the SDK finds on its own.
type Options struct {
	IAMEndpoint string // URL; "" is AWS
	STSEndpoint string // URL; "" is IAMEndpoint, or AWS
	S3Endpoint  string // URL; "" is IAMEndpoint, or AWS
	Region      string // "" is what the SDK finds, or us-east-1
	Profile     string // of the SDK's shared configuration; "" is its own choice

	// KeyID and Secret are the credentials. Without them the SDK's chain is asked
	// at each call, so missing credentials are the fault of a call, not of New.
	// With them nothing is read from the SDK's shared configuration.
	KeyID  string
	Secret seal.Secret

	ReadOnly bool // no call that changes anything is made: each is fault Denied, CodeReadOnly

	ReadsPerSecond   float64       // 0 is no limit
	ChangesPerSecond float64       // 0 is no limit
	Deadline         time.Duration // of one call with all its tries; 0 is 20 s
	Backoff          time.Duration // the longest wait between two tries of a read; 0 is the SDK's
	UserAgent        string        // joins the SDK's own
	Log              *slog.Logger  // nil is silence
}

// Reader reads the account. Its methods change nothing in AWS.
type Reader struct {
	iam      readCalls
	sts      *sts.Client
	s3       *s3Client
	reads    line          // of iam: tries again
	identify line          // of sts: tries once
	bucket   line          // of s3: tries again
	pause    time.Duration // before Probe looks a second time
}

// Account reads and changes the account. Each method of its own is one call to
// AWS that is sent at most once: an answer that was lost is a fault of kind
// Unknown, and every other fault says that nothing was changed.
type Account struct {
	*Reader
	changer changeCalls
	changes line
}

// New returns the account of the options. It connects to nothing; it fails
// where the SDK's configuration cannot be understood.
func New(ctx context.Context, o Options) (*Account, error) {
	if o.Deadline == 0 {
		o.Deadline = defaultDeadline
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.STSEndpoint == "" {
		o.STSEndpoint = o.IAMEndpoint
	}
	cfg, err := configure(ctx, o)
	if err != nil {
		return nil, err
	}
	if o.S3Endpoint == "" {
		o.S3Endpoint = o.IAMEndpoint
	}
	for service, at := range map[string]*string{sdkiam.ServiceID: &o.IAMEndpoint, sts.ServiceID: &o.STSEndpoint, s3.ServiceID: &o.S3Endpoint} {
		if *at != "" {
			continue
		}
		if *at, err = foundEndpoint(ctx, cfg, service); err != nil {
			return nil, fmt.Errorf("AWS configuration: %w", err)
		}
	}
	known := newOffers()
	r := &Reader{
		iam:      readsOf(readClient(cfg, o)),
		sts:      stsClient(cfg, o),
		s3:       s3ClientOf(cfg, o),
		reads:    newLine(o, known, "iam", cmp.Or(o.IAMEndpoint, "iam.amazonaws.com")),
		identify: newLine(o, known, "sts", cmp.Or(o.STSEndpoint, "sts."+cfg.Region+".amazonaws.com")),
		bucket:   newLine(o, known, "s3", cmp.Or(o.S3Endpoint, "s3."+cfg.Region+".amazonaws.com")),
		pause:    cmp.Or(o.Backoff, secondLook),
	}
	a := &Account{Reader: r, changer: changesOf(changeClient(cfg, o)), changes: r.reads}
	a.changes.change, a.changes.frozen = true, o.ReadOnly
	return a, nil
}

type opKey struct{}

// WithOp marks the calls made with the context as part of one operation: its id
// joins the user agent, so that CloudTrail shows it.
func WithOp(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, opKey{}, id)
}
