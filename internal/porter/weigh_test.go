package porter_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"keyporter/internal/account"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/seal"
)

const weighed = "arn:aws:iam::123456789012:policy/"

// weighHouse is an account with policies to weigh: two users are members of team,
// kim has power and is bounded, and each policy says what its name says.
func weighHouse(t *testing.T) *bench {
	t.Helper()
	b := onSQLite(t)
	b.operator("second", desk.Admin) // with one operator in the sandbox nothing is asked for
	ctx := t.Context()
	for name, doc := range map[iam.PolicyName]string{
		"lists":   `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}`,
		"all":     `{"Version":"2012-10-17","Statement":{"Sid":"All","Effect":"Allow","Action":"*","Resource":"*"}}`,
		"iam-if":  `{"Version":"2012-10-17","Statement":{"Sid":"If","Effect":"Allow","Action":"iam:AttachUserPolicy","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}}`,
		"assumes": `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::123456789012:role/*"}}`,
		"passes":  `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/one"}}`,
		"denies":  `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}`,
	} {
		_, err := b.account.CreatePolicy(ctx, account.NewPolicy{Name: name, Document: doc})
		check(t, err)
	}
	for _, g := range []iam.GroupName{"team", "chiefs"} {
		_, err := b.account.CreateGroup(ctx, g)
		check(t, err)
	}
	for _, n := range []iam.UserName{"ana", "bo", "kim"} {
		_, err := b.account.CreateUser(ctx, n)
		check(t, err)
	}
	check(t, b.account.AddToGroup(ctx, "team", "ana"))
	check(t, b.account.AddToGroup(ctx, "team", "bo"))
	check(t, b.account.AttachGroupPolicy(ctx, "chiefs", weighed+"all"))
	check(t, b.account.AttachUserPolicy(ctx, "kim", weighed+"all"))
	check(t, b.account.AttachUserPolicy(ctx, "kim", weighed+"denies"))
	check(t, b.account.PutUserBoundary(ctx, "kim", weighed+"all"))
	check(t, b.account.AttachGroupPolicy(ctx, "team", weighed+"denies"))
	check(t, b.Refresh(ctx))
	return b
}

