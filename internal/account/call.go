package account

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// maxPages ends a walk whose server never does. AWS needs far fewer for the
// largest account that its quotas allow.
const maxPages = 1000

// line is how one kind of call is made.
type line struct {
	service  string // the prefix of its actions in policies
	endpoint string // for people
	deadline time.Duration
	change   bool // the call changes AWS and is sent once
	frozen   bool // such a call is not made
	probing  bool // the call is made even if the server is known not to have it
	known    *offers
	log      *slog.Logger
}

func newLine(o Options, known *offers, service, endpoint string) line {
	return line{service: service, endpoint: endpoint, deadline: o.Deadline, known: known, log: o.Log}
}

// thing is one of the things a call is about. An entity comes before its
// policies: their word is the shorter one.
type thing struct {
	phrase string     // what AWS calls it in a NoSuchEntity, in lower case
	absent fault.Code // what its absence is
	name   string
}

func aUser(n iam.UserName) thing {
	return thing{"user with name ", fault.CodeUserNotFound, string(n)}
}

func aGroup(n iam.GroupName) thing {
	return thing{"group with name ", fault.CodeGroupNotFound, string(n)}
}

// aRole is one that was listed; nobody asks for another.
func aRole(name string) thing { return thing{"", fault.CodeAwsRefused, name} }

func aPolicy[N iam.ARN | iam.PolicyName](n N) thing {
	return thing{"policy ", fault.CodePolicyNotFound, string(n)}
}

// aVersion is a version of a managed policy. AWS's message about one names the
// policy first.
func aVersion(id string) thing {
	return thing{" version " + strings.ToLower(id) + " ", fault.CodePolicyVersion, id}
}

func aKey(id iam.KeyID) thing {
	return thing{"access key with id ", fault.CodeKeyNotFound, string(id)}
}

func aLogin(of iam.UserName) thing {
	return thing{"login profile ", fault.CodeUserNoLogin, string(of)}
}

// aBucket is one that was listed; its absence is errGone.
func aBucket(name string) thing { return thing{"", fault.CodeAwsRefused, name} }

// aCredential is one that Keyporter only deletes; its absence is told in AWS's
// own words.
func aCredential(id string) thing { return thing{"", fault.CodeAwsRefused, id} }

// ask makes one call and brings its error through the table. The things are
// what the call is about, the likeliest to be missing first.
func ask[I, O, P any](
	ctx context.Context, l line, op func(context.Context, *I, ...func(*P)) (*O, error), in *I, about ...thing,
) (*O, error) {
	if l.change && l.frozen {
		return nil, fault.New(fault.Denied, fault.CodeReadOnly)
	}
	for _, a := range about {
		if a.name == "" { // AWS would take it for the caller
			return nil, fault.New(fault.NotFound, a.absent, "")
		}
	}
	ctx, cancel := context.WithTimeout(ctx, l.deadline)
	defer cancel()
	t := &trip{}
	if !l.change && !l.probing {
		t.known = l.known
	}
	start := time.Now()
	out, err := op(context.WithValue(ctx, tripKey{}, t), in)
	if err == nil {
		l.known.note(t.action, nil, len(about) > 0)
		l.log.DebugContext(ctx, "aws call", "action", t.action, "took", time.Since(start))
		return out, nil
	}
	err = failure{trip: t, line: l, about: about, err: err}.fault()
	l.known.note(t.action, err, len(about) > 0)
	l.log.DebugContext(ctx, "aws call", "action", t.action, "took", time.Since(start), "status", t.status, "err", err)
	return nil, err
}

// pager is any of the SDK's paginators.
type pager[O, P any] interface {
	HasMorePages() bool
	NextPage(context.Context, ...func(*P)) (*O, error)
}

// walk takes page after page. Take returns what a page says of the next one: a
// page may be empty or short while more follow. Walk reports whether it came to
// the end; it stops short where a marker comes again, or after maxPages.
func walk[O, P any](
	ctx context.Context, l line, p pager[O, P], take func(*O) (truncated bool, marker *string), about ...thing,
) (whole bool, err error) {
	next := func(ctx context.Context, _ *struct{}, options ...func(*P)) (*O, error) {
		return p.NextPage(ctx, options...)
	}
	seen := map[string]bool{}
	truncated := false
	for n := 0; p.HasMorePages(); n++ {
		if n == maxPages {
			return false, nil
		}
		page, err := ask(ctx, l, next, &struct{}{}, about...)
		if err != nil {
			return false, err
		}
		var marker *string
		truncated, marker = take(page)
		if marker != nil && seen[*marker] {
			return false, nil
		}
		seen[text(marker)] = true
	}
	return !truncated, nil
}

// all is walk for a list that is of no use in part.
func all[O, P any](
	ctx context.Context, l line, p pager[O, P], take func(*O) (truncated bool, marker *string), about ...thing,
) error {
	whole, err := walk(ctx, l, p, take, about...)
	if err == nil && !whole {
		return errCutShort
	}
	return err
}
