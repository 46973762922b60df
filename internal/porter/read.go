package porter

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// shared is a reading that callers share.
type shared struct {
	reading sync.Mutex // held while it goes on
	began   time.Time  // of the last one, and what it came to; guarded by reading
	err     error
}

// read reads now. Callers that come while it is read for another wait, and share a
// reading that began after they asked.
func (r *shared) read(ctx context.Context, now func() time.Time, read func(ctx context.Context, began time.Time) error) error {
	asked := now()
	r.reading.Lock()
	defer r.reading.Unlock()
	if r.began.After(asked) {
		return r.err
	}
	began := now()
	err := read(ctx, began)
	if ctx.Err() == nil {
		r.began, r.err = began, err
	}
	return err
}

// Snapshot returns the account as it is known. It is never nil.
func (p *Porter) Snapshot() *Snapshot { return p.snap.Load() }

// Offers tells which parts of the IAM API the account's server has, as far as it
// is known. It is asked for what is not known to be there at every reading.
func (p *Porter) Offers() iam.Offers { return p.account.Offers() }

// Refresh reads the account again now, and the buckets beside it, for which it
// waits five seconds at most. Callers that come while it is read for another wait,
// and share a reading that began after they asked. It fails where the account is
// not read; what hindered the reading of the buckets is in the snapshot.
func (p *Porter) Refresh(ctx context.Context) error {
	var beside sync.WaitGroup
	beside.Go(func() { p.soonBuckets(ctx) })
	defer beside.Wait()
	return p.refresh(ctx)
}

// firstRead reads the account where it was never read: a process that has just
// started beside another one must not take what it does not know for missing.
func (p *Porter) firstRead(ctx context.Context) error {
	if !p.Snapshot().At.IsZero() {
		return nil
	}
	return p.refresh(ctx)
}

// refresh is Refresh without the buckets.
func (p *Porter) refresh(ctx context.Context) error {
	return p.reads.read(ctx, p.now, func(ctx context.Context, began time.Time) error {
		p.uses.forget()
		return p.readAccount(ctx, began)
	})
}

// reading is what one walk over the account has found. What could not be read
// has an error and leaves the last good state in its place.
type reading struct {
	identity iam.Identity
	alias    string
	details  iam.Details
	policies []iam.Policy
	summary  iam.Summary

	identityErr, aliasErr, detailsErr, policiesErr, summaryErr error
}

func (p *Porter) readAccount(ctx context.Context, began time.Time) error {
	p.account.Probe(ctx) // of a server that is known it asks nothing
	p.lookDemo(ctx)
	var r reading
	var calls errgroup.Group
	calls.Go(func() error { r.identity, r.identityErr = p.account.Identity(ctx); return nil })
	calls.Go(func() error { r.alias, r.aliasErr = p.account.Alias(ctx); return nil })
	calls.Go(func() error { r.details, r.detailsErr = p.account.Details(ctx); return nil })
	calls.Go(func() error { r.policies, r.policiesErr = p.account.Policies(ctx); return nil })
	calls.Go(func() error { r.summary, r.summaryErr = p.account.Summary(ctx); return nil })
	_ = calls.Wait() // each error has its place in r
	if ctx.Err() != nil {
		return fmt.Errorf("read the account: %w", ctx.Err())
	}
	err := errors.Join(r.detailsErr, r.policiesErr, offered(r.identityErr), offered(r.aliasErr), offered(r.summaryErr))
	p.replace(began, func(s *Snapshot) { r.put(s, began, err) })
	select {
	case p.known <- struct{}{}:
	default: // it has been said
	}
	if err != nil {
		return fmt.Errorf("read the account: %w", err)
	}
	return nil
}

// offerOf is what an error tells of a feature, about the one thing that was
// asked about.
func offerOf(err error) iam.Offer {
	switch {
	case fault.Is(err, fault.CodeAwsNotOffered):
		return iam.NotOffered
	case fault.Is(err, fault.CodeAwsDenied):
		return iam.NotAllowed
	}
	return iam.OfferUnknown
}

// offered drops the error of a call that the endpoint does not have, or that the
// credentials may not make: nothing was to be had.
func offered(err error) error {
	if offerOf(err) != iam.OfferUnknown {
		return nil
	}
	return err
}

func (r *reading) put(s *Snapshot, at time.Time, err error) {
	s.Problem = problemOf(err)
	if r.identityErr == nil {
		if was := s.Identity.Account; was != "" && was != r.identity.Account {
			s.forgetAll()
		}
		s.Identity = r.identity
	}
	if r.aliasErr == nil {
		s.Alias = r.alias
	}
	if r.summaryErr == nil {
		s.Summary = r.summary
	}
	if r.detailsErr == nil {
		s.At, s.Users, s.Groups, s.Roles, s.whole = at, r.details.Users, r.details.Groups, r.details.Roles, r.details.Complete
		here := make(map[string]bool, len(s.Users))
		for _, u := range s.Users {
			here[u.Name.Fold()] = true
		}
		maps.DeleteFunc(s.keys, func(name string, _ keysRead) bool { return !here[name] })
	}
	if r.policiesErr == nil {
		s.Policies = r.policies
		if r.detailsErr == nil {
			merge(s.Policies, r.details.Policies)
		}
		sortPolicies(s.Policies)
	}
	s.Complete = err == nil && r.details.Complete
	s.audit = nil
}

// forgetAll drops what was read, for it is of another account: a server that was
// set up anew at the same address, with the same key.
func (s *Snapshot) forgetAll() {
	*s = Snapshot{Problem: s.Problem, keys: map[string]keysRead{}}
}

// merge adds to the catalogue what only the details have of a policy.
func merge(catalogue, details []iam.Policy) {
	with := make(map[iam.ARN]iam.Policy, len(details))
	for _, d := range details {
		with[d.ARN] = d
	}
	for i, c := range catalogue {
		if d, ok := with[c.ARN]; ok {
			catalogue[i].Document = d.Document
			if c.Description == "" {
				catalogue[i].Description = d.Description
			}
		}
	}
}

// watch reads the account now and then as an agenda says, until ctx ends.
func (p *Porter) watch(ctx context.Context) {
	a := agenda{next: p.clock()}
	for {
		wait := time.NewTimer(a.due().Sub(p.clock()))
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-p.wrote:
			wait.Stop()
			a.change(p.clock())
			continue
		case <-wait.C:
		}
		a.begin(p.clock())
		if err := p.refresh(ctx); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "the account is not read", "error", err)
		}
		a.end(p.clock())
	}
}