// TestAnActWeighsWhatItDoes: kinds, who gains and how many, told by hand for each
// mode; "" is not dangerous.
func TestAnActWeighsWhatItDoes(t *testing.T) {
	t.Parallel()
	b := weighHouse(t)
	arns := func(names ...string) []iam.ARN {
		var list []iam.ARN
		for _, n := range names {
			list = append(list, iam.ARN(weighed+n))
		}
		return list
	}
	inline := porter.InlineEdit{Name: "in", Document: `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}`, New: true}
	allows := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`
	cases := []struct {
		name          string
		verb          desk.Verb
		target        string
		content       any
		open, guarded string
	}{
		{"a harmless policy of the safe set", desk.UserAttach, "ana", arns("lists"), "", ""},
		{"everything to a user", desk.UserAttach, "ana", arns("all"), "admin ana 1", "admin ana 1, outside-safe ana 1"},
		{"everything to a group of two", desk.GroupAttach, "team", arns("all"), "admin team 2", "admin team 2, outside-safe team 2"},
		{"IAM under a condition", desk.UserAttach, "ana", arns("iam-if"), "iam-write ana 1", "iam-write ana 1, outside-safe ana 1"},
		{"every role", desk.UserAttach, "ana", arns("assumes"), "assume-any ana 1", "assume-any ana 1, outside-safe ana 1"},
		{"one role to a service", desk.UserAttach, "ana", arns("passes"), "", "outside-safe ana 1, pass-role ana 1"},
		{"a policy that is not there", desk.UserAttach, "ana", arns("nowhere"), "unreadable ana 1", "outside-safe ana 1, unreadable ana 1"},
		{"joining those who may do everything", desk.UserJoin, "ana", []iam.GroupName{"chiefs"}, "admin ana 1", "admin ana 1, outside-safe ana 1"},
		{"two who are added to them", desk.GroupAdd, "chiefs", []iam.UserName{"ana", "bo"}, "admin chiefs 2", "admin chiefs 2, outside-safe chiefs 2"},
		{"two of a list who join them", desk.BulkJoin, "chiefs", porter.Selection{Verb: desk.BulkJoin, Users: []iam.UserName{"ana", "bo"}, Group: "chiefs"}, "admin chiefs 2", "admin chiefs 2, outside-safe chiefs 2"},
		{"an inline policy that says little", desk.UserInlinePut, "ana", inline, "", "inline ana 1"},
		{"a version that says everything, for all who have the policy", desk.PolicyVersionCreate, weighed + "denies",
			porter.PolicyEdit{ARN: weighed + "denies", Document: allows, Base: "v1"}, "admin  3, deny-gone  3", "admin  3, deny-gone  3, version-changed  3"},
		{"a version of a policy that nobody has", desk.PolicyVersionCreate, weighed + "lists", porter.PolicyEdit{ARN: weighed + "lists", Document: allows, Base: "v1"}, "", "admin  0"},
		{"the boundary of a user with power goes", desk.BoundaryOff, "kim", iam.ARN(""), "boundary-off kim 1", "boundary-off kim 1"},
		{"a first boundary", desk.BoundarySet, "ana", iam.ARN(weighed + "lists"), "", ""},
		{"what denies goes from a user with power", desk.UserDetach, "kim", iam.ARN(weighed + "denies"), "deny-gone kim 1", "deny-gone kim 1"},
		{"what denies goes from users without", desk.UserLeave, "ana", iam.GroupName("team"), "", "deny-gone ana 1"},
		{"a new user who may do everything", desk.UserCreate, "eve", porter.NewUser{Name: "eve", NewGroups: []porter.NewGroup{{Name: "new", Policies: arns("all")}}}, "admin new 1", "admin new 1, outside-safe new 1"},
		{"a key of a user with power", desk.KeyCreate, "kim", []string{"other", ""}, "", "powerful kim 1"},
		{"a key of a user without", desk.KeyCreate, "ana", []string{"other", ""}, "", ""},
		{"a key that is stopped", desk.KeyDeactivate, "kim", iam.KeyID("AKIA1"), "", ""},
	}
	for _, mode := range []desk.GuardMode{desk.GuardOpen, desk.GuardGuarded} {
		check(t, b.db.SetRails(t.Context(), desk.Rails{Mode: mode, Boundary: weighed + "lists", Paths: []string{"/"}}))
		now, err := b.account.Policy(t.Context(), weighed+"lists")
		check(t, err)
		check(t, b.db.PinPolicy(t.Context(), desk.SafePolicy{ARN: weighed + "lists", Version: "v1", Hash: seal.Hash(now.Document), Document: now.Document}))
		for _, c := range cases {
			want := c.open
			if mode == desk.GuardGuarded {
				want = c.guarded
			}
			g, err := b.Foresee(t.Context(), b.by, c.verb, c.target, c.content)
			if err != nil {
				t.Errorf("%s, mode %s: %v", c.name, mode, err)
				continue
			}
			if got := dangersOf(g); got != want {
				t.Errorf("%s, mode %s = %q, want %q", c.name, mode, got, want)
			}
		}
	}
}

// TestAPolicyThatChangedSinceIsDangerous: the safe set holds what was looked at.
func TestAPolicyThatChangedSinceIsDangerous(t *testing.T) {
	t.Parallel()
	b := weighHouse(t)
	ctx := t.Context()
	check(t, b.db.SetRails(ctx, desk.Rails{Mode: desk.GuardGuarded, Paths: []string{"/"}}))
	pin := func() {
		v, err := b.ReviewSafe(ctx, weighed+"lists")
		check(t, err)
		_, err = b.PinSafe(ctx, b.by, form(), weighed+"lists", v.Policy.DefaultVersion, v.Hash)
		check(t, err)
	}
	weigh := func() string {
		g, err := b.Foresee(ctx, b.by, desk.UserAttach, "ana", []iam.ARN{weighed + "lists"})
		check(t, err)
		return dangersOf(g)
	}
	pin()
	before := weigh()
	_, err := b.account.CreatePolicyVersion(ctx, weighed+"lists", `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}`)
	check(t, err)
	changed := weigh()
	pin()
	if got := []string{before, changed, weigh()}; !slices.Equal(got, []string{"", "version-changed ana 1", ""}) {
		t.Errorf("pinned, changed, pinned anew = %q", got)
	}
}

// dangersOf writes the dangers of a gate, sorted.
func dangersOf(g *porter.Gate) string {
	if g == nil {
		return ""
	}
	var list []string
	for _, d := range g.Change.Dangers {
		list = append(list, string(d.Kind)+" "+d.Who+" "+strconv.Itoa(d.Count))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}
