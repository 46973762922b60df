package porter

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

const (
	rightsEvery = 10 * time.Minute // when the account is read again and IAM was asked
	rightsPaths = 3                // under how many paths of each kind an action is tried
)

// RightState is what is known of one of Keyporter's own rights.
type RightState string

// The states of a right. What nobody tells, or depends on what only a request
// has, is unknown and never missing.
const (
	RightHeld    RightState = "held"
	RightPartly  RightState = "partly" // under some paths only
	RightMissing RightState = "missing"
	RightUnknown RightState = "unknown"
)

// RightsBy is how Keyporter's rights were found out.
type RightsBy string

// The ways, the surest first.
const (
	RightsOfRoot     RightsBy = "root"       // who may do all
	RightsSimulated  RightsBy = "simulation" // SimulatePrincipalPolicy
	RightsByPolicies RightsBy = "policies"   // decided here, of what was read; service control policies are not seen
	RightsNotTold    RightsBy = ""
)

// RightFound is one right with what is known of it. Under are the paths where it
// is held, of RightPartly.
type RightFound struct {
	iam.Right
	State RightState
	Under []string
}

// RightsView is what Keyporter's own credentials may do.
type RightsView struct {
	At      time.Time // zero: not looked at yet
	Caller  iam.ARN
	By      RightsBy
	Problem *fault.Fault // why IAM did not simulate, or why the caller is not known; nil when neither
	Found   []RightFound // in the order of the table; those that change nothing in read-only mode
	Scope   iam.RightsOptions
}

// Lacking lists the actions that are missing, each once, sorted.
func (v RightsView) Lacking() []string {
	var list []string
	for _, f := range v.Found {
		if f.State == RightMissing {
			list = append(list, f.Action)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// rights is what was found out last.
type rights struct {
	looking sync.Mutex
	last    atomic.Pointer[RightsView]
}

// Rights returns what is known of Keyporter's own rights. It asks nobody.
func (p *Porter) Rights() RightsView {
	if v := p.rights.last.Load(); v != nil {
		return *v
	}
	return RightsView{Caller: p.Snapshot().Identity.ARN, Found: untold(p.rightsScope(p.Snapshot().Identity)), Scope: p.rightsScope(p.Snapshot().Identity)}
}

func (p *Porter) rightsScope(who iam.Identity) iam.RightsOptions {
	return iam.RightsOptions{Partition: who.ARN.Partition(), Account: who.Account, ReadOnly: p.readOnly}
}

func untold(o iam.RightsOptions) []RightFound {
	var list []RightFound
	for _, r := range o.Rights() {
		list = append(list, RightFound{Right: r, State: RightUnknown})
	}
	return list
}

// watchRights looks at the rights when the account was read: at the start, and
// then as often as that costs little.
func (p *Porter) watchRights(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.known:
		}
		if v := p.Rights(); v.By == RightsSimulated && p.now().Sub(v.At) < rightsEvery {
			continue
		}
		if v := p.CheckRights(ctx); len(v.Lacking()) > 0 {
			p.log.WarnContext(ctx, "rights are missing", "caller", v.Caller, "actions", v.Lacking())
		}
	}
}

// CheckRights finds out, now, which of the actions that Keyporter calls its own
// credentials may call. It asks IAM to simulate them, and where IAM does not, it
// decides by the policies that were read of the account.
func (p *Porter) CheckRights(ctx context.Context) RightsView {
	p.rights.looking.Lock()
	defer p.rights.looking.Unlock()
	who, err := p.account.Identity(ctx)
	v := RightsView{At: p.now(), Caller: who.ARN, Problem: problemOf(err), Scope: p.rightsScope(who)}
	s := p.Snapshot()
	source := s.rightsSource(who)
	switch {
	case err != nil || who.ARN == "":
		v.Found = untold(v.Scope)
	case strings.HasSuffix(string(who.ARN), ":root"): // "AWS account root user", IAM user guide: it is not limited by IAM policies
		v.By = RightsOfRoot
		for _, r := range v.Scope.Rights() {
			v.Found = append(v.Found, RightFound{Right: r, State: RightHeld})
		}
	default:
		p.tryRights(ctx, &v, s, source)
	}
	if ctx.Err() == nil {
		p.rights.last.Store(&v)
	}
	return v
}

// tryRights fills in what IAM simulates, or else what the policies say.
func (p *Porter) tryRights(ctx context.Context, v *RightsView, s *Snapshot, source iam.ARN) {
	simulate := func(actions []string, on iam.ARN) (map[string]iam.Simulated, error) {
		return p.account.Simulate(ctx, source, actions, on)
	}
	t := rightsTrial{scope: v.Scope, snap: s, source: source}
	var err error
	if source != "" {
		if v.Found, err = t.all(simulate); err == nil {
			v.By = RightsSimulated
			return
		}
		v.Problem = problemOf(err)
	}
	if held, ok := s.rightsHeld(source); ok {
		if v.Found, err = t.all(held.simulate); err == nil {
			v.By = RightsByPolicies
			return
		}
	}
	v.Found = untold(v.Scope)
}

// rightsSource is the user or role whose policies decide: the role of a session,
// of whose path the session does not tell. "" is neither. Source: "IAM
// identifiers", IAM user guide.
func (s *Snapshot) rightsSource(who iam.Identity) iam.ARN {
	parts := strings.SplitN(string(who.ARN), ":", 6)
	resource := parts[len(parts)-1]
	if strings.HasPrefix(resource, "user/") {
		return who.ARN
	}
	session, found := strings.CutPrefix(resource, "assumed-role/")
	if !found {
		return ""
	}
	name, _, _ := strings.Cut(session, "/")
	for _, r := range s.Roles {
		if r.Name == name {
			return r.ARN
		}
	}
	return iam.ARN("arn:" + who.ARN.Partition() + ":iam::" + who.Account + ":role/" + name)
}

// rightsTrial tries each action on a thing that it could be about, under the paths
// that the account uses.
type rightsTrial struct {
	scope  iam.RightsOptions
	snap   *Snapshot
	source iam.ARN
}

// decider tells of actions whether they may be called on a resource.
type decider func(actions []string, on iam.ARN) (map[string]iam.Simulated, error)

func (t rightsTrial) all(decide decider) ([]RightFound, error) {
	list := untold(t.scope)
	byKind := map[iam.RightOn][]string{}
	for _, f := range list {
		if !slices.Contains(byKind[f.On], f.Action) {
			byKind[f.On] = append(byKind[f.On], f.Action)
		}
	}
	for on, actions := range byKind {
		paths := t.snap.pathsOf(on)
		said := make([]map[string]iam.Simulated, len(paths))
		for i, path := range paths {
			sample := t.scope.Sample(on, path)
			if on == iam.OnCaller {
				sample = t.source
			}
			var err error
			if said[i], err = decide(actions, sample); err != nil {
				return nil, err
			}
		}
		for i := range list {
			if list[i].On == on {
				list[i].weigh(paths, said)
			}
		}
	}
	return list, nil
}

// weigh brings together what was said of the action under each path.
func (f *RightFound) weigh(paths []string, said []map[string]iam.Simulated) {
	var held, doubts int
	for i, path := range paths {
		one, told := said[i][f.Action]
		switch {
		case !told || len(one.Absent) > 0:
			doubts++
		case one.Allowed:
			held++
			f.Under = append(f.Under, path)
		}
	}
	switch {
	case held == len(paths):
		f.State, f.Under = RightHeld, nil
	case doubts > 0:
		f.State, f.Under = RightUnknown, nil
	case held > 0:
		f.State = RightPartly
	default:
		f.State = RightMissing
	}
}
