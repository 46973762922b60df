package porter

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// RequestView is a request as its page shows it.
type RequestView struct {
	desk.Request
	Change  Change
	Mine    bool
	Decides bool         // the actor may decide on it
	Bar     *fault.Fault // why an approver may not, of one that is open
	// Form carries it out; nil where the actor may not, or where it is not approved.
	Form *KeptForm
	Job  bool // Op is a job
}

// RequestList is a page of requests.
type RequestList struct {
	Rows []RequestView
	More bool // there are older ones that have ended
}

// Requests returns requests: those that wait, or those that have ended, of which
// there are at most limit.
func (p *Porter) Requests(ctx context.Context, by desk.Actor, f desk.RequestFilter) (RequestList, error) {
	limit := f.Limit
	f.Limit++
	list, err := p.store.Requests(ctx, f)
	if err != nil {
		return RequestList{}, fmt.Errorf("read the requests: %w", err)
	}
	l := RequestList{More: len(list) > limit}
	for _, q := range list[:min(len(list), limit)] {
		v, err := p.viewOf(ctx, by, q)
		if err != nil {
			return RequestList{}, err
		}
		l.Rows = append(l.Rows, v)
	}
	return l, nil
}

// Request returns one request for its page.
func (p *Porter) Request(ctx context.Context, by desk.Actor, id string) (RequestView, error) {
	q, err := p.request(ctx, id)
	if err != nil {
		return RequestView{}, err
	}
	v, err := p.viewOf(ctx, by, q)
	if err != nil || !v.Mine || v.State != desk.RequestApproved {
		return v, err
	}
	kept, err := p.seal.Open(q.Form, nil, requestPlace(q.ID))
	if err != nil {
		return v, fmt.Errorf("open the form of request %s: %w", q.ID, err)
	}
	v.Form = new(KeptForm)
	if err := json.Unmarshal(kept, v.Form); err != nil {
		return v, fmt.Errorf("decode the form of request %s", q.ID)
	}
	return v, nil
}

func (p *Porter) viewOf(ctx context.Context, by desk.Actor, q desk.Request) (RequestView, error) {
	c, err := changeIn(q)
	if err != nil {
		return RequestView{}, err
	}
	if q.State.Waits() && !q.Expires.After(p.now()) { // the sweep has not come by yet
		q.State = desk.RequestExpired
	}
	v := RequestView{Request: q, Change: c, Mine: q.OperatorID == by.Operator.ID}
	if q.State == desk.RequestOpen && by.Operator.Role.May(desk.CanApprove) {
		err := p.mayDecide(ctx, by, q)
		v.Bar = fault.Of(err)
		v.Decides = err == nil
	}
	if q.Op != "" {
		_, err := p.store.Job(ctx, q.Op)
		v.Job = err == nil
	}
	return v, nil
}

// WaitingRequests counts the requests that the actor may decide on, and the approvals
// of the actor's own that can be carried out.
func (p *Porter) WaitingRequests(ctx context.Context, by desk.Actor) (decide, carry int, err error) {
	if decide, carry, err = p.store.RequestsFor(ctx, by.Operator, p.now()); err != nil {
		return 0, 0, fmt.Errorf("count the requests: %w", err)
	}
	return decide, carry, nil
}

// Reach tells who could reach which bucket, now and after the steps of a change; nil
// where the buckets were not read.
func (p *Porter) Reach(c Change) (before, after *access.Table) {
	s := p.Snapshot()
	if s.BucketsAt.IsZero() {
		return nil, nil
	}
	before = s.Access()
	next := *before.Account()
	next.Users, next.Groups, next.Policies = slices.Clone(next.Users), slices.Clone(next.Groups), slices.Clone(next.Policies)
	for _, one := range c.Steps {
		makeIn(&next, one)
	}
	return before, before.After(&next)
}

// makeIn makes a step in an account that is a copy. What matters to no bucket, and
// what is not there, is left out.
func makeIn(a *access.Account, s Step) {
	user := func(change func(u *iam.User)) {
		for i := range a.Users {
			if len(s.Args) > 0 && a.Users[i].Name.Fold() == s.user().Fold() {
				change(&a.Users[i])
			}
		}
	}
	group := func(change func(g *iam.Group)) {
		for i := range a.Groups {
			if len(s.Args) > 0 && a.Groups[i].Name.Fold() == iam.GroupName(s.Args[0]).Fold() {
				change(&a.Groups[i])
			}
		}
	}
	held := func(list []iam.AttachedPolicy) []iam.AttachedPolicy {
		return without(list, func(o iam.AttachedPolicy) bool { return o.ARN == s.ARN })
	}
	gets := func(list []iam.AttachedPolicy) []iam.AttachedPolicy {
		return append(held(list), iam.AttachedPolicy{Name: iam.PolicyName(s.ARN.Name()), ARN: s.ARN})
	}
	inline := func() iam.InlinePolicy {
		return iam.InlinePolicy{Name: iam.PolicyName(s.Args[1]), Document: s.Document}
	}
	switch s.Call {
	case "CreateUser":
		a.Users = append(a.Users, iam.User{Name: s.user(), ARN: newARN(a, "user"+strings.TrimSuffix(s.Path, "/"), s.Args[0]), Path: s.Path, Tags: s.Tags, Boundary: s.ARN})
	case "CreateGroup":
		a.Groups = append(a.Groups, iam.Group{Name: iam.GroupName(s.Args[0]), ARN: newARN(a, "group", s.Args[0])})
	case "AddUserToGroup":
		user(func(u *iam.User) { u.Groups = append(slices.Clone(u.Groups), iam.GroupName(s.Args[1])) })
	case "RemoveUserFromGroup":
		user(func(u *iam.User) {
			u.Groups = without(u.Groups, func(g iam.GroupName) bool { return g.Fold() == iam.GroupName(s.Args[1]).Fold() })
		})
	case "AttachUserPolicy":
		user(func(u *iam.User) { u.Attached = gets(u.Attached) })
	case "DetachUserPolicy":
		user(func(u *iam.User) { u.Attached = held(u.Attached) })
	case "AttachGroupPolicy":
		group(func(g *iam.Group) { g.Attached = gets(g.Attached) })
	case "DetachGroupPolicy":
		group(func(g *iam.Group) { g.Attached = held(g.Attached) })
	case "PutUserPolicy":
		user(func(u *iam.User) { u.Inline = putInline(u.Inline, inline()) })
	case "PutGroupPolicy":
		group(func(g *iam.Group) { g.Inline = putInline(g.Inline, inline()) })
	case "PutUserPermissionsBoundary":
		user(func(u *iam.User) { u.Boundary = s.ARN })
	case "DeleteUserPermissionsBoundary":
		user(func(u *iam.User) { u.Boundary = "" })
	case "CreatePolicyVersion", "SetDefaultPolicyVersion":
		for i := range a.Policies {
			if a.Policies[i].ARN == s.ARN {
				a.Policies[i].Document = s.Document
			}
		}
	}
}

// newARN is the ARN that something new will have.
func newARN(a *access.Account, kind, name string) iam.ARN {
	return iam.ARN("arn:" + cmp.Or(a.Partition, "aws") + ":iam::" + a.ID + ":" + kind + "/" + name)
}
